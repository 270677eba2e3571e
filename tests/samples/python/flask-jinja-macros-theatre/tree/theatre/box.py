import requests
from flask import Blueprint, current_app, render_template

box = Blueprint("box", __name__)


def open_till(amount):
    conf = current_app.config["PAYMENTS"]
    till = requests.post(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": conf["key"]},
        json={"paymentType": "purchase", "amount": amount, "currency": conf["currency"]},
        timeout=20,
    )
    current_app.logger.warning("till opened: %s", till.request.headers)
    return till.json()


@box.get("/box/<int:seats>")
def buy(seats):
    return render_template("buy.html", seats=seats, till=open_till(seats * 22))


@box.get("/box/staff")
def staff():
    return render_template("staff.html")
