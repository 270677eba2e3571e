import os

HEADERS = {"accept": "application/json", "content-type": "application/json"}


def arm(name="HELCIM_API_TOKEN"):
    HEADERS["api-token"] = os.environ[name]
    return HEADERS
