import os
from unittest import TestCase, mock

from shop.refunds import refund

FAKE = "a" + "x" * 63


@mock.patch.dict(os.environ, {"HELCIM_API_TOKEN": FAKE})
class RefundTest(TestCase):
    def test_refund(self):
        with mock.patch("shop.refunds.requests.post") as post:
            refund(12345, 10.0)
            self.assertEqual(post.call_args.kwargs["headers"]["api-token"], FAKE)
