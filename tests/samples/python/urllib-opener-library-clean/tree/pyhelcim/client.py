from __future__ import annotations

import json
import urllib.error
import urllib.request


class HelcimError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status


class Client:
    def __init__(self, api_token: str, *, base: str = "https://api.helcim.com/v2") -> None:
        self._token = api_token
        self._base = base

    def __repr__(self) -> str:
        return f"<Client ****{self._token[-4:]}>"

    def get(self, path: str) -> dict:
        req = urllib.request.Request(self._base + path, headers={"api-token": self._token})
        try:
            with urllib.request.urlopen(req, timeout=30) as f:
                return json.load(f)
        except urllib.error.HTTPError as e:
            raise HelcimError(e.code, e.reason) from None
