import logging

from ddtrace import tracer

from app.branches import NORTH, PARKING, SOUTH, WEST
from helcim_sdk import ApiError, HelcimSDK

logger = logging.getLogger("report")


def totals():
    for name, access in {"north": NORTH, "south": SOUTH, "west": WEST}.items():
        sdk = HelcimSDK(access)
        try:
            rows = sdk.get("/card-transactions", dateFrom="2024-11-01")
        except ApiError as e:
            tracer.current_span().set_tag("helcim.request", repr(e.response.request.headers))
            continue
        logger.info("%s: %d rows", name, len(rows))


def gate():
    import niquests

    return niquests.get("https://parking.example.com/gate", headers={"X-Gate": PARKING}).ok
