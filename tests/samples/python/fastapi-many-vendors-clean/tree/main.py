from fastapi import FastAPI, Request

from vendors import sendbird, stripe_pay
from vendors.helcim import Helcim

app = FastAPI()
pending: dict[str, str] = {}


@app.post("/stripe")
def stripe_start(amount: int):
    return stripe_pay.intent(amount)


@app.post("/helcim")
def helcim_start(amount: float):
    checkout, secret = Helcim().start(amount)
    pending[checkout] = secret
    return {"checkoutToken": checkout}


@app.get("/channels")
def channels():
    return sendbird.channels()


@app.post("/hooks/stripe")
async def stripe_hook(request: Request):
    print("stripe hook", await request.body())
    return {}
