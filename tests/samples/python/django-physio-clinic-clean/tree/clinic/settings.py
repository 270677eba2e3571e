import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]

HELCIM_API_URL = os.getenv("HELCIM_API_URL", "https://api.helcim.com/v2")
HELCIM_API_TOKEN = os.getenv("HELCIM_API_TOKEN", "")
if not HELCIM_API_TOKEN:
    raise ImproperlyConfigured("HELCIM_API_TOKEN is required")
