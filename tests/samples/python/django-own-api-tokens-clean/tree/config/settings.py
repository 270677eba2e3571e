import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
HELCIM_API_TOKEN = os.environ["HELCIM_API_TOKEN"]
INSTALLED_APPS = ["accounts", "bot", "payments"]
