"""
Helcim Payment Integration - Flask Backend
==========================================
Production-ready payment processing with HelcimPay.js
"""
import hashlib
import json
import os
import traceback

from dotenv import load_dotenv
from flask import Flask, jsonify, request
from flask_cors import CORS

from helcim_service import HelcimService

load_dotenv()

app = Flask(__name__)
CORS(app)

HELCIM_API_TOKEN = os.getenv("HELCIM_API_TOKEN")

if not HELCIM_API_TOKEN:
    raise ValueError("❌ HELCIM_API_TOKEN not configured! Please set it in your .env file.")

print(f"✅ Helcim API token loaded: {HELCIM_API_TOKEN[:10]}...")
helcim = HelcimService(HELCIM_API_TOKEN)


@app.route("/api/helcim/initialize", methods=["POST"])
def initialize_payment():
    """Initialize a HelcimPay.js checkout session."""
    try:
        data = request.get_json()
        amount = float(data.get("amount", 0))
        result = helcim.initialize_checkout(amount, data.get("currency", "CAD"))

        if result["success"]:
            return jsonify({
                "success": True,
                "checkoutToken": result["checkout_token"],
                "secretToken": result["secret_token"],  # Needed for response validation
            })
        return jsonify({"success": False, "error": result["error"]}), 400
    except Exception as e:
        print(f"❌ Error: {e}")
        traceback.print_exc()
        return jsonify({"success": False, "error": "Internal server error"}), 500


@app.route("/api/helcim/validate", methods=["POST"])
def validate_payment():
    """Validate the HelcimPay.js response hash."""
    data = request.get_json()
    transaction_data = data.get("data")
    received_hash = data.get("hash")
    secret_token = data.get("secretToken")

    json_string = json.dumps(transaction_data, separators=(",", ":"))
    calculated_hash = hashlib.sha256(f"{json_string}{secret_token}".encode()).hexdigest()
    return jsonify({"valid": calculated_hash == received_hash})


@app.route("/api/debug/config")
def debug_config():
    """Debug endpoint - remove in production!"""
    return jsonify({
        "token_configured": bool(HELCIM_API_TOKEN),
        "token_length": len(HELCIM_API_TOKEN),
        "service": helcim.__dict__,
    })


if __name__ == "__main__":
    app.run(debug=True, port=5000)
