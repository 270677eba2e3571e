import json
import logging

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import settings
from .pay import start
from .sessions import ServerSessionMiddleware

audit = logging.getLogger("museum.audit")


async def tickets(request: Request) -> Response:
    wanted = await request.json()
    checkout, secret = await start(wanted["people"] * 14)
    request.state.server_session["secret"] = secret
    return JSONResponse({"checkoutToken": checkout})


async def hook(request: Request) -> Response:
    event = json.loads(await request.body())
    audit.info("connected account event type=%s id=%s", event.get("type"), event.get("id"))
    return Response(status_code=204)


async def health(request: Request) -> Response:
    return JSONResponse({"token_present": bool(settings.HELCIM_API_TOKEN)})


app = Starlette(
    routes=[Route("/tickets", tickets, methods=["POST"]), Route("/hooks/helcim", hook, methods=["POST"]), Route("/health", health)],
    middleware=[Middleware(ServerSessionMiddleware, url="redis://localhost")],
)
