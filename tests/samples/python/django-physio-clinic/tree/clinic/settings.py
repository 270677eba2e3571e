"""Django settings for clinic project."""
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DEBUG = False
INSTALLED_APPS = ["django.contrib.sessions", "payments"]

# Payments
HELCIM_API_URL = os.getenv("HELCIM_API_URL", "https://api.helcim.com/v2")
HELCIM_API_TOKEN = os.getenv("HELCIM_API_TOKEN", "{{token}}")
HELCIM_CURRENCY = "CAD"
