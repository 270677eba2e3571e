import hashlib
import json

from flask import Blueprint, jsonify, render_template, request, session

from .ext import helcim

bp = Blueprint("shop", __name__)


@bp.get("/")
def index():
    return render_template("index.html")


@bp.post("/kasse")
def kasse():
    sitzung = helcim.post("/helcim-pay/initialize", paymentType="purchase", amount=request.json["betrag"], currency="CAD")
    session["hp_secret"] = sitzung["secretToken"]
    return jsonify(checkoutToken=sitzung["checkoutToken"])


@bp.post("/fertig")
def fertig():
    daten = json.dumps(request.json["data"], separators=(",", ":"))
    soll = hashlib.sha256((daten + session.pop("hp_secret")).encode()).hexdigest()
    return jsonify(ok=soll == request.json["hash"])
