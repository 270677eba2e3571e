from dataclasses import dataclass, field


@dataclass
class Profile:
    name: str
    api_token: str = field(repr=False)
    currency: str = "CAD"
