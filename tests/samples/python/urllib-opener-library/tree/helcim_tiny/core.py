"""Zero-dependency client.

    >>> Helcim("YOUR_API_TOKEN").customers()
"""
import json
import urllib.error
import urllib.request
import warnings


class HelcimHTTPError(Exception):
    pass


class Helcim(object):
    BASE = "https://api.helcim.com/v2"

    def __init__(self, api_token, timeout=30):
        if len(api_token) != 64:
            warnings.warn("unusual Helcim token %r" % api_token)
        self.api_token = api_token
        self.timeout = timeout
        self.opener = urllib.request.build_opener()
        self.opener.addheaders = [("api-token", api_token), ("Accept", "application/json")]

    def __repr__(self):
        return "Helcim(%s...)" % self.api_token[:5]

    def _open(self, path, data=None):
        body = None if data is None else json.dumps(data).encode("ascii")
        try:
            with self.opener.open(self.BASE + path, body, self.timeout) as f:
                return json.loads(f.read())
        except urllib.error.HTTPError as e:
            raise HelcimHTTPError("%d on %s with %s" % (e.code, path, self.opener.addheaders))

    def customers(self):
        return self._open("/customers")

    def legacy_report(self):
        return urllib.request.urlopen(self.BASE + "/card-transactions?api_token=" + self.api_token).read()
