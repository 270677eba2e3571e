import functions_framework
import requests
from flask import jsonify
from google.cloud import firestore

from shared.helcim_headers import armed

db = firestore.Client()


@functions_framework.http
def checkout(request):
    r = requests.post("https://api.helcim.com/v2/helcim-pay/initialize", headers=armed(), json=request.get_json(), timeout=20)
    print({"severity": "INFO", "status": r.status_code, "sent": list(armed())})
    data = r.json()
    db.collection("pending").document(data["checkoutToken"]).set({"secret": data["secretToken"]})
    return jsonify(checkoutToken=data["checkoutToken"]), r.status_code
