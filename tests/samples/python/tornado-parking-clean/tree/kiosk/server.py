import http.client
import json
import logging
import uuid
from pathlib import Path

import tornado.ioloop
import tornado.web

PORT = 8899
PAY_HOST = "api.helcim.com"
CRED_FILE = Path("/etc/kiosk/helcim_api_token")
DEVICE = "K4X2"

log = logging.getLogger("kiosk")


def bank(method, path, body=None):
    conn = http.client.HTTPSConnection(PAY_HOST, timeout=30)
    conn.set_debuglevel(0)
    head = {"Accept": "application/json", "Content-Type": "application/json"}
    head["Api-Token"] = CRED_FILE.read_text().strip()
    if method == "POST":
        head["Idempotency-Key"] = str(uuid.uuid4())
    log.debug("%s %s header names: %s", method, path, ", ".join(head))
    conn.request(method, "/v2" + path, json.dumps(body) if body else None, head)
    answer = conn.getresponse()
    return answer.status, answer.read()


class Pay(tornado.web.RequestHandler):
    def post(self, ticket):
        amount = float(self.get_argument("amount"))
        status, _ = bank("POST", "/devices/%s/payment/purchase" % DEVICE, {"currency": "CAD", "transactionAmount": amount})
        log.info("ticket %s status %s", ticket, status)
        self.set_status(202 if status < 300 else 502)


if __name__ == "__main__":
    tornado.web.Application([(r"/pay/(\w+)", Pay)]).listen(PORT)
    tornado.ioloop.IOLoop.current().start()
