from dataclasses import dataclass
from pathlib import Path
import tomllib

CONFIG = Path("~/.config/subctl.toml").expanduser()


@dataclass
class Profile:
    name: str
    api_token: str
    currency: str = "CAD"


def load(name: str) -> Profile:
    table = tomllib.loads(CONFIG.read_text())["profiles"][name]
    return Profile(name=name, api_token=table["helcim_api_token"], currency=table.get("currency", "CAD"))
