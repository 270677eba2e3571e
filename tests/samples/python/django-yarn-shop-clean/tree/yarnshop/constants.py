"""Things that never change."""

CURRENCY = "CAD"
MERCHANT_NAME = "Woolly Yarn Shop Inc."
GATEWAY_BASE = "https://api.helcim.com/v2"
