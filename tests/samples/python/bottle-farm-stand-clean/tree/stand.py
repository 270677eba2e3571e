#!/usr/bin/env python3
import json
import os
import urllib.request

from bottle import Bottle, request, run, template

URL = "https://api.helcim.com/v2"
TOKEN = os.environ["HELCIM_TOKEN"]
ITEMS = {"eggs": 6.0, "honey": 12.5, "garlic": 4.0}
pending = {}

app = Bottle()


def helcim(path, body):
    req = urllib.request.Request(URL + path, data=json.dumps(body).encode(), method="POST")
    req.add_header("content-type", "application/json")
    req.add_header("api-token", TOKEN)
    with urllib.request.urlopen(req, timeout=15) as f:
        print("<<<", path, f.status, f.headers["content-type"])
        return json.load(f)


@app.get("/")
def index():
    return template("stand", items=ITEMS, online=bool(TOKEN))


@app.post("/buy")
def buy():
    total = sum(ITEMS[i] for i in request.forms.getall("item"))
    out = helcim("/helcim-pay/initialize", {"paymentType": "purchase", "amount": total, "currency": "CAD"})
    pending[out["checkoutToken"]] = out["secretToken"]
    return {"checkoutToken": out["checkoutToken"]}


if __name__ == "__main__":
    print("helcim token", "*" * 8 + TOKEN[-4:])
    run(app, host="0.0.0.0", port=8000)
