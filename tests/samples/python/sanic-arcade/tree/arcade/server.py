import httpx
from sanic import Sanic

from arcade.blueprints.coins import coins
from arcade.hooks import attach

app = Sanic("arcade")
app.config.load_environment_vars("ARCADE_")
app.blueprint(coins)


@app.before_server_start
async def setup(app, _):
    app.ctx.helcim = attach(
        httpx.AsyncClient(
            base_url="https://api.helcim.com/v2",
            headers={"api-token": app.config.HELCIM_API_TOKEN},
        )
    )


@app.after_server_stop
async def teardown(app, _):
    await app.ctx.helcim.aclose()
