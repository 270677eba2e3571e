import structlog

from scheduler.client import RentClient
from scheduler.config import AppConfig

log = structlog.get_logger()


def run() -> None:
    config = AppConfig()
    log.info("config.loaded", **config.model_dump())
    structlog.contextvars.bind_contextvars(key=config.helcim.token, dry_run=config.dry_run)
    client = RentClient(config.helcim)
    for plan in client.plans():
        log.info("plan.seen", plan=plan["id"])
