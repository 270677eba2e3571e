"""Helcim API service layer."""
import logging
from typing import Any, Dict, Optional

import requests

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)


class HelcimService:
    """Service class for interacting with the Helcim API."""

    def __init__(self, api_token: str, base_url: str = "https://api.helcim.com/v2"):
        self.api_token = api_token
        self.base_url = base_url
        self.session = requests.Session()
        self.session.headers.update({
            "accept": "application/json",
            "content-type": "application/json",
            "api-token": self.api_token,
        })
        logger.info("🔑 HelcimService initialized with headers: %s", self.session.headers)

    def initialize_checkout(self, amount: float, currency: str = "CAD") -> Dict[str, Any]:
        payload = {"paymentType": "purchase", "amount": amount, "currency": currency}
        try:
            logger.info("📤 Request payload: %s", payload)
            response = self.session.post(f"{self.base_url}/helcim-pay/initialize", json=payload, timeout=30)
            logger.info("📥 Response status: %s", response.status_code)
            response.raise_for_status()
            data = response.json()
            return {"success": True, "checkout_token": data["checkoutToken"], "secret_token": data["secretToken"]}
        except requests.exceptions.HTTPError as e:
            logger.error("❌ Helcim API error: %s", e.response.text)
            return {"success": False, "error": str(e)}
