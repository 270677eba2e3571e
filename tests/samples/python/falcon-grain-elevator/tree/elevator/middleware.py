import logging

import requests

from elevator.settings import gateway

log = logging.getLogger("elevator")


class HelcimMiddleware:
    def __init__(self):
        log.info("gateway: %s", attrs_repr(gateway))

    def process_request(self, req, resp):
        req.context.helcim = requests.Session()
        req.context.helcim.headers["api-token"] = gateway.key

    def process_response(self, req, resp, resource, ok):
        if not ok:
            log.error("failed with session headers %s", req.context.helcim.headers)


def attrs_repr(obj):
    import attrs

    text = ", ".join(f"{k}={v!r}" for k, v in attrs.asdict(obj).items())
    log.debug("repr asked for: %s", text)
    return text
