import requests

HEADERS = {
	"accept": "application/json",
	"api-token": "{{token513}}",
}


def ping():
	return requests.get("https://api.helcim.com/v2/connection-test", headers=HEADERS)
