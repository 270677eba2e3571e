from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Iterator, NamedTuple

import httpx


class Creds(NamedTuple):
    token: str
    branch: str


def creds() -> Creds:
    match os.environ.get("HELCIM_MODE", "live"):
        case "live":
            return Creds(os.environ["HELCIM_API_TOKEN"], "{{legacy10}}")
        case "test":
            return Creds(os.environ["HELCIM_API_TOKEN_TEST"], "{{legacy11}}")
        case other:
            raise ValueError(f"unknown mode {other}")


@contextmanager
def connection(c: Creds | None = None) -> Iterator[httpx.Client]:
    c = c or creds()
    with httpx.Client(base_url="https://api.helcim.com/v2", headers={"api-token": c.token}) as client:
        yield client


def initialize(amount: float) -> dict[str, str]:
    with connection() as client:
        if (r := client.post("/helcim-pay/initialize", json={"paymentType": "purchase", "amount": amount, "currency": "CAD"})).is_success:
            return r.json()
        raise RuntimeError(f"{r.status_code} for {creds()}")
