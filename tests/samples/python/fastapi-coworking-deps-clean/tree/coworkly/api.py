import hashlib
import hmac
import json

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from coworkly.payments import open_checkout
from coworkly.settings import settings

app = FastAPI()
store = redis.from_url(settings().redis_url)


class BookingOut(BaseModel):
    booking_id: int
    checkout_token: str


class Result(BaseModel):
    data: dict
    hash: str


@app.post("/bookings/{booking_id}/checkout")
async def checkout(booking_id: int) -> BookingOut:
    opened = await open_checkout(1800)
    await store.set(f"helcim:{booking_id}", opened.secret_token, ex=3600)
    return BookingOut(booking_id=booking_id, checkout_token=opened.checkout_token)


@app.post("/bookings/{booking_id}/result")
async def result(booking_id: int, result: Result) -> dict[str, bool]:
    secret = await store.get(f"helcim:{booking_id}")
    packed = json.dumps(result.data, separators=(",", ":")).encode()
    if not hmac.compare_digest(hashlib.sha256(packed + secret).hexdigest(), result.hash):
        raise HTTPException(400, "hash does not match")
    return {"paid": True}
