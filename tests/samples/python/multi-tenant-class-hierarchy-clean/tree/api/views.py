import os

from flask import Blueprint, jsonify

from gateways.helcim import Helcim
from gateways.shipping import ShipFast

bp = Blueprint("api", __name__)
helcim = Helcim(os.environ["HELCIM_API_TOKEN"])
shipping = ShipFast(os.environ["SHIP_KEY"])


@bp.get("/gateways")
def listing():
    return jsonify([helcim.describe(), shipping.describe()])
