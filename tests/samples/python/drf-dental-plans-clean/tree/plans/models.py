from django.db import models


class Enrolment(models.Model):
    plan = models.SlugField()
    checkout_token = models.CharField(max_length=64)
    secret_token = models.CharField(max_length=64, editable=False)
    created = models.DateTimeField(auto_now_add=True)
