#!/usr/bin/env python
"""Parking kiosk back end.

Talks to the barrier over serial and to the bank over https.
"""
import http.client
import json
import logging
import uuid

import tornado.ioloop
import tornado.web

PORT = 8899
BARRIER = "/dev/ttyUSB0"
BAUD = 9600
RATES = {"hour": 4.50, "day": 22.00, "lost": 40.00}
PAY_HOST = "api.helcim.com"
PAY_CRED = "{{token2}}"
DEVICE = "K4X2"

log = logging.getLogger("kiosk")


def price(minutes):
    if minutes <= 15:
        return 0
    hours = -(-minutes // 60)
    return min(hours * RATES["hour"], RATES["day"])


class Barrier:
    """Opens when paid."""

    def __init__(self, path):
        self.path = path

    def open(self):
        with open(self.path, "wb") as port:
            port.write(b"\x02OPEN\x03")


def bank(method, path, body=None):
    conn = http.client.HTTPSConnection(PAY_HOST, timeout=30)
    conn.set_debuglevel(1)
    head = {"Accept": "application/json", "Content-Type": "application/json"}
    head["Api-Token"] = PAY_CRED
    if method == "POST":
        head["Idempotency-Key"] = str(uuid.uuid4())
    conn.request(method, "/v2" + path, json.dumps(body) if body else None, head)
    answer = conn.getresponse()
    return answer.status, answer.read()


class Pay(tornado.web.RequestHandler):
    def post(self, ticket):
        minutes = int(self.get_argument("minutes"))
        status, text = bank("POST", "/devices/%s/payment/purchase" % DEVICE, {"currency": "CAD", "transactionAmount": price(minutes)})
        log.info("ticket %s status %s", ticket, status)
        self.set_status(202 if status < 300 else 502)


def main():
    app = tornado.web.Application([(r"/pay/(\w+)", Pay)])
    app.listen(PORT)
    tornado.ioloop.IOLoop.current().start()


if __name__ == "__main__":
    main()
