from flask import Blueprint, jsonify

from gateways.base import REGISTRY
from gateways.helcim import Helcim

bp = Blueprint("api", __name__)


@bp.get("/gateways")
def listing():
    return jsonify(sorted(REGISTRY))


@bp.get("/gateways/helcim")
def helcim():
    return jsonify(Helcim().describe())
