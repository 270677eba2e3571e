import os

import httpx


class TokenAuth(httpx.Auth):
    def auth_flow(self, request):
        request.headers["api-token"] = os.environ["HELCIM_API_TOKEN"]
        yield request
