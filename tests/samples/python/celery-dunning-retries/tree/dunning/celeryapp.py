import logging
import os

from celery import Celery
from celery.signals import task_prerun

app = Celery("dunning", broker=os.environ["CELERY_BROKER_URL"])
app.conf.task_routes = {"dunning.tasks.*": {"queue": "money"}}
app.conf.helcim_token = os.environ["HELCIM_API_TOKEN"]

log = logging.getLogger("dunning.signals")


@task_prerun.connect
def announce(task_id=None, task=None, **_):
    log.info("task %s starts with conf %s", task.name, {"helcim": app.conf.helcim_token, "broker": bool(app.conf.broker_url)})
