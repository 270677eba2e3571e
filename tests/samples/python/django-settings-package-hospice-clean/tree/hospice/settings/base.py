import environ

env = environ.Env()

INSTALLED_APPS = ["django.contrib.admin", "gifts"]
GIFTS = {"PROVIDER": "helcim", "TOKEN": env("HELCIM_API_TOKEN"), "CURRENCY": env("GIFTS_CURRENCY", default="CAD")}
