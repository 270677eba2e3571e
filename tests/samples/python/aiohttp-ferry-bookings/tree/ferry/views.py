from aiohttp import web

from .keys import helcim_session, helcim_token


class Crossing(web.View):
    async def post(self):
        form = await self.request.json()
        price = 23.5 * int(form["cars"])
        s = self.request.app[helcim_session]
        async with s.post(
            "/v2/helcim-pay/initialize",
            json={"paymentType": "purchase", "amount": price, "currency": "CAD"},
        ) as r:
            r.raise_for_status()
            pay = await r.json()
        out = {"price": price, "t": pay["checkoutToken"], "s": pay["secretToken"]}
        return web.json_response(out)


async def ready(request: web.Request) -> web.Response:
    tok = request.app[helcim_token]
    if not tok:
        return web.Response(status=503, text="HELCIM_API_TOKEN not configured")
    return web.Response(text=f"helcim key {tok[:4]}...{tok[-4:]} loaded")
