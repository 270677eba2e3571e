import secrets

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """A token of *our* API, for the mobile app."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe)

    @property
    def prefix(self):
        return self.key[:8]
