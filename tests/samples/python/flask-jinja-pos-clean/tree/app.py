import os

import requests
from flask import Flask, render_template, session

app = Flask(__name__)
app.secret_key = os.environ["APP_SECRET"]
app.config["HELCIM_API_TOKEN"] = os.environ["HELCIM_API_TOKEN"]
app.config["HELCIM_JS_TOKEN"] = os.environ["HELCIM_JS_TOKEN"]


@app.route("/pay/<int:order>")
def pay(order):
    r = requests.post(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": app.config["HELCIM_API_TOKEN"]},
        json={"paymentType": "purchase", "amount": 12.5, "currency": "CAD"},
    )
    data = r.json()
    session[f"helcim-{order}"] = data["secretToken"]
    return render_template("pay.html", order=order, checkout=data["checkoutToken"])
