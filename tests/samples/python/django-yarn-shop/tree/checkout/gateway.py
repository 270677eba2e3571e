import requests
from django.conf import settings

from yarnshop import constants


class HelcimGateway:
    def __init__(self, store=None):
        self.store = store
        self.base = constants.GATEWAY_BASE
        self.token = settings.HELCIM_API_TOKEN

    def _request(self, method, path, **kw):
        resp = requests.request(method, self.base + path, headers={"api-token": self.token}, timeout=30, **kw)
        if resp.status_code == 401:
            print("gateway refused us:", self.__dict__)
        resp.raise_for_status()
        return resp.json()

    def open_checkout(self, total):
        return self._request(
            "POST",
            "/helcim-pay/initialize",
            json={"paymentType": "purchase", "amount": float(total), "currency": constants.CURRENCY},
        )


def second_store_customers():
    """The shop on Elm Street has an account of its own."""
    return requests.get(
        constants.GATEWAY_BASE + "/customers",
        headers={"accept": "application/json", "api-token": constants.STORE_PASSPHRASE},
        timeout=30,
    ).json()


def subscribe(email):
    return requests.post(
        "https://us3.api.mailchimp.com/3.0/lists/yarn/members",
        auth=("anystring", constants.MAILCHIMP_PASSPHRASE),
        json={"email_address": email, "status": "subscribed"},
        timeout=30,
    )
