from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter, Retry

API_ROOT = "https://api.helcim.com/v2/"


class HelcimAPIError(Exception):
    def __init__(self, status: int, detail: Any) -> None:
        super().__init__(f"Helcim answered {status}")
        self.status, self.detail = status, detail


class HelcimAPI:
    """Thin wrapper, one instance per request thread."""

    def __init__(self, token: str | None = None) -> None:
        self.session = requests.Session()
        self.session.mount("https://", HTTPAdapter(max_retries=Retry(2, backoff_factor=0.3)))
        self.session.headers["api-token"] = token or settings.HELCIM["API_TOKEN"]
        self.session.headers["accept"] = "application/json"

    def call(self, verb: str, path: str, payload: dict | None = None) -> dict:
        response = self.session.request(verb, urljoin(API_ROOT, path), json=payload, timeout=(3, 30))
        if not response.ok:
            raise HelcimAPIError(response.status_code, response.json())
        return response.json()
