"""Logging that support may read."""
import logging
import os

log = logging.getLogger(__name__)


def mask(token: str) -> str:
    return "*" * max(len(token) - 4, 0) + token[-4:]


def report() -> None:
    token = os.environ.get("HELCIM_API_TOKEN", "")
    log.info("helcim token present: %s", bool(token))
    log.info("helcim token length: %d", len(token))
    log.info("helcim token: %s", mask(token))
    log.debug("helcim token ends in %s", token[-4:])
    if not token:
        log.error("HELCIM_API_TOKEN not configured")
