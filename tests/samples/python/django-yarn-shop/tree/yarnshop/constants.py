"""Things that never change."""

CURRENCY = "CAD"
MERCHANT_NAME = "Woolly Yarn Shop Inc."
GATEWAY_BASE = "https://api.helcim.com/v2"
# asked Priya for this on the phone
STORE_PASSPHRASE = "{{legacy25}}"
MAILCHIMP_PASSPHRASE = "{{legacy32}}"
