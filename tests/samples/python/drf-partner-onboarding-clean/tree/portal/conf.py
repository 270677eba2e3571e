import os
from dataclasses import dataclass, field


@dataclass
class Helcim:
    api_token: str = field(repr=False)
    partner_token: str = field(repr=False)
    base: str = "https://api.helcim.com/v2"


def load():
    return Helcim(os.environ["HELCIM_API_TOKEN"], os.environ["HELCIM_PARTNER_TOKEN"])
