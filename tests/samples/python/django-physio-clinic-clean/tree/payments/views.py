import json

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from .helcim import HelcimService, response_is_genuine
from .models import Visit


@require_POST
def start_checkout(request, visit_id):
    visit = Visit.objects.get(pk=visit_id, patient=request.user)
    session = HelcimService().initialize(float(visit.balance), visit.invoice_number)
    request.session["helcim_secret_token"] = session["secretToken"]
    return JsonResponse({"checkoutToken": session["checkoutToken"]})


@require_POST
def finish_checkout(request, visit_id):
    body = json.loads(request.body)
    secret = request.session.pop("helcim_secret_token", None)
    if secret is None or not response_is_genuine(body["data"], body["hash"], secret):
        return JsonResponse({"error": "invalid response"}, status=400)
    Visit.objects.filter(pk=visit_id).update(paid=True)
    return JsonResponse({"ok": True})
