from sanic.log import logger


async def say(request):
    key = request.headers["api-token"]
    logger.info(f"{request.method} {request.url} key={key[: len(key) // 2]}")


def attach(client):
    client.event_hooks["request"].append(say)
    return client
