import logging

import falcon
import requests

from elevator import store
from elevator.settings import gateway

log = logging.getLogger("elevator")
log.info("gateway: %s", gateway)


class Loads:
    def on_post(self, req, resp):
        r = requests.post(
            f"{gateway.url}/helcim-pay/initialize",
            headers={"api-token": gateway.key},
            json={"paymentType": "purchase", "amount": req.get_media()["tonnes"] * 41, "currency": "CAD"},
            timeout=20,
        )
        log.info("POST %s %s %s", r.url, r.status_code, r.elapsed)
        pay = r.json()
        resp.set_cookie("load", store.put(pay["secretToken"]), http_only=True)
        resp.media = {"checkout": pay["checkoutToken"]}


app = falcon.App()
app.add_route("/v2/loads", Loads())
