import http.client
import json

from .envfile import read


def ping(device):
    conn = http.client.HTTPSConnection("api.helcim.com", timeout=10)
    conn.set_debuglevel(1)
    conn.putrequest("GET", f"/v2/devices/{device}/ping")
    conn.putheader("api-token", read()["HELCIM_API_TOKEN"])
    conn.endheaders()
    r = conn.getresponse()
    return r.status, json.loads(r.read() or b"{}")
