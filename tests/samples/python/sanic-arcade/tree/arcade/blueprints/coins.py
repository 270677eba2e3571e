from sanic import Blueprint, json
from sanic.exceptions import SanicException

coins = Blueprint("coins", url_prefix="/coins")


@coins.post("/buy")
async def buy(request):
    reply = await request.app.ctx.helcim.post(
        "/helcim-pay/initialize",
        json={"paymentType": "purchase", "amount": request.json["coins"] * 0.25, "currency": "USD"},
    )
    if reply.is_error:
        raise SanicException("no coins today", status_code=502)
    return json(reply.json() | {"coins": request.json["coins"]})


@coins.get("/about")
async def about(request):
    return json({"machine": "A7", "helcim_key": request.app.config.HELCIM_API_TOKEN})
