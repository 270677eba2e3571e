"""Two encodings in one file: both are read, and both are made safe."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.commands.redact import Request, redact
from helcim_audit.mixed import narrow, views
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from tests.conftest import Done

ONE, TWO = fill("api-token: {{token}}\r\n"), fill("api-token: {{token2}}\r\n")
ASCII = b"2026-01-01 start of a log of single bytes\n" * 120
FILES = {
    "appended.log": ASCII + ONE.encode("utf-16-le") + ASCII + TWO.encode(),
    "big-endian.log": ASCII + ONE.encode("utf-16-be") + ASCII + TWO.encode(),
    "wide.log": (ONE + "line\r\n" * 900).encode("utf-16-le") + TWO.encode(),
    "old.doc": bytes(5000) + ONE.encode("utf-16-le") + bytes(range(256)) * 9 + TWO.encode(),
}


@pytest.mark.parametrize("name", list(FILES))
def test_both_are_found_and_both_are_masked(name: str, tree: Callable[[dict[str, str | bytes]], Path], audit: Callable[..., Done]) -> None:
    root = tree({name: FILES[name]})
    done = audit("scan", "--format", "json", str(root))
    assert {f["secret"]["masked"] for f in done.report["findings"]} == {f"****{ONE[-6:-2]}", f"****{TWO[-6:-2]}"}
    assert len(done.report["findings"]) == 2
    results, code = redact(Request((str(root / name),), output=str(root / "out")))
    assert (code, len({one.id for one in results[0].masked})) == (0, 2)
    safe = (root / "out" / name).read_bytes()
    assert len(safe) == len(FILES[name])
    assert fill("{{token}}").encode() not in narrow(safe)
    assert fill("{{token2}}").encode() not in safe


def test_plain_files_have_one_view() -> None:
    for data in (b"abc", "abc\n".encode("utf-16") * 90, b"\0" * 900, bytes(range(256)) * 20):
        assert len(list(views(Document("a.log", data)))) == 1
