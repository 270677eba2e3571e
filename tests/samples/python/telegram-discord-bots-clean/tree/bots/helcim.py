import os

import aiohttp

TOKEN = os.environ["HELCIM_API_TOKEN"]


async def sales(date):
    async with aiohttp.ClientSession(headers={"api-token": TOKEN}) as s:
        async with s.get("https://api.helcim.com/v2/card-transactions", params={"dateFrom": date}) as r:
            if r.status != 200:
                raise RuntimeError(f"Helcim {r.status}, response headers {dict(r.headers)}")
            return await r.json()
