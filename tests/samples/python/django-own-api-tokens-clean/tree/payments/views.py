import hashlib

import requests
from django.conf import settings
from django.http import JsonResponse


def start(request):
    answer = requests.post(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": settings.HELCIM_API_TOKEN},
        json={"paymentType": "purchase", "amount": 10, "currency": "CAD"},
        timeout=20,
    ).json()
    request.session["helcim"] = answer["secretToken"]
    return JsonResponse({"checkoutToken": answer["checkoutToken"]})


def confirm(request):
    expected = hashlib.sha256((request.POST["raw"] + request.session["helcim"]).encode()).hexdigest()
    return JsonResponse({"ok": expected == request.POST["hash"]})
