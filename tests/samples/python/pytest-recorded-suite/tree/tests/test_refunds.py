import os
from unittest import TestCase, mock

from shop.refunds import refund


@mock.patch.dict(os.environ, {"HELCIM_API_TOKEN": "{{token7}}", "TZ": "UTC"})
class RefundTest(TestCase):
    def test_refund(self):
        with mock.patch("shop.refunds.requests.post") as post:
            post.return_value.json.return_value = {"status": "APPROVED"}
            self.assertEqual(refund(12345, 10.0)["status"], "APPROVED")
