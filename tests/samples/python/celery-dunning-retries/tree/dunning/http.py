import requests


class GatewayDown(Exception):
    def __init__(self, url, headers):
        self.url = url
        self.headers = headers
        super().__init__("%s not reachable, sent %s" % (url, headers))


def put(url, token, body):
    headers = {"api-token": token, "accept": "application/json"}
    try:
        r = requests.put(url, json=body, headers=headers, timeout=10)
    except requests.ConnectionError:
        raise GatewayDown(url, headers)
    return r.status_code, r.json()
