from django.db import models


class Charity(models.Model):
    name = models.CharField(max_length=120)
    helcim_token = models.CharField(max_length=128, blank=True)

    def __str__(self):
        return self.name
