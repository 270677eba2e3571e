from functools import cache

from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    helcim_api_token: SecretStr
    redis_url: str = "redis://localhost"


@cache
def settings() -> Settings:
    return Settings()
