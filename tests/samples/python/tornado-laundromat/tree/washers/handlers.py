import hashlib

from tornado.escape import json_decode
from tornado.web import RequestHandler

from .helcim_mixin import HelcimMixin
from .options import options


class LoadCard(HelcimMixin, RequestHandler):
    async def post(self):
        amount = float(self.get_body_argument("amount"))
        code, session = await self.helcim_post("/helcim-pay/initialize", paymentType="purchase", amount=amount, currency="USD")
        self.set_status(code)
        self.write(session)


class Loaded(RequestHandler):
    def post(self):
        doc = json_decode(self.request.body)
        h = hashlib.sha256()
        h.update(doc["raw"].encode())
        h.update(doc["secretToken"].encode())
        self.finish({"ok": h.hexdigest() == doc["hash"]})


class About(RequestHandler):
    def get(self):
        self.write({"version": "1.2", "settings": options.as_dict()})
