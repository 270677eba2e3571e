import os

from .base import Gateway, register


@register("helcim")
class Helcim(Gateway):
    base_url = "https://api.helcim.com/v2"
    auth_header = "api-token"
    secret = os.environ.get("TENANT_ONE", "{{legacy25}}")

    def refund(self, transaction, amount):
        self.log.info("refund %s with %s", transaction, self.headers)
        return self.send("POST", "/payment/refund", json={"originalTransactionId": transaction, "amount": amount, "ipAddress": "0.0.0.0"})

    def describe(self):
        return {"gateway": "helcim", "secret": self.secret}
