from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Shows how gifts are configured"

    def handle(self, *args, **options):
        for key, value in settings.GIFTS.items():
            self.stdout.write(f"{key:10} {value}")
