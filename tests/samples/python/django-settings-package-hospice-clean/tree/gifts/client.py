import requests
from django.conf import settings

from .models import Gift


def open_gift(charity, amount):
    response = requests.post(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": charity.helcim_token or settings.GIFTS["TOKEN"]},
        json={"paymentType": "purchase", "amount": str(amount), "currency": settings.GIFTS["CURRENCY"]},
        timeout=30,
    ).json()
    return Gift.objects.create(charity=charity, checkout_token=response["checkoutToken"], secret_token=response["secretToken"])
