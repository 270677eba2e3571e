import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
HELCIM_API_TOKEN = os.environ.get("HELCIM_API_TOKEN", "")

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.staticfiles", "checkout"]
ROOT_URLCONF = "yarnshop.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["checkout.context.payments"]},
    }
]
