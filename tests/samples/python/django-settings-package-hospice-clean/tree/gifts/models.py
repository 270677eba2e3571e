from django.db import models


class Charity(models.Model):
    name = models.CharField(max_length=120)
    helcim_token = models.CharField(max_length=128, blank=True)


class Gift(models.Model):
    charity = models.ForeignKey(Charity, on_delete=models.PROTECT)
    checkout_token = models.CharField(max_length=64, unique=True)
    secret_token = models.CharField(max_length=64)
