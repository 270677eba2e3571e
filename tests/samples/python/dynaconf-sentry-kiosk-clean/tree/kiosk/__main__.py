import sys

from kiosk.conf import settings
from kiosk.errors import init
from kiosk.pay import capture

init(settings.get("sentry_dsn"))
if "--show-config" in sys.argv:
    print(*sorted(settings.as_dict()), sep="\n")
    sys.exit()
print(capture(sys.argv[1], float(sys.argv[2])))
