import unittest

from helcim_tiny import Helcim


class HeaderTest(unittest.TestCase):
    def test_header(self):
        h = Helcim("x" * 64)
        self.assertIn(("api-token", "x" * 64), h.opener.addheaders)
