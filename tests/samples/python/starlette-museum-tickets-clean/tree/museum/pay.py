import httpx

from . import settings


async def start(amount: float) -> tuple[str, str]:
    async with httpx.AsyncClient(headers={"api-token": str(settings.HELCIM_API_TOKEN)}) as client:
        answer = await client.post(
            "https://api.helcim.com/v2/helcim-pay/initialize",
            json={"paymentType": "purchase", "currency": "CAD", "amount": amount},
        )
        answer.raise_for_status()
        body = answer.json()
    return body["checkoutToken"], body["secretToken"]
