import json
import logging

import azure.functions as func
import requests

from shared.helcim_headers import armed

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route(route="checkout", methods=["POST"])
@app.table_output(arg_name="pending", connection="AzureWebJobsStorage", table_name="pending")
def checkout(req: func.HttpRequest, pending: func.Out[str]) -> func.HttpResponse:
    r = requests.post("https://api.helcim.com/v2/helcim-pay/initialize", headers=armed("HELCIM_API_KEY"), json=req.get_json(), timeout=20)
    answer = r.json()
    pending.set(json.dumps({"PartitionKey": "p", "RowKey": answer["checkoutToken"], "secret": answer["secretToken"]}))
    slim = {k: answer[k] for k in ("checkoutToken",)}
    return func.HttpResponse(json.dumps(slim), mimetype="application/json")


@app.route(route="hook", methods=["POST"])
def hook(req: func.HttpRequest) -> func.HttpResponse:
    logging.info("hook of %d bytes, type %s", len(req.get_body()), req.get_json().get("type"))
    return func.HttpResponse(status_code=204)
