import logging
import os

from aiohttp import ClientSession, TraceConfig, web

L = logging.getLogger("ferry")
SESSION = web.AppKey("helcim", ClientSession)


async def on_request_end(session, ctx, params):
    L.info("%s %s -> %s", params.method, params.url, params.response.status)


async def open_session(app: web.Application):
    trace = TraceConfig()
    trace.on_request_end.append(on_request_end)
    token = os.environ["HELCIM_API_TOKEN"]
    L.info("helcim session with a token of %d characters", len(token))
    app[SESSION] = ClientSession("https://api.helcim.com", headers={"api-token": token}, trace_configs=[trace])
    yield
    await app[SESSION].close()
