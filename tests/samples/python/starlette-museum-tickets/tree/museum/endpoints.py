import logging

import httpx
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .app import HELCIM_TOKEN, templates

audit = logging.getLogger("museum.audit")


class Tickets(HTTPEndpoint):
    async def post(self, request: Request) -> Response:
        wanted = await request.json()
        async with httpx.AsyncClient() as c:
            reply = await c.post(
                "https://api.helcim.com/v2/helcim-pay/initialize",
                headers=[("accept", "application/json"), ("api-token", HELCIM_TOKEN)],
                json={"paymentType": "purchase", "currency": "CAD", "amount": wanted["people"] * 14},
            )
        return JSONResponse(reply.json())


async def kiosk(request: Request) -> Response:
    return templates.TemplateResponse(request, "kiosk.html", {"price": 14, "key": HELCIM_TOKEN})


async def hook(request: Request) -> Response:
    raw = await request.body()
    audit.info("connected account event: %s", raw.decode())
    return Response(status_code=204)
