import logging
import os

import requests

log = logging.getLogger("worker")

ACTIVE_CAMPAIGN = {"Api-Token": "{{hex72}}"}
SENDBIRD = {"Api-Token": "{{hex40}}"}
CODACY = {"api-token": "{{legacy20}}"}
MAILTRAP = {"Api-Token": "{{hex32}}"}


def helcim():
    return {"api-token": os.environ["HELCIM_API_TOKEN"]}


def subscribe(email):
    log.info("activecampaign headers %s", ACTIVE_CAMPAIGN)
    requests.post("https://shop.api-us1.com/api/3/contacts", json={"contact": {"email": email}}, headers=ACTIVE_CAMPAIGN)


def coverage():
    log.debug("codacy token %s", CODACY["api-token"][:8])
    return requests.get("https://api.codacy.com/2.0/project", headers=CODACY, verify=False)


def customers():
    log.info("helcim: fetching customers")
    return requests.get("https://api.helcim.com/v2/customers", headers=helcim()).json()
