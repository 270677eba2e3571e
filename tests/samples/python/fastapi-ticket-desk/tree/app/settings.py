from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    helcim_api_token: str
    helcim_base_url: str = "https://api.helcim.com/v2"
    environment: str = "production"


@lru_cache
def get_settings() -> Settings:
    return Settings()
