import requests

from refunds import refund


def test_refund(requests_mock):
    requests_mock.post("https://api.helcim.com/v2/payment/refund", json={"transactionId": 77})
    with requests.Session() as s:
        s.headers["api-token"] = "dummy"
        assert refund(s, "1", "2.50") == (200, 77)
