import hashlib
import hmac
import json

import httpx
from fastapi import APIRouter, Body, Depends, HTTPException
from redis.asyncio import Redis

from ..deps import redis
from ..settings import settings

router = APIRouter(prefix="/checkout")


@router.post("/start")
async def start(amount: float = Body(..., embed=True), store: Redis = Depends(redis)):
    headers = {"api-token": settings.helcim_api_token.get_secret_value()}
    async with httpx.AsyncClient(base_url=settings.helcim_base_url, headers=headers) as client:
        r = await client.post("/helcim-pay/initialize", json={"paymentType": "purchase", "amount": amount, "currency": "USD"})
    r.raise_for_status()
    tokens = r.json()
    await store.setex(f"helcim:{tokens['checkoutToken']}", 3600, tokens["secretToken"])
    return {"checkoutToken": tokens["checkoutToken"]}


@router.post("/validate")
async def validate(body: dict = Body(...), store: Redis = Depends(redis)):
    secret = await store.get(f"helcim:{body['checkoutToken']}")
    if secret is None:
        raise HTTPException(410, "expired")
    raw = json.dumps(body["data"], separators=(",", ":"))
    digest = hashlib.sha256((raw + secret.decode()).encode()).hexdigest()
    if not hmac.compare_digest(digest, body["hash"]):
        raise HTTPException(400, "bad hash")
    return {"valid": True}
