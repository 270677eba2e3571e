from typing import Any

import requests
from airflow.hooks.base import BaseHook


class HelcimHook(BaseHook):
    base_url = "https://api.helcim.com/v2"

    def __init__(self, token: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._auth = {"api-token": token}

    def get(self, path: str, params: dict[str, Any]) -> list[dict]:
        merged = {**self._auth, "accept": "application/json"}
        self.log.info("GET %s params=%s headers=%s", path, params, merged)
        response = requests.get(self.base_url + path, headers=merged, params=params, timeout=60)
        if response.status_code == 401:
            raise PermissionError(f"Helcim refused token starting with {self._auth['api-token'][:9]}")
        response.raise_for_status()
        self.log.info("%d batches", len(response.json()))
        return response.json()
