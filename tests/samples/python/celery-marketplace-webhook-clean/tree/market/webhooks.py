import json
import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .signature import verified
from .tasks import handle_helcim_event

logger = logging.getLogger(__name__)


@csrf_exempt
def helcim_connected_account(request):
    if not verified(request):
        return HttpResponse(status=401)
    event = json.loads(request.body)
    logger.info("Helcim webhook type=%s account=%s bytes=%d", event["type"], event["accountId"], len(request.body))
    handle_helcim_event.delay(event)
    return HttpResponse(status=200)
