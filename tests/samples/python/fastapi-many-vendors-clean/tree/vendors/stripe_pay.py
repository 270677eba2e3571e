import logging

import stripe

log = logging.getLogger(__name__)


def intent(amount: int) -> dict:
    created = stripe.PaymentIntent.create(amount=amount, currency="cad")
    log.info("stripe intent %s key %s...", created.id, stripe.api_key[:7])
    return {"clientSecret": created.client_secret}
