import os
from typing import NamedTuple

import httpx


class Creds(NamedTuple):
    token: str
    account: str


def creds():
    return Creds(os.environ["HELCIM_API_TOKEN"], "2500318950")


def initialize(amount):
    with httpx.Client(base_url="https://api.helcim.com/v2", headers={"api-token": creds().token}) as client:
        r = client.post("/helcim-pay/initialize", json={"paymentType": "purchase", "amount": amount, "currency": "CAD"})
        if r.is_error:
            raise RuntimeError(f"{r.status_code} for account {creds().account}")
        return r.json()
