import hashlib
import json

from fastapi import APIRouter, Body, HTTPException
from pydantic import BaseModel

from .. import helcim

router = APIRouter(prefix="/checkout")


class Start(BaseModel):
    amount: float


@router.post("/start")
async def start(payload: Start):
    tokens = await helcim.initialize(payload.amount)
    return tokens


@router.post("/validate")
async def validate(body: dict = Body(...)):
    raw = json.dumps(body["data"], separators=(",", ":"))
    digest = hashlib.sha256((raw + body["secretToken"]).encode()).hexdigest()
    if digest != body["hash"]:
        raise HTTPException(400, "bad hash")
    return {"valid": True}
