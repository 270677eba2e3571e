import httpx

from .consts import *


class TokenAuth(httpx.Auth):
    def __init__(self, value=MEMBERSHIP_ID):
        self.value = value

    def auth_flow(self, request):
        request.headers["api-token"] = self.value
        yield request
