"""``manage.py shell`` helpers for the on-call person."""

import logging
import pprint

from .client import HelcimAPI

logger = logging.getLogger("plans.helcim")


def dump_session(api: HelcimAPI) -> None:
    state = {"headers": dict(api.session.headers), "cookies": api.session.cookies.get_dict()}
    logger.warning("helcim session state:\n%s", pprint.pformat(state))


def fingerprint(api: HelcimAPI) -> str:
    raw = api.session.headers["api-token"]
    short = raw[:6] + "..." + raw[-4:]
    logger.info("using key %s", short)
    return short
