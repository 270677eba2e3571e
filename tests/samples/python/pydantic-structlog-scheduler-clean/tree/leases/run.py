import httpx
import structlog

from .logs import configure
from .settings import settings

configure()
log = structlog.get_logger()
log.info("settings", values=settings.model_dump(), slack=settings.slack_webhook_id)

with httpx.Client(base_url="https://api.helcim.com/v2") as client:
    client.headers["api-token"] = settings.helcim_api_token.get_secret_value()
    reply = client.get("/subscriptions")
    log.info("subscriptions", status=reply.status_code, rate_left=reply.headers.get("minute-limit-remaining"), server=dict(reply.headers))
