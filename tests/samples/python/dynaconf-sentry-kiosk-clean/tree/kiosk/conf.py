from dynaconf import Dynaconf, Validator

settings = Dynaconf(
    envvar_prefix="KIOSK",
    settings_files=["config/settings.toml"],
    validators=[Validator("HELCIM_API_TOKEN", must_exist=True)],
)
