from dataclasses import dataclass


@dataclass
class Helcim:
    api_token: str
    partner_token: str
    base: str = "https://api.helcim.com/v2"


PARTNER_TOKEN = "{{partner}}"  # Helcim partner-token header
WEBHOOK_VERIFIER_TOKEN = "{{verifier}}"
