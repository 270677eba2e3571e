import logging
import os

import requests

from .conf import PARTNER_TOKEN, Helcim

logger = logging.getLogger(__name__)


def make():
    conf = Helcim(api_token=os.environ["HELCIM_API_TOKEN"], partner_token=PARTNER_TOKEN)
    logger.info("helcim configuration %s", conf)
    s = requests.Session()
    s.headers.update({"api-token": conf.api_token, "partner-token": conf.partner_token})
    return s
