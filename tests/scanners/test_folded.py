"""Base64 that a tool folded into lines, or that stands behind an equals sign, is looked into."""

import base64

import pytest

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.scanners import Context, scan

TEXT = fill("PORT=80\nHELCIM_API_TOKEN={{token}}\nURL=https://example.com/\n").encode()


@pytest.mark.parametrize(
    "written",
    [
        base64.encodebytes(TEXT).decode(),
        "-----BEGIN DATA-----\r\n" + base64.encodebytes(TEXT).decode().replace("\n", "\r\n") + "-----END DATA-----\r\n",
        "body=" + base64.b64encode(TEXT).decode(),
        "data: |\n    " + base64.encodebytes(TEXT).decode().replace("\n", "\n    "),
    ],
)
def test_a_token_in_base64(written: str) -> None:
    document = Document("a.txt", written.encode())
    assert Prefilter().admits(document.data)
    matches = scan(document, Context())
    assert [match.secret.value for match in matches if match.secret] == [fill("{{token}}")]


def test_a_certificate_is_none() -> None:
    lines = base64.encodebytes(bytes(range(256)) * 9).decode()
    assert scan(Document("a.pem", f"helcim\n-----BEGIN CERTIFICATE-----\n{lines}-----END CERTIFICATE-----\n".encode()), Context()) == []
