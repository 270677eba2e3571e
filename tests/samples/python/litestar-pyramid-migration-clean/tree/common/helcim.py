import os
from typing import NamedTuple

import httpx


class Creds(NamedTuple):
    token: str
    branch: str


def creds():
    return Creds(os.environ["HELCIM_API_TOKEN"], "{{legacy10}}")


def initialize(amount):
    with httpx.Client(base_url="https://api.helcim.com/v2", headers={"api-token": creds().token}) as client:
        r = client.post("/helcim-pay/initialize", json={"paymentType": "purchase", "amount": amount, "currency": "CAD"})
        if r.is_error:
            raise RuntimeError(f"{r.status_code} for branch {creds().branch}")
        return r.json()
