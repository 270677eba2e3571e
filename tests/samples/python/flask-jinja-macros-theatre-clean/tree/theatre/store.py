import os

import redis

_r = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def remember(checkout, secret):
    _r.setex("helcim:" + checkout, 3600, secret)


def recall(checkout):
    return _r.getdel("helcim:" + checkout)
