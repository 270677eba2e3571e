import os


class Config:
    SECRET_KEY = os.environ.get("FLASK_SECRET_KEY", "dev")
    HELCIM_BASE = "https://api.helcim.com/v2"

    @staticmethod
    def helcim_credential():
        value = os.environ.get("HELCIM_API_TOKEN")
        if not value:
            raise RuntimeError("HELCIM_API_TOKEN not configured")
        return value
