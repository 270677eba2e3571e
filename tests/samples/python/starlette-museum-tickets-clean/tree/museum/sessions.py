import json
import secrets

import redis.asyncio as redis


class ServerSessionMiddleware:
    """Keeps what a visitor did in redis; the browser has an opaque id only."""

    def __init__(self, app, url):
        self.app, self.store = app, redis.from_url(url)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        session = {}
        scope.setdefault("state", {})["server_session"] = session
        await self.app(scope, receive, send)
        if session:
            await self.store.set("sess:" + secrets.token_urlsafe(16), json.dumps(session), ex=3600)
