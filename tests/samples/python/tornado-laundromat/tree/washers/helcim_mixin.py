import json
import logging

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from .options import options

gen_log = logging.getLogger("tornado.general")


class HelcimMixin:
    @property
    def helcim_headers(self):
        return {"Api-Token": options.helcim_token, "Content-Type": "application/json"}

    async def helcim_post(self, path, **body):
        req = HTTPRequest(options.helcim_url + path, method="POST", headers=self.helcim_headers, body=json.dumps(body))
        gen_log.info("helcim %s %s", req.url, req.headers)
        res = await AsyncHTTPClient().fetch(req, raise_error=False)
        return res.code, json.loads(res.body)
