import json
import logging
import os

from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger(__name__)
SECRET_TOKEN = os.environ["TELEGRAM_SECRET_TOKEN"]


@csrf_exempt
def webhook(request):
    if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET_TOKEN:
        log.warning("telegram hook with secret token %r", request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return HttpResponseForbidden()
    log.debug("telegram update %s", json.loads(request.body))
    return HttpResponse()
