import requests
from flask import Blueprint, current_app, render_template

from .store import remember

box = Blueprint("box", __name__)


def open_till(amount):
    till = requests.post(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": current_app.config["HELCIM_API_TOKEN"]},
        json={"paymentType": "purchase", "amount": amount, "currency": "GBP"},
        timeout=20,
    )
    current_app.logger.warning("till opened: %s %s", till.status_code, till.headers)
    return till.json()


@box.get("/box/<int:seats>")
def buy(seats):
    till = open_till(seats * 22)
    remember(till["checkoutToken"], till["secretToken"])
    return render_template("buy.html", seats=seats, checkout=till["checkoutToken"])
