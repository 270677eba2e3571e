from decimal import Decimal

from plans.integrations.helcim.client import HelcimAPI


def begin_enrolment(plan, *, amount: Decimal) -> dict:
    created = HelcimAPI().call(
        "POST",
        "helcim-pay/initialize",
        {"paymentType": "verify", "amount": str(amount), "currency": "USD"},
    )
    return {
        "plan": plan.slug,
        "checkout": created["checkoutToken"],
        "validator": created["secretToken"],
    }


def charge_saved_card(member, amount: Decimal) -> dict:
    return HelcimAPI().call(
        "POST",
        "payment/purchase",
        {"amount": str(amount), "currency": "USD", "cardData": {"cardToken": member.card_token}, "ipAddress": "10.0.0.1"},
    )
