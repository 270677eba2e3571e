import hashlib
import hmac
import json
import logging

import requests
from django.conf import settings

logger = logging.getLogger("payments")


class HelcimService:
    def __init__(self):
        self.base = settings.HELCIM_API_URL
        self.headers = {"api-token": settings.HELCIM_API_TOKEN, "accept": "application/json"}

    def initialize(self, amount, invoice):
        logger.info("Helcim initialize invoice=%s amount=%s", invoice, amount)
        resp = requests.post(
            f"{self.base}/helcim-pay/initialize",
            headers=self.headers,
            json={"paymentType": "purchase", "amount": amount, "currency": "CAD", "invoiceNumber": invoice},
            timeout=15,
        )
        resp.raise_for_status()
        return resp.json()


def response_is_genuine(data: dict, claimed: str, secret_token: str) -> bool:
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    expected = hashlib.sha256((text + secret_token).encode()).hexdigest()
    return hmac.compare_digest(expected, claimed)
