import sys

import sentry_sdk

from kiosk.conf import settings
from kiosk.pay import capture

sentry_sdk.init(dsn=settings.get("sentry_dsn"), send_default_pii=False)

if "--show-config" in sys.argv:
    for key, value in settings.as_dict().items():
        print(key, "=", value)
    sys.exit()

print(capture(sys.argv[1], float(sys.argv[2])))
