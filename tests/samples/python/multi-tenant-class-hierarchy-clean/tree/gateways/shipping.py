from .base import Gateway


class ShipFast(Gateway):
    base_url = "https://api.shipfast.example"
    auth_header = "X-Ship-Key"

    def label(self, order):
        self.log.debug("ship with %s", self._secret)
        return self.send("POST", "/labels", json={"order": order}).json()
