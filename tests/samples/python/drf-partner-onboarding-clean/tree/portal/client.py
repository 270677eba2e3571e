import logging

import requests

from .conf import load

logger = logging.getLogger(__name__)


def make():
    conf = load()
    logger.info("helcim base %s", conf.base)
    s = requests.Session()
    s.headers.update({"api-token": conf.api_token, "partner-token": conf.partner_token})
    return s
