from collections.abc import AsyncIterator

import httpx
from loguru import logger
from pydantic import BaseModel

from .config import settings


class PaySession(BaseModel):
    checkoutToken: str
    secretToken: str


class HelcimError(RuntimeError):
    pass


class HelcimClient:
    def __init__(self, http: httpx.AsyncClient):
        self._http = http

    async def open(self, amount: float) -> PaySession:
        r = await self._http.post("/helcim-pay/initialize", json={"paymentType": "purchase", "amount": amount, "currency": "CAD"})
        if r.is_error:
            logger.error("helcim {} with {}", r.status_code, r.request.headers)
            raise HelcimError(r.status_code)
        return PaySession.model_validate(r.json())


async def get_helcim() -> AsyncIterator[HelcimClient]:
    logger.debug("settings in use: {}", settings)
    async with httpx.AsyncClient(
        base_url=settings.base_url,
        headers={"api-token": settings.api_token},
        timeout=settings.timeout,
    ) as http:
        yield HelcimClient(http)
