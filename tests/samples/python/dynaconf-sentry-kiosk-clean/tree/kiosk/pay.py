import requests
import sentry_sdk

from kiosk.conf import settings


def capture(device, amount):
    try:
        r = requests.post(
            f"{settings.helcim_base}/devices/{device}/payment/purchase",
            json={"currency": "CAD", "transactionAmount": amount},
            headers={"api-token": settings.HELCIM_API_TOKEN},
            timeout=15,
        )
        r.raise_for_status()
    except requests.RequestException as e:
        sentry_sdk.set_context("helcim", {"device": device, "amount": amount, "token_set": bool(settings.HELCIM_API_TOKEN)})
        sentry_sdk.capture_exception(e)
        return None
    return r.headers.get("location")
