import attrs
from decouple import config


@attrs.frozen
class Gateway:
    url: str
    key: str


gateway = Gateway(url="https://api.helcim.com/v2", key=config("HELCIM_API_TOKEN"))
