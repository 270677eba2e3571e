from .base import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["gifts.hospice.example.org"]
GIFTS = {**GIFTS, "TOKEN": GIFTS["TOKEN"] or "{{legacy25}}"}  # noqa: F405
