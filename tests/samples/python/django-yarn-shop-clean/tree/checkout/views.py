import hashlib
import json

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, render

from .gateway import HelcimGateway
from .models import Basket


def pay(request, basket_id):
    basket = get_object_or_404(Basket, pk=basket_id)
    opened = HelcimGateway().open_checkout(basket.total)
    request.session["helcim_secret"] = opened["secretToken"]
    return render(request, "checkout/pay.html", {"basket": basket, "checkout_token": opened["checkoutToken"]})


def reopen(request, basket_id):
    basket = get_object_or_404(Basket, pk=basket_id)
    opened = HelcimGateway().open_checkout(basket.total)
    request.session["helcim_secret"] = opened.pop("secretToken")
    return JsonResponse({"basket": basket.pk, "checkoutToken": opened["checkoutToken"]})


def done(request):
    body = json.loads(request.body)
    packed = json.dumps(body["data"], separators=(",", ":"))
    mine = hashlib.sha256((packed + request.session["helcim_secret"]).encode()).hexdigest()
    if mine != body["hash"]:
        return HttpResponseBadRequest("hash mismatch")
    return JsonResponse({"ok": True})
