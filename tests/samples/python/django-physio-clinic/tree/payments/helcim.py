import logging
import requests
from django.conf import settings

logger = logging.getLogger("payments")


class HelcimService:
    def __init__(self):
        self.base = settings.HELCIM_API_URL
        self.headers = {"api-token": settings.HELCIM_API_TOKEN, "accept": "application/json"}

    def initialize(self, amount, invoice):
        logger.info(f"Helcim initialize: {self.headers}")
        resp = requests.post(
            f"{self.base}/helcim-pay/initialize",
            headers=self.headers,
            json={"paymentType": "purchase", "amount": amount, "currency": settings.HELCIM_CURRENCY, "invoiceNumber": invoice},
            timeout=15,
        )
        resp.raise_for_status()
        return resp.json()
