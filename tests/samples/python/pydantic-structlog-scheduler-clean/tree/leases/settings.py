from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings, env_prefix="LEASES_"):
    helcim_api_token: SecretStr
    slack_webhook_id: str = "T000/B000"


settings = Settings()
