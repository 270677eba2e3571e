from starlette.config import Config
from starlette.datastructures import Secret

config = Config(".env")
HELCIM_API_TOKEN = config("HELCIM_API_TOKEN", cast=Secret)
SESSION_KEY = config("SESSION_KEY", cast=Secret)
