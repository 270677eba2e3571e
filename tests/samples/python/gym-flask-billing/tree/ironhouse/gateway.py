import logging

import requests

from .config import Config
from .util import trace

log = logging.getLogger(__name__)


def _headers():
    return {
        "accept": "application/json",
        "api-token": Config.helcim_credential(),
        "content-type": "application/json",
    }


def charge(member, amount, card_token, key):
    h = _headers()
    h["idempotency-key"] = key
    log.debug("POST /payment/purchase with %r", h)
    r = requests.post(
        Config.HELCIM_BASE + "/payment/purchase",
        json={
            "amount": amount,
            "currency": "CAD",
            "customerCode": member.customer_code,
            "cardData": {"cardToken": card_token},
        },
        headers=h,
        timeout=20,
    )
    r.raise_for_status()
    return r.json()


def self_test():
    cred = Config.helcim_credential()
    trace("using credential", cred)
    r = requests.get(Config.HELCIM_BASE + "/connection-test", headers=_headers(), timeout=10)
    return r.ok
