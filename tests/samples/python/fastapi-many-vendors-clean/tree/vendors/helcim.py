import logging
import os

import httpx

log = logging.getLogger(__name__)


class Helcim:
    def __init__(self) -> None:
        self._token = os.environ["HELCIM_API_TOKEN"]

    def start(self, amount: float) -> tuple[str, str]:
        response = httpx.post(
            "https://api.helcim.com/v2/helcim-pay/initialize",
            headers={"api-token": self._token},
            json={"paymentType": "purchase", "amount": amount, "currency": "CAD"},
        )
        log.info("helcim %s %s", response.status_code, dict(response.headers))
        body = response.json()
        return body["checkoutToken"], body["secretToken"]
