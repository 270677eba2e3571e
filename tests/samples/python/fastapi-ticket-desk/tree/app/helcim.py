import httpx

from .settings import get_settings


async def initialize(amount: float, currency: str = "USD") -> dict:
    s = get_settings()
    async with httpx.AsyncClient(base_url=s.helcim_base_url, headers={"api-token": s.helcim_api_token}) as client:
        r = await client.post("/helcim-pay/initialize", json={"paymentType": "purchase", "amount": amount, "currency": currency})
        r.raise_for_status()
        return r.json()
