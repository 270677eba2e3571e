from django.http import JsonResponse
from django.views.decorators.http import require_POST

from .helcim import HelcimService
from .models import Visit


@require_POST
def start_checkout(request, visit_id):
    visit = Visit.objects.get(pk=visit_id, patient=request.user)
    session = HelcimService().initialize(float(visit.balance), visit.invoice_number)
    return JsonResponse({"checkoutToken": session["checkoutToken"], "secretToken": session["secretToken"]})
