"""A recording that is cut is scanned, and the report says that it is no valid JSON."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.scanners.wellformed import malformed
from tests.conftest import Done


@pytest.mark.parametrize(("text", "broken"), [('{"log": {}}', False), ('{"log": ', True), ("[" * 100_000, True), ("\ufeff{}", False)])
def test_what_is_valid(text: str, broken: bool) -> None:
    assert bool(malformed(Document("a.har", text.encode()))) is broken


def test_only_formats_that_are_json(tree: Callable[[dict[str, str | bytes]], Path]) -> None:
    assert malformed(Document("tsconfig.json", b"{ // a comment\n}")) == ""
    assert malformed(Document("a.log", b"{")) == ""


def test_a_cut_recording_is_scanned_as_text(tree: Callable[[dict[str, str | bytes]], Path], audit: Callable[..., Done]) -> None:
    done = audit("scan", "--format", "json", str(tree({"a.har": '{"log": {"entries": [{"request": {"headers": [{"name": "api-token", "value": "{{token}}"'})))
    assert done.code == 1
    assert [(note["path"], note["reason"]) for note in done.report["coverage"]["degraded"]] == [("a.har", "no valid JSON: scanned as text")]
    assert fill("{{token}}") not in done.out
