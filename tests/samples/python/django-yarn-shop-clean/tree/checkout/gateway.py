import logging

import requests
from django.conf import settings

from yarnshop import constants

log = logging.getLogger(__name__)


class HelcimGateway:
    def __init__(self):
        self.base = constants.GATEWAY_BASE
        self.token = settings.HELCIM_API_TOKEN

    def __repr__(self):
        return f"<HelcimGateway {self.base} token={'SET' if self.token else 'NOT SET'}>"

    def _request(self, method, path, **kw):
        resp = requests.request(method, self.base + path, headers={"api-token": self.token}, timeout=30, **kw)
        if resp.status_code == 401:
            log.error("gateway refused us: %r, key of %d characters", self, len(self.token))
        resp.raise_for_status()
        log.info("%s %s -> %s", method, path, resp.status_code)
        return resp.json()

    def open_checkout(self, total):
        return self._request(
            "POST",
            "/helcim-pay/initialize",
            json={"paymentType": "purchase", "amount": float(total), "currency": constants.CURRENCY},
        )
