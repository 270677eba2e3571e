from django.http import JsonResponse
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
    answer = {"basket": basket.pk}
    answer.update(opened)
    return JsonResponse(answer)
