import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "gifts"]
ROOT_URLCONF = "hospice.urls"

GIFTS = {
    "PROVIDER": "helcim",
    "TOKEN": os.environ.get("GIFTS_TOKEN"),
    "CURRENCY": "CAD",
}
