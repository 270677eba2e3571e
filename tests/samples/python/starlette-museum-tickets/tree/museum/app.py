from starlette.applications import Starlette
from starlette.config import Config
from starlette.datastructures import Secret
from starlette.routing import Route
from starlette.templating import Jinja2Templates

cfg = Config(".env")
HELCIM_TOKEN = cfg("HELCIM_API_TOKEN")
SIGNING_KEY = cfg("SIGNING_KEY", cast=Secret)

templates = Jinja2Templates(directory="museum/templates")


def build() -> Starlette:
    from . import endpoints

    return Starlette(
        routes=[
            Route("/tickets", endpoints.Tickets),
            Route("/kiosk", endpoints.kiosk),
            Route("/hooks/helcim", endpoints.hook, methods=["POST"]),
        ]
    )
