import os


def armed(name="HELCIM_API_TOKEN"):
    return {"accept": "application/json", "api-token": os.environ[name]}
