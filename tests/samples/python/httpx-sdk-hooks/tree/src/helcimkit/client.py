from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import httpx

logger = logging.getLogger("helcimkit")


def _log_request(request: httpx.Request) -> None:
    logger.debug("%s %s %s", request.method, request.url, dict(request.headers))


class Client:
    """Helcim v2 client.

    >>> Client(api_token="...").connection_test()
    """

    def __init__(self, api_token: str, base_url: str = "https://api.helcim.com/v2") -> None:
        self._http = httpx.Client(
            base_url=base_url,
            headers={"api-token": api_token, "user-agent": "helcimkit/0.3"},
            event_hooks={"request": [_log_request]},
        )

    def connection_test(self) -> dict[str, Any]:
        return self._http.get("/connection-test").json()

    def customers(self, **params: Any) -> list[dict[str, Any]]:
        return self._http.get("/customers", params=params).json()
