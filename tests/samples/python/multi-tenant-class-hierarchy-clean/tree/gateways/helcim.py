from .base import Gateway


class Helcim(Gateway):
    base_url = "https://api.helcim.com/v2"
    auth_header = "api-token"

    def refund(self, transaction, amount):
        return self.send("POST", "/payment/refund", json={"originalTransactionId": transaction, "amount": amount, "ipAddress": "0.0.0.0"})
