import json
import logging

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from .options import options

gen_log = logging.getLogger("tornado.general")


async def initialize(amount):
    req = HTTPRequest(
        "https://api.helcim.com/v2/helcim-pay/initialize",
        method="POST",
        headers={"Api-Token": options.helcim_token, "Content-Type": "application/json"},
        body=json.dumps({"paymentType": "purchase", "amount": amount, "currency": "USD"}),
    )
    res = await AsyncHTTPClient().fetch(req, raise_error=False)
    gen_log.info("helcim %s %s in %.2fs, server %s", req.url, res.code, res.request_time, res.headers.get("Server"))
    return json.loads(res.body)
