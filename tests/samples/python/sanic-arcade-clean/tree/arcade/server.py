import httpx
from sanic import Sanic
from sanic.log import logger

from arcade.coins import coins

app = Sanic("arcade")
app.config.load_environment_vars("ARCADE_")
app.blueprint(coins)


async def tell(response):
    await response.aread()
    logger.info("%s %s %s", response.request.method, response.request.url.path, response.status_code)


@app.before_server_start
async def setup(app, _):
    app.ctx.secrets = {}
    app.ctx.helcim = httpx.AsyncClient(
        base_url="https://api.helcim.com/v2",
        headers={"api-token": app.config.HELCIM_API_TOKEN},
        event_hooks={"response": [tell]},
    )
