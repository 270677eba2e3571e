import os

from django.conf import settings

TOKEN = os.environ["HELCIM_API_TOKEN"]
ALT = os.getenv("HELCIM_API_KEY", "")
HEADERS = {"api-token": settings.HELCIM_API_TOKEN or TOKEN or ALT}
