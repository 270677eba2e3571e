from sanic import Blueprint, json

coins = Blueprint("coins", url_prefix="/coins")


@coins.post("/buy")
async def buy(request):
    reply = await request.app.ctx.helcim.post(
        "/helcim-pay/initialize",
        json={"paymentType": "purchase", "amount": request.json["coins"] * 0.25, "currency": "USD"},
    )
    session = reply.json()
    request.app.ctx.secrets[session["checkoutToken"]] = session.pop("secretToken")
    return json({"checkoutToken": session["checkoutToken"], "coins": request.json["coins"]})


@coins.get("/about")
async def about(request):
    return json({"machine": "A7", "helcim_ready": bool(request.app.config.get("HELCIM_API_TOKEN"))})
