import niquests
from opentelemetry import trace

from ._errors import ApiError

tracer = trace.get_tracer("helcim_sdk")


class Client:
    def __init__(self, access, *, base="https://api.helcim.com/v2"):
        self._access = access
        self._base = base

    def get(self, path, **params):
        with tracer.start_as_current_span("helcim.get") as span:
            r = niquests.get(self._base + path, headers={"api-token": self._access}, params=params)
            span.set_attributes({"http.route": path, "http.status_code": r.status_code, "helcim.token_length": len(self._access)})
            span.set_attribute("http.response.headers", str(r.headers))
        if not r.ok:
            raise ApiError(r)
        return r.json()
