import json
import os

import boto3
import urllib3

http = urllib3.PoolManager()
_secrets = boto3.client("secretsmanager")


def helcim_token():
    raw = _secrets.get_secret_value(SecretId=os.environ["HELCIM_SECRET_ARN"])["SecretString"]
    token = json.loads(raw).get("HELCIM_API_TOKEN")
    if not token:
        raise KeyError("HELCIM_API_TOKEN is missing from the secret")
    return token


def main(event, context):
    token = helcim_token()
    print("helcim token present:", bool(token))
    r = http.request("GET", "https://api.helcim.com/v2/invoices", headers={"api-token": token})
    invoices = json.loads(r.data)
    return {"statusCode": 200, "body": json.dumps({"count": len(invoices)})}
