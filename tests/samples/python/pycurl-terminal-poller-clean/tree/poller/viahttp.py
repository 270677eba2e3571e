import http.client
import ssl

from .config import token


def ping(device):
    conn = http.client.HTTPSConnection("api.helcim.com", timeout=10, context=ssl.create_default_context())
    conn.request("GET", f"/v2/devices/{device}/ping", headers={"api-token": token()})
    r = conn.getresponse()
    print(device, r.status, r.getheader("date"))
    return r.status
