from aiohttp import web

from .startup import open_session
from .views import Crossing, ready

app = web.Application()
app.cleanup_ctx.append(open_session)
app.router.add_view("/crossing", Crossing)
app.router.add_get("/ready", ready)
web.run_app(app, port=8080)
