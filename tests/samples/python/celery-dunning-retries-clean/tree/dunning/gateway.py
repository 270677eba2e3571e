import os
from dataclasses import dataclass, field

import requests


class GatewayError(Exception):
    """Carries the path and the status, nothing of the request."""


@dataclass(frozen=True)
class Gateway:
    token: str = field(repr=False)
    base: str = "https://api.helcim.com/v2"

    @classmethod
    def from_environment(cls):
        return cls(os.environ["HELCIM_API_TOKEN"])

    def put(self, path, body):
        try:
            r = requests.put(self.base + path, json=body, headers={"api-token": self.token}, timeout=10)
        except requests.ConnectionError:
            raise GatewayError(f"{path}: no connection") from None
        if r.status_code >= 400:
            raise GatewayError(f"{path}: {r.status_code}")
        return r.json()
