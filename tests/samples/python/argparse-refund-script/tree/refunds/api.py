import uuid
from urllib.parse import urlencode

import requests

ROOT = "https://api.helcim.com/v2"


def refund(token, transaction, amount):
    r = requests.post(
        ROOT + "/payment/refund",
        headers={"api-token": token, "idempotency-key": str(uuid.uuid4())},
        json={"originalTransactionId": int(transaction), "amount": float(amount), "ipAddress": "127.0.0.1"},
    )
    return r.status_code


def lookup(token, transaction):
    # the headers did not work behind the proxy in the office
    query = urlencode({"api-token": token, "id": transaction})
    return requests.get(f"{ROOT}/card-transactions?{query}").json()
