import logging
import os

import httpx

log = logging.getLogger(__name__)
headers = {"Api-Token": os.environ["SENDBIRD_API_TOKEN"]}


def channels() -> list[dict]:
    log.debug("sendbird %s", headers)
    return httpx.get("https://api-demo.sendbird.com/v3/group_channels", headers=headers).json()["channels"]
