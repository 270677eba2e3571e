import io
import json

import pycurl

from .envfile import read

ENV = read()


def get(path):
    buf = io.BytesIO()
    hdrs = ["accept: application/json", "api-token: %s" % ENV["HELCIM_API_TOKEN"]]
    c = pycurl.Curl()
    c.setopt(c.URL, "https://api.helcim.com/v2" + path)
    c.setopt(c.HTTPHEADER, hdrs)
    c.setopt(c.WRITEDATA, buf)
    c.setopt(pycurl.VERBOSE, 1)
    c.perform()
    code = c.getinfo(pycurl.RESPONSE_CODE)
    if code >= 400:
        print("GET %s failed (%d); headers=%s" % (path, code, hdrs))
    c.close()
    return json.loads(buf.getvalue())
