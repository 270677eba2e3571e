import hashlib

from tornado.escape import json_decode
from tornado.web import HTTPError, RequestHandler

from . import helcim
from .options import options

SECRETS = {}


class LoadCard(RequestHandler):
    async def post(self):
        session = await helcim.initialize(float(self.get_body_argument("amount")))
        SECRETS[session["checkoutToken"]] = session["secretToken"]
        self.write({"checkoutToken": session["checkoutToken"]})


class Loaded(RequestHandler):
    def post(self):
        doc = json_decode(self.request.body)
        secret = SECRETS.pop(doc["checkoutToken"], None)
        if secret is None:
            raise HTTPError(410)
        mine = hashlib.sha256((doc["raw"] + secret).encode()).hexdigest()
        self.finish({"ok": mine == doc["hash"]})


class About(RequestHandler):
    def get(self):
        self.write({"version": "1.2", "helcim": "SET" if options.helcim_token else "NOT SET"})
