from dynaconf import Dynaconf

settings = Dynaconf(
    envvar_prefix="KIOSK",
    settings_files=["config/settings.toml", "config/.secrets.toml"],
    environments=True,
)
