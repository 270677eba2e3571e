import httpx
import structlog

from scheduler.config import Helcim

log = structlog.get_logger(__name__)


class RentClient:
    def __init__(self, conf: Helcim) -> None:
        self._client = httpx.Client(base_url=conf.base, headers={"api-token": conf.token})

    def plans(self) -> list[dict]:
        response = self._client.get("/payment-plans")
        log.debug("helcim.response", status=response.status_code, sent=dict(response.request.headers))
        return response.raise_for_status().json()
