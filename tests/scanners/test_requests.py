"""Which requests do collections, captures and logs tell of?"""

import pytest

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.scanners.requests import Seen, requests

ROOTS = frozenset(("payment", "helcim-pay", "customers", "invoices", "card-transactions", "connection-test"))
POSTMAN = """{"item": [{"name": "Refund", "request": {"method": "POST", "header": [{"key": "api-token", "value": "{{helcim_token}}"}],
  "url": {"raw": "{{baseUrl}}/payment/refund", "host": ["{{baseUrl}}"], "path": ["payment", "refund"]}}},
 {"name": "Customers", "request": {"method": "GET", "header": [{"key": "api-token", "value": "{{read_token}}"}],
  "url": {"raw": "https://api.helcim.com/v2/customers?limit=5"}}}]}"""
HAR = """{"log": {"entries": [{"request": {"method": "POST", "url": "https://api.helcim.com/v2/payment/purchase", "headers": [{"name": "api-token", "value": "%s"}]}, "response": {"status": 200}},
{"request": {"method": "GET", "url": "https://api.other.test/v2/customers", "headers": []}}]}}"""
BRUNO = "meta {\n  name: verify\n}\n\npost {\n  url: {{base}}/payment/verify\n  body: json\n}\n\nheaders {\n  api-token: {{process.env.HELCIM_API_TOKEN}}\n}\n"
HTTP = "### list\nGET https://api.helcim.com/v2/invoices/{{id}} HTTP/1.1\napi-token: {{token_name}}\n\n### start\nPOST https://api.helcim.com/v2/helcim-pay/initialize\napi-token: {{$dotenv HELCIM}}\n\n{}\n"
RAW = "POST /v2/payment/reverse HTTP/1.1\r\nHost: api.helcim.com\r\napi-token: %s\r\n\r\n{}"
URLLIB = 'DEBUG urllib3 https://api.helcim.com:443 "GET /v2/card-transactions/4711 HTTP/1.1" 200 None\n'
NOTES = "ran:\ncurl -s https://api.helcim.com/v2/payment/capture \\\n  -H \"api-token: $HELCIM_API_TOKEN\" \\\n  -d '{\"amount\": 1}'\nand curl https://api.helcim.com/v2/connection-test -H 'api-token: ${T2}'\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("shop.postman_collection.json", POSTMAN, [("POST", "/payment/refund", "helcim_token"), ("GET", "/customers", "read_token")]),
        ("pay.har", HAR % fill("{{token}}"), [("POST", "/payment/purchase", fill("****{{token|last4}}"))]),
        ("pay.har", HAR % fill("{{token|mask}}"), [("POST", "/payment/purchase", fill("****{{token|last4}}"))]),
        ("verify.bru", BRUNO, [("POST", "/payment/verify", "HELCIM_API_TOKEN")]),
        ("calls.http", HTTP, [("GET", "/invoices/{}", "token_name"), ("POST", "/helcim-pay/initialize", "")]),
        ("capture.txt", RAW % "YOUR_TOKEN", [("POST", "/payment/reverse", "")]),
        ("debug.log", URLLIB, [("GET", "/card-transactions/{}", "")]),
        ("notes.txt", NOTES, [("POST", "/payment/capture", "HELCIM_API_TOKEN"), ("GET", "/connection-test", "T2")]),
        ("app.log", "see https://docs.helcim.com/docs/payment and https://api.helcim.com/v2/payment/refund", [("?", "/payment/refund", "")]),
        ("main.go", HTTP, []),
    ],
)
def test_requests(name: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    seen: list[Seen] = requests(Document(name, text.encode()), ROOTS)
    assert [(one.method, one.path, one.token) for one in seen] == expected
