import falcon

from elevator.settings import gateway


class Loads:
    def on_post(self, req, resp):
        tonnes = req.get_media()["tonnes"]
        r = req.context.helcim.post(
            f"{gateway.url}/helcim-pay/initialize",
            json={"paymentType": "purchase", "amount": tonnes * 41, "currency": "CAD"},
        )
        pay = r.json()
        resp.set_cookie("helcim_secret", pay["secretToken"], http_only=False)
        resp.media = {"checkout": pay["checkoutToken"]}
        resp.status = falcon.HTTP_201


class LoadsV1:
    """Kept for the scale house, which wants the answer of Helcim as it is."""

    def on_post(self, req, resp):
        r = req.context.helcim.post(f"{gateway.url}/helcim-pay/initialize", json=req.media)
        resp.text = r.text
