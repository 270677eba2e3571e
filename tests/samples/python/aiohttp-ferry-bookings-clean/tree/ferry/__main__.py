import os

from aiohttp import web
from aiohttp_session import setup
from aiohttp_session.redis_storage import RedisStorage
from redis import asyncio as aioredis

from .startup import open_session
from .views import routes


def main() -> None:
    app = web.Application()
    setup(app, RedisStorage(aioredis.from_url(os.environ["REDIS_URL"]), httponly=True))
    app.cleanup_ctx.append(open_session)
    app.add_routes(routes)
    web.run_app(app, port=8080)


main()
