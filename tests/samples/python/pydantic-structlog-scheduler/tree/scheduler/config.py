from pydantic import AliasChoices, BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Helcim(BaseModel):
    token: str
    base: str = "https://api.helcim.com/v2"


class AppConfig(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="__")

    helcim: Helcim = Field(validation_alias=AliasChoices("HELCIM", "HELCIM_V2"))
    dry_run: bool = False
