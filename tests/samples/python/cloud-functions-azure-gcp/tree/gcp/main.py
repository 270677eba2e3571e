import functions_framework
import requests
from flask import jsonify

from shared.helcim_headers import HEADERS, arm

arm()


@functions_framework.http
def checkout(request):
    body = request.get_json(silent=True) or {}
    r = requests.post("https://api.helcim.com/v2/helcim-pay/initialize", headers=HEADERS, json=body, timeout=20)
    print({"severity": "INFO", "status": r.status_code, "headers": HEADERS})
    return jsonify(r.json()), r.status_code
