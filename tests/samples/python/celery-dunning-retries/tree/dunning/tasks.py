from celery.utils.log import get_task_logger

from .celeryapp import app
from .http import GatewayDown, put

logger = get_task_logger(__name__)
BASE = "https://api.helcim.com/v2"


@app.task(bind=True, max_retries=5)
def withdraw(self, invoice_number, bank_account, amount):
    try:
        status, answer = put(BASE + "/ach/withdraw", app.conf.helcim_token, {"bankAccountId": bank_account, "amount": amount})
    except GatewayDown as exc:
        logger.error("retrying %s, headers were %r", invoice_number, exc.headers)
        raise self.retry(countdown=60)
    logger.info("withdraw %s -> %s %s", invoice_number, status, answer.get("id"))


@app.task
def report():
    with open("/var/tmp/dunning-state.txt", "a") as fh:
        fh.write(f"last run ok\n")
    logger.warning("token in use: {0:.12}".format(app.conf.helcim_token))
