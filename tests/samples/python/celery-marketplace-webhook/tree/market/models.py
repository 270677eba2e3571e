from django.db import models


class Merchant(models.Model):
    name = models.CharField(max_length=120)
    external_id = models.CharField(max_length=40, unique=True)
    helcim_api_token = models.CharField(max_length=128, blank=True)
