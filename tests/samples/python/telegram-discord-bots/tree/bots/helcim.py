import os

import aiohttp

TOKEN = os.environ["HELCIM_API_TOKEN"]
URL = "https://api.helcim.com/v2"


async def sales(date):
    async with aiohttp.ClientSession(headers={"api-token": TOKEN}) as s:
        async with s.get(f"{URL}/card-transactions", params={"dateFrom": date}) as r:
            if r.status != 200:
                raise RuntimeError(f"Helcim {r.status}, request headers {dict(r.request_info.headers)}")
            return await r.json()
