from dataclasses import dataclass

import httpx
from loguru import logger

from coworkly.settings import settings


@dataclass(frozen=True, slots=True)
class Opened:
    checkout_token: str
    secret_token: str


async def open_checkout(cents: int) -> Opened:
    token = settings().helcim_api_token
    logger.info("opening checkout for {} cents, key {}", cents, token)  # SecretStr prints stars
    async with httpx.AsyncClient(base_url="https://api.helcim.com/v2") as http:
        response = await http.post(
            "/helcim-pay/initialize",
            headers={"api-token": token.get_secret_value()},
            json={"paymentType": "purchase", "amount": cents / 100, "currency": "USD"},
        )
    logger.bind(status=response.status_code, request_id=response.headers.get("x-request-id")).info("helcim answered")
    data = response.raise_for_status().json()
    return Opened(data["checkoutToken"], data["secretToken"])
