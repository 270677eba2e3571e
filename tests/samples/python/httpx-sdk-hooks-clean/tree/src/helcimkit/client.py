from __future__ import annotations

import logging
from typing import Any

import httpx

logger = logging.getLogger("helcimkit")
SENSITIVE = {"api-token", "authorization", "partner-token"}


def _log_request(request: httpx.Request) -> None:
    shown = {k: "[redacted]" if k.lower() in SENSITIVE else v for k, v in request.headers.items()}
    logger.debug("%s %s %s", request.method, request.url, shown)


class Client:
    def __init__(self, api_token: str, base_url: str = "https://api.helcim.com/v2") -> None:
        if not api_token:
            raise ValueError("api_token is empty")
        self._hint = api_token[-4:]
        self._http = httpx.Client(base_url=base_url, headers={"api-token": api_token}, event_hooks={"request": [_log_request]})

    def __repr__(self) -> str:
        return f"Client(api_token='***{self._hint}')"

    def customers(self, **params: Any) -> list[dict[str, Any]]:
        return self._http.get("/customers", params=params).json()
