from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        for key in settings.GIFTS:
            self.stdout.write(f"{key:10} {'ok' if settings.GIFTS[key] else 'MISSING'}")
