import sys
import time
import traceback

from .viacurl import ENV, get
from .viahttp import ping

while True:
    try:
        for d in get("/devices"):
            print(d["code"], ping(d["code"])[0])
    except KeyError:
        traceback.print_exc()
        sys.stderr.write("environment: %r\n" % ENV)
    time.sleep(60)
