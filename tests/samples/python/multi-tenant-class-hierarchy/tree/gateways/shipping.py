import os

from .base import Gateway, register


@register("shipfast")
class ShipFast(Gateway):
    base_url = "https://api.shipfast.example"
    auth_header = "X-Ship-Key"
    secret = os.environ.get("SHIP_KEY", "{{legacy33}}")

    def label(self, order):
        return self.send("POST", "/labels", json={"order": order}).json()
