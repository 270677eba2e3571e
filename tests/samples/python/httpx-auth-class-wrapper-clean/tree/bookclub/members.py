import httpx

from .auth import TokenAuth
from .consts import BASE_URL, PAGE
from .trace import traced


@traced
def fetch(path, *, limit=PAGE):
    with httpx.Client(auth=TokenAuth(), base_url=BASE_URL) as c:
        return c.get(path, params={"limit": limit}).json()


def members():
    return fetch("/customers")
