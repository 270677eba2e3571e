"""Files as people write them stay valid when they are redacted, and nothing is found in them afterwards."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.redaction.text import Redactor

SAMPLES = Path(__file__).parent.parent / "samples"
_PARSERS: dict[str, Callable[[str], Any]] = {
    ".json": json.loads,
    ".har": json.loads,
    ".yaml": lambda text: list(yaml.safe_load_all(text)),
    ".yml": lambda text: list(yaml.safe_load_all(text)),
    ".toml": tomllib.loads,
    ".py": lambda text: compile(text, "sample", "exec", dont_inherit=True),
}


def _parses(path: Path, text: str) -> bool:
    try:
        _PARSERS[path.suffix](text)
    except (ValueError, yaml.YAMLError, SyntaxError):
        return False
    return True


@pytest.mark.parametrize("part", ["payloads", "config", "robustness"])
def test_samples(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helcim_audit.redaction.text.token_id", lambda value, salt: "tok")  # its slowness is not the subject
    admits = Prefilter().admits
    count = 0
    for path in sorted((SAMPLES / part).rglob("*")):
        if "tree" not in path.parts or not path.is_file():
            continue
        try:
            text = fill(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
        if not admits(text.encode()):
            continue
        redactor = Redactor()
        name = path.relative_to(SAMPLES).as_posix()
        masked = redactor.document(Document(name, text.encode())).decode()
        count += redactor.found.count
        assert not redactor.sees(Document(name, masked.encode())), name
        assert len(masked) == len(text), name
        assert masked.count("\n") == text.count("\n"), name
        if path.suffix in _PARSERS and _parses(path, text):
            assert _parses(path, masked), name
    assert count > 20
