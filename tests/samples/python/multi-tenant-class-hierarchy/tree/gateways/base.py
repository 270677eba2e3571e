import abc
import logging

import requests


class Gateway(abc.ABC):
    base_url: str
    auth_header: str
    secret: str

    def __init__(self, **options):
        self.options = options
        self.log = logging.getLogger(type(self).__module__)

    @property
    def headers(self):
        return {self.auth_header: self.secret, "accept": "application/json"}

    def send(self, method, path, **kwargs):
        kwargs.setdefault("headers", self.headers)
        kwargs.setdefault("timeout", 30)
        return requests.request(method, self.base_url + path, **kwargs)


REGISTRY: dict[str, type[Gateway]] = {}


def register(name):
    def wrap(cls):
        REGISTRY[name] = cls
        return cls

    return wrap
