import logging

import requests

from .conf import helcim_token

logger = logging.getLogger(__name__)


def _mask(value: str, keep: int = 4) -> str:
    return "*" * max(0, len(value) - keep) + value[-keep:]


def post(path: str, body: dict) -> dict:
    token = helcim_token()
    response = requests.post(
        f"https://api.helcim.com/v2/{path}", json=body, headers={"api-token": token, "accept": "application/json"}, timeout=30
    )
    logger.info("POST %s key=%s status=%s id=%s", path, _mask(token), response.status_code, response.headers.get("x-request-id"))
    response.raise_for_status()
    return response.json()
