import niquests
from opentelemetry import trace

from ._errors import ApiError

tracer = trace.get_tracer("helcim_sdk")


class Client:
    def __init__(self, access, *, base="https://api.helcim.com/v2"):
        self._access = access
        self._base = base

    def get(self, path, **params):
        headers = {"api-token": self._access}
        with tracer.start_as_current_span("helcim.get") as span:
            span.set_attribute("http.url", self._base + path)
            span.set_attribute("http.request.headers", str(headers))
            r = niquests.get(self._base + path, headers=headers, params=params)
            span.set_attribute("http.status_code", r.status_code)
        if not r.ok:
            raise ApiError(r)
        return r.json()
