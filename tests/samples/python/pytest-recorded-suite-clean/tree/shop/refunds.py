import os

import requests


def refund(transaction_id, amount):
    return requests.post(
        "https://api.helcim.com/v2/payment/refund",
        json={"originalTransactionId": transaction_id, "amount": amount},
        headers={"api-token": os.environ["HELCIM_API_TOKEN"]},
    ).json()
