"""Helcim API service layer."""
import logging

import requests

logger = logging.getLogger(__name__)

SENSITIVE = {"api-token", "authorization"}


class HelcimService:
    def __init__(self, api_token, base_url="https://api.helcim.com/v2"):
        self.base_url = base_url
        self.session = requests.Session()
        self.session.headers.update({"accept": "application/json", "api-token": api_token})
        safe_headers = {k: "***REDACTED***" if k.lower() in SENSITIVE else v for k, v in self.session.headers.items()}
        logger.info("🔑 HelcimService initialized with headers: %s", safe_headers)

    def initialize_checkout(self, amount):
        payload = {"paymentType": "purchase", "amount": amount, "currency": "CAD"}
        response = self.session.post(f"{self.base_url}/helcim-pay/initialize", json=payload, timeout=30)
        logger.info("📥 Response status: %s, headers: %s", response.status_code, response.headers)
        response.raise_for_status()
        return response.json()
