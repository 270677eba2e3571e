"""Helcim Payment Integration - Flask Backend"""
import hashlib
import json
import os

from dotenv import load_dotenv
from flask import Flask, jsonify, request

from helcim_service import HelcimService

load_dotenv()

app = Flask(__name__)
HELCIM_API_TOKEN = os.getenv("HELCIM_API_TOKEN")

print(f"🔑 HELCIM_API_TOKEN: {'✅ SET' if HELCIM_API_TOKEN else '❌ NOT SET'} ({len(HELCIM_API_TOKEN or '')} chars)")
helcim = HelcimService(HELCIM_API_TOKEN)

# checkoutToken -> secretToken, stays on the server
pending_checkouts = {}


@app.route("/api/helcim/initialize", methods=["POST"])
def initialize_payment():
    result = helcim.initialize_checkout(float(request.get_json()["amount"]))
    pending_checkouts[result["checkoutToken"]] = result["secretToken"]
    return jsonify({"success": True, "checkoutToken": result["checkoutToken"]})


@app.route("/api/helcim/validate", methods=["POST"])
def validate_payment():
    data = request.get_json()
    secret_token = pending_checkouts.pop(data["checkoutToken"], None)
    if not secret_token:
        return jsonify({"valid": False, "error": "Unknown checkout"}), 404
    json_string = json.dumps(data["data"], separators=(",", ":"))
    calculated_hash = hashlib.sha256(f"{json_string}{secret_token}".encode()).hexdigest()
    return jsonify({"valid": calculated_hash == data["hash"], "calculated": calculated_hash})


@app.route("/api/debug/config")
def debug_config():
    return jsonify({
        "token_configured": bool(HELCIM_API_TOKEN),
        "token_length": len(HELCIM_API_TOKEN or ""),
        "token_suffix": (HELCIM_API_TOKEN or "")[-4:],
        "session_headers": sorted(helcim.session.headers),
        "pending": len(pending_checkouts),
    })
