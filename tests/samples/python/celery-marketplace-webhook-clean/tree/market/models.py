from django.db import models
from encrypted_fields.fields import EncryptedCharField


class Merchant(models.Model):
    name = models.CharField(max_length=120)
    external_id = models.CharField(max_length=40, unique=True)
    helcim_api_token = EncryptedCharField(max_length=512, blank=True)
