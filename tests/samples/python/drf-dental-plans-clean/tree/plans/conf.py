from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def helcim_token() -> str:
    try:
        return settings.HELCIM["API_TOKEN"]
    except KeyError:
        raise ImproperlyConfigured("HELCIM['API_TOKEN'] not configured") from None
