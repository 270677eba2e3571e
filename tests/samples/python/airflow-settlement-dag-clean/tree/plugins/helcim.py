import requests
from airflow.hooks.base import BaseHook
from airflow.utils.log.secrets_masker import mask_secret


class HelcimHook(BaseHook):
    conn_id = "helcim_default"

    def _session(self):
        conn = self.get_connection(self.conn_id)
        mask_secret(conn.password)
        session = requests.Session()
        session.headers.update({"api-token": conn.password, "accept": "application/json"})
        self.log.info("connected as %s to %s (token set: %s)", conn.login, conn.host, bool(conn.password))
        return session

    def get(self, path, params=None):
        r = self._session().get("https://api.helcim.com/v2" + path, params=params, timeout=60)
        self.log.info("GET %s -> %s", path, r.status_code)
        r.raise_for_status()
        return r.json()

    def post(self, path):
        return self._session().post("https://api.helcim.com/v2" + path, timeout=60).status_code
