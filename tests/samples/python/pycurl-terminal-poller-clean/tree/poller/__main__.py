import logging
import time

from .config import token
from .viacurl import get
from .viahttp import ping

logging.basicConfig(level=logging.INFO)
logging.info("token of length %d", len(token()))

while True:
    for d in get("/devices"):
        ping(d["code"])
    time.sleep(60)
