import functools
import json
import logging
import os

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)


@functools.lru_cache(maxsize=1)
def helcim() -> dict:
    sm = boto3.client("secretsmanager")
    value = sm.get_secret_value(SecretId=os.environ["HELCIM_SECRET_ARN"])
    bundle = json.loads(value["SecretString"])
    creds = {"helcim_api_token": bundle["helcim_api_token"]}
    logger.info("loaded secret %s", creds)
    return creds
