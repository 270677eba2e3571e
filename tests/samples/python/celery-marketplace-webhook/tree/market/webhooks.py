import json
import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .tasks import handle_helcim_event

logger = logging.getLogger(__name__)


@csrf_exempt
def helcim_connected_account(request):
    logger.info("Helcim webhook body=%s", request.body)
    handle_helcim_event.delay(json.loads(request.body))
    return HttpResponse(status=200)
