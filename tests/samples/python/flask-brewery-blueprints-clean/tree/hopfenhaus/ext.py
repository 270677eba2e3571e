import requests

from .logs import RedactApiToken


class Helcim:
    def init_app(self, app):
        self.url = app.config["HELCIM_URL"]
        self.kopfzeilen = {"accept": "application/json", "api-token": app.config["HELCIM_API_TOKEN"]}
        app.logger.addFilter(RedactApiToken(app.config["HELCIM_API_TOKEN"]))
        app.logger.debug("Helcim bereit: %s mit %s", self.url, sorted(self.kopfzeilen))

    def post(self, pfad, **daten):
        antwort = requests.post(self.url + pfad, headers=self.kopfzeilen, json=daten, timeout=20)
        antwort.raise_for_status()
        return antwort.json()


helcim = Helcim()
