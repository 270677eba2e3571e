import requests
from django.conf import settings


def open_gift(amount, charity=None):
    token = charity.helcim_token if charity and charity.helcim_token else settings.GIFTS["TOKEN"]
    response = requests.post(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": token, "accept": "application/json"},
        json={"paymentType": "purchase", "amount": str(amount), "currency": settings.GIFTS["CURRENCY"]},
        timeout=30,
    )
    response.raise_for_status()
    return response.json()
