from dataclasses import dataclass

from litestar import Litestar, get, post

from common.helcim import creds, initialize


@dataclass
class Order:
    amount: float


@post("/orders")
async def create_order(data: Order) -> dict[str, str]:
    pay = initialize(data.amount)
    return pay


@get("/creds")
async def show() -> dict[str, str]:
    return creds()._asdict()


app = Litestar([create_order, show])
