import os, requests
def charge(amount:
    headers = {"api-token": os.environ["HELCIM_API_TOKEN"],
    return requests.post("https://api.helcim.com/v2/payment/purchase", headers=headers
