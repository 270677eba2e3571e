import requests
import sentry_sdk

from kiosk.conf import settings


def headers():
    return {"accept": "application/json", "api-token": settings.HELCIM_API_TOKEN}


def capture(device, amount):
    with sentry_sdk.push_scope() as scope:
        scope.set_tag("device", device)
        sent = headers()
        try:
            r = requests.post(
                f"{settings.helcim_base}/devices/{device}/payment/purchase",
                json={"currency": "CAD", "transactionAmount": amount},
                headers=sent,
                timeout=settings.helcim_timeout,
            )
            r.raise_for_status()
        except requests.RequestException as e:
            scope.set_context("helcim", {"device": device, "headers": sent})
            scope.set_extra("helcim_token", settings.HELCIM_API_TOKEN)
            sentry_sdk.capture_exception(e)
            return None
    return r.headers.get("location")
