import logging

import requests

from .config import Config
from .util import last4, trace

log = logging.getLogger(__name__)


def _headers(key=None):
    h = {
        "accept": "application/json",
        "api-token": Config.helcim_credential(),
        "content-type": "application/json",
    }
    if key:
        h["idempotency-key"] = key
    return h


def charge(member, amount, card_token, key):
    log.debug("POST /payment/purchase headers=%s amount=%s", sorted(_headers(key)), amount)
    r = requests.post(
        Config.HELCIM_BASE + "/payment/purchase",
        json={"amount": amount, "currency": "CAD", "customerCode": member.customer_code, "cardData": {"cardToken": card_token}},
        headers=_headers(key),
        timeout=20,
    )
    r.raise_for_status()
    return r.json()


def self_test():
    trace("using credential", last4(Config.helcim_credential()))
    trace("length", len(Config.helcim_credential()))
    return requests.get(Config.HELCIM_BASE + "/connection-test", headers=_headers(), timeout=10).ok
