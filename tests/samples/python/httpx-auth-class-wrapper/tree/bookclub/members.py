import os
from functools import partial

import httpx

from .auth import TokenAuth
from .consts import BASE_URL, PAGE
from .trace import traced


@traced
def fetch(path, *, headers, limit):
    return httpx.get(BASE_URL + path, headers=headers, params={"limit": limit}).json()


page_of = partial(fetch, headers={"api-token": os.environ["HELCIM_API_TOKEN"]}, limit=PAGE)


def members():
    return page_of("/customers")


def second_account():
    with httpx.Client(auth=TokenAuth(), base_url=BASE_URL) as c:
        return c.get("/customers").json()
