import base64
import hashlib
import hmac
import json
import logging
import os
import ssl

from aiohttp import ClientSession, TCPConnector, web

log = logging.getLogger("donate")
routes = web.RouteTableDef()
HELCIM = "https://api.helcim.com/v2"
PROXY_CA = ssl.create_default_context(cafile="/etc/ssl/office-proxy.pem")


@routes.post("/donate")
async def donate(request):
    form = await request.json()
    headers = {"api-token": os.environ["HELCIM_API_TOKEN"]}
    async with ClientSession(headers=headers, connector=TCPConnector(ssl=PROXY_CA)) as session:
        async with session.post(f"{HELCIM}/payment/purchase", json=form["payment"]) as resp:
            result = await resp.json()
    return web.json_response({"status": result.get("status")})


@routes.post("/helcim/webhook")
async def webhook(request):
    body = await request.text()
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.{body}"
    key = base64.b64decode(os.environ["HELCIM_WEBHOOK_VERIFIER_TOKEN"])
    mac = base64.b64encode(hmac.new(key, signed.encode(), hashlib.sha256).digest()).decode()
    if not any(hmac.compare_digest(mac, s.split(",")[-1]) for s in request.headers["webhook-signature"].split()):
        log.warning("helcim webhook with a bad signature, %d bytes", len(body))
        return web.Response(status=401)
    event = json.loads(body)
    log.info("helcim webhook type=%s id=%s", event["type"], event["id"])
    return web.Response(status=204)


app = web.Application()
app.add_routes(routes)
