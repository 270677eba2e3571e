from aiohttp import ClientSession, web

helcim_session = web.AppKey("helcim_session", ClientSession)
helcim_token = web.AppKey("helcim_token", str)
