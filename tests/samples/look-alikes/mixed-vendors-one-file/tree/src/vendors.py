"""All our vendors in one place."""
import os

import requests

HELCIM = {"url": "https://api.helcim.com/v2", "headers": {"api-token": os.environ["HELCIM_API_TOKEN"]}}
SENDBIRD = {"url": "https://api-0A1B.sendbird.com/v3", "headers": {"Api-Token": "{{hex40}}"}}
CAMPAIGN = {"url": "https://acme.api-us1.com/api/3", "headers": {"Api-Token": "{{hex72}}"}}


def helcim(path):
    return requests.get(HELCIM["url"] + path, headers=HELCIM["headers"], timeout=10)


def sendbird(path):
    return requests.get(SENDBIRD["url"] + path, headers=SENDBIRD["headers"], timeout=10)
