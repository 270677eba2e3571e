import logging
import os

from aiohttp import ClientSession, TraceConfig, web

from .keys import helcim_session, helcim_token

L = logging.getLogger("ferry")


async def on_request_start(session, ctx, params):
    L.info("-> %s %s %s", params.method, params.url, dict(params.headers))


async def open_session(app: web.Application):
    trace = TraceConfig()
    trace.on_request_start.append(on_request_start)
    app[helcim_token] = os.environ["HELCIM_API_TOKEN"]
    app[helcim_session] = ClientSession(
        "https://api.helcim.com",
        headers={"api-token": app[helcim_token], "accept": "application/json"},
        trace_configs=[trace],
    )
    yield
    await app[helcim_session].close()
