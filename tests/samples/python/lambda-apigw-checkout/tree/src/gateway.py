import json
import urllib3

from .secrets import helcim

http = urllib3.PoolManager()


def call(method, path, body=None):
    request = {
        "url": "https://api.helcim.com/v2" + path,
        "headers": {"api-token": helcim()["helcim_api_token"], "content-type": "application/json"},
        "body": body,
    }
    r = http.request(method, request["url"], headers=request["headers"], body=json.dumps(body))
    return request, r.status, json.loads(r.data)
