from dataclasses import dataclass

from litestar import Litestar, Request, get, post
from litestar.middleware.session.server_side import ServerSideSessionConfig

from common.helcim import creds, initialize


@dataclass
class Order:
    amount: float


@post("/orders")
async def create_order(request: Request, data: Order) -> dict[str, str]:
    pay = initialize(data.amount)
    request.session["secret"] = pay["secretToken"]
    return {"checkoutToken": pay["checkoutToken"]}


@get("/creds")
async def show() -> dict[str, object]:
    token, branch = creds()
    return {"branch": branch, "token": bool(token)}


app = Litestar([create_order, show], middleware=[ServerSideSessionConfig().middleware])
