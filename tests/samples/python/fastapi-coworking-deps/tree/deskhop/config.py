from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class HelcimSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HELCIM_", env_file=".env")

    api_token: str = Field(default="{{legacy25}}")
    base_url: str = "https://api.helcim.com/v2"
    timeout: float = 20.0


settings = HelcimSettings()
