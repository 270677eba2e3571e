import logging


class RedactApiToken(logging.Filter):
    """Replaces the value of api-token in anything that is logged."""

    def __init__(self, token):
        super().__init__()
        self._token = token

    def filter(self, record):
        text = record.getMessage()
        if self._token and self._token in text:
            record.msg, record.args = text.replace(self._token, "****" + self._token[-4:]), ()
        return True
