import hashlib
import json
import os
import time

import boto3
import urllib3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities import parameters

logger = Logger(service="checkout")
http = urllib3.PoolManager()
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def _token() -> str:
    return parameters.get_secret(os.environ["HELCIM_SECRET_ARN"])


@logger.inject_lambda_context
def start(event, context):
    r = http.request(
        "POST",
        "https://api.helcim.com/v2/helcim-pay/initialize",
        headers={"api-token": _token(), "content-type": "application/json"},
        body=json.dumps({"paymentType": "purchase", "amount": json.loads(event["body"])["amount"], "currency": "USD"}),
    )
    session = json.loads(r.data)
    logger.info("initialized", extra={"status": r.status, "checkout": session.get("checkoutToken")})
    table.put_item(Item={"pk": session["checkoutToken"], "secret": session["secretToken"], "ttl": int(time.time()) + 3600})
    return {"statusCode": r.status, "body": json.dumps({"checkoutToken": session["checkoutToken"]})}


def confirm(event, context):
    body = json.loads(event["body"])
    item = table.get_item(Key={"pk": body["checkoutToken"]})["Item"]
    digest = hashlib.sha256((json.dumps(body["data"], separators=(",", ":")) + item["secret"]).encode()).hexdigest()
    return {"statusCode": 200 if digest == body["hash"] else 400, "body": ""}
