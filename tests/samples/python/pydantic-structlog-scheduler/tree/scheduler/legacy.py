"""The building on 5th still pays through the old account."""

from os import getenv

import httpx

FIFTH_STREET = getenv("FIFTH_STREET_KEY", "{{legacy25}}")
TWILIO_SID = getenv("TWILIO_SID", "{{legacy34}}")


def customers() -> list[dict]:
    return httpx.get("https://api.helcim.com/v2/customers", headers={"api-token": FIFTH_STREET}).json()


def text_tenant(number: str, text: str) -> None:
    httpx.post(
        f"https://api.twilio.com/2010-04-01/Accounts/{TWILIO_SID}/Messages.json",
        data={"To": number, "Body": text},
        auth=(TWILIO_SID, getenv("TWILIO_AUTH_TOKEN", "")),
    )
