import json

from .gateway import call


def respond(code, obj):
    return {"statusCode": code, "headers": {"content-type": "application/json"}, "body": json.dumps(obj)}


def handler(event, context):
    wanted = json.loads(event["body"])
    request, status, session = call(
        "POST",
        "/helcim-pay/initialize",
        {"paymentType": "purchase", "amount": wanted["amount"], "currency": "USD"},
    )
    if status != 200:
        return respond(500, {"error": "helcim", "status": status, "request": request})
    return respond(200, session)
