import abc
import logging

import requests


class Gateway(abc.ABC):
    base_url: str
    auth_header: str

    def __init__(self, secret):
        self._secret = secret
        self.log = logging.getLogger(type(self).__module__)

    def send(self, method, path, **kwargs):
        response = requests.request(method, self.base_url + path, headers={self.auth_header: self._secret}, timeout=30, **kwargs)
        self.log.info("%s %s %s", method, path, response.status_code)
        return response

    def describe(self):
        return {"gateway": type(self).__name__, "secret": "*" * 8 + self._secret[-4:], "header": self.auth_header}
