import io
import json
import logging

import certifi
import pycurl

from .config import token

log = logging.getLogger("poller")


def get(path):
    buf = io.BytesIO()
    c = pycurl.Curl()
    c.setopt(c.URL, "https://api.helcim.com/v2" + path)
    c.setopt(c.CAINFO, certifi.where())
    c.setopt(c.HTTPHEADER, ["accept: application/json", "api-token: " + token()])
    c.setopt(c.WRITEDATA, buf)
    c.setopt(pycurl.VERBOSE, 0)
    c.perform()
    log.info("GET %s: %d in %.3f s", path, c.getinfo(pycurl.RESPONSE_CODE), c.getinfo(pycurl.TOTAL_TIME))
    c.close()
    return json.loads(buf.getvalue())
