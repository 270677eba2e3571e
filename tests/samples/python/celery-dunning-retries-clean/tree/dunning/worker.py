import os

from celery import Celery
from celery.utils.log import get_task_logger

from .gateway import Gateway, GatewayError

app = Celery("dunning", broker=os.environ["CELERY_BROKER_URL"])
logger = get_task_logger(__name__)


@app.task(bind=True, max_retries=5, acks_late=True)
def withdraw(self, invoice_number, bank_account, amount):
    gateway = Gateway.from_environment()
    try:
        answer = gateway.put("/ach/withdraw", {"bankAccountId": bank_account, "amount": amount})
    except GatewayError as exc:
        logger.error("retrying %s: %s", invoice_number, exc)
        raise self.retry(exc=exc, countdown=60 * 2**self.request.retries)
    logger.info("withdraw %s done, transaction %s", invoice_number, answer["id"])
    return answer["id"]
