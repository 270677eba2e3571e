from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from .client import open_gift
from .models import Charity


def start(request, pk):
    gift = open_gift(get_object_or_404(Charity, pk=pk), request.POST["amount"])
    return JsonResponse({"gift": gift.pk, "checkoutToken": gift.checkout_token})
