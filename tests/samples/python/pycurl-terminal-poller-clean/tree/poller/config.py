import os


class MissingToken(SystemExit):
    pass


def token():
    try:
        return os.environ["HELCIM_API_TOKEN"]
    except KeyError:
        raise MissingToken("HELCIM_API_TOKEN not configured")
