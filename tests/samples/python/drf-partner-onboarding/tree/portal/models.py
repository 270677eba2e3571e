from django.db import models


class Merchant(models.Model):
    name = models.CharField(max_length=80)
    helcim_api_token = models.CharField(max_length=128)
