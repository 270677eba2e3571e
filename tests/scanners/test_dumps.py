"""What a dump hides from the eye is read where it stands."""

import base64

import pytest

from helcim_audit.engine import inspect
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.scanners import Context
from tests.score import SETTINGS

VALUE = fill("{{legacy25}}")
REQUEST = f"GET /v2/devices HTTP/1.1\r\nHost: api.helcim.com\r\napi-token: {VALUE}\r\n\r\n".encode()
PLAIN = "api.helcim.com\n"


def _shown(row: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)


def _rows(head: str, group: int, width: int) -> str:
    lines = []
    for at in range(0, len(REQUEST), 16):
        row = REQUEST[at : at + 16]
        digits = " ".join(row.hex()[i : i + group] for i in range(0, len(row) * 2, group))
        lines.append(f"{head.format(at)}{digits.ljust(width)}  {_shown(row)}")
    return PLAIN + "\n".join(lines) + "\n"


DUMPS = {
    "xxd": _rows("{:08x}: ", 4, 39),
    "tcpdump -X": _rows("\t0x{:04x}:  ", 4, 39),
    "a trace of curl": _rows("{:04x}: ", 2, 47),
    "Node's Buffer": PLAIN + "<Buffer " + " ".join(f"{byte:02x}" for byte in REQUEST) + ">\n",
    "base64 of a body": PLAIN + '{"encoding":"base64","text":"' + base64.b64encode(REQUEST).decode() + '"}\n',
}


@pytest.mark.parametrize("text", DUMPS.values(), ids=DUMPS.keys())
def test_the_header_is_found_and_all_of_it_is_hidden(text: str) -> None:
    (finding,) = inspect(Document("dump.log", text.encode()), Context(), SETTINGS)
    assert finding.rule == "unmasked-header"
    assert finding.secret is not None
    assert finding.secret.masked.endswith(VALUE[-4:])
    shown = "".join(line for _, line in finding.frame)
    assert VALUE[8:14].encode().hex() not in shown.replace(" ", "")
    assert VALUE[-6:] not in shown
    assert VALUE[8:14] not in shown


def test_dumps_of_other_things_are_silent() -> None:
    text = f"helcim\n0000: {'41 ' * 16} AAAAAAAAAAAAAAAA\n<Buffer {'62 ' * 40}>\n" + DUMPS["xxd"].replace("6170 692d 746f 6b65 6e3a", "7370 692d 746f 6b65 6e73")
    assert inspect(Document("dump.log", text.encode()), Context(), SETTINGS) == []
