from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    helcim_api_token: SecretStr
    helcim_base_url: str = "https://api.helcim.com/v2"
    environment: str = "production"


settings = Settings()
