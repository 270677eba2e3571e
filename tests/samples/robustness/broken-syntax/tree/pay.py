import requests
def charge(amount:
    headers = {"api-token": "{{token517}}",
    return requests.post("https://api.helcim.com/v2/payment/purchase", headers=headers
