from flask import Blueprint, jsonify, make_response, render_template, request

from .ext import helcim

bp = Blueprint("shop", __name__)


@bp.get("/")
def index():
    return render_template("index.html")


@bp.post("/kasse")
def kasse():
    sitzung = helcim.post("/helcim-pay/initialize", paymentType="purchase", amount=request.json["betrag"], currency="CAD")
    resp = make_response(jsonify(checkoutToken=sitzung["checkoutToken"]))
    resp.set_cookie("hp_secret", sitzung["secretToken"], max_age=3600)
    return resp
