import logging

from celery import shared_task

from .models import Merchant

logger = logging.getLogger(__name__)


@shared_task
def handle_helcim_event(event):
    merchant = Merchant.objects.get(external_id=event["accountId"])
    merchant.helcim_api_token = event["apiToken"]
    merchant.save(update_fields=["helcim_api_token"])
    logger.info("merchant %s connected, token %s...", merchant.pk, merchant.helcim_api_token[:10])
