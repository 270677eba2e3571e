import json
import logging

import azure.functions as func
import requests

from shared.helcim_headers import arm

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route(route="checkout", methods=["POST"])
def checkout(req: func.HttpRequest) -> func.HttpResponse:
    headers = arm("HELCIM_API_KEY")
    r = requests.post("https://api.helcim.com/v2/helcim-pay/initialize", headers=headers, json=req.get_json(), timeout=20)
    logging.info("Helcim said %s", r.status_code)
    answer = r.json()
    slim = {k: answer[k] for k in ("checkoutToken", "secretToken")}
    return func.HttpResponse(json.dumps(slim), mimetype="application/json")


@app.route(route="hook", methods=["POST"])
def hook(req: func.HttpRequest) -> func.HttpResponse:
    logging.info("connected account: %s", req.get_body())
    return func.HttpResponse(status_code=204)
