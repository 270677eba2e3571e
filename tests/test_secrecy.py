"""No output of any kind holds more of a secret than its last four characters."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.reports import FORMATS
from tests.conftest import Done
from tests.score import content, parts, samples

NAMES = ["token", *(f"token{n}" for n in range(2, 7)), "damaged57", "other", "legacy25", "verifier", "jskey", "secrettoken", "partner"]


def pieces(value: str) -> set[str]:
    """Every run of eight characters that is not wholly in the last four."""
    return {value[i : i + 8] for i in range(len(value) - 8)}


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All labelled samples as one tree."""
    root = tmp_path_factory.mktemp("leaky")
    for part in parts():
        for number, sample in enumerate(samples(part)):
            path = root / part / str(number) / sample["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content(sample))
    return root


@pytest.mark.parametrize("form", FORMATS)
def test_reports(leaky: Path, audit: Callable[..., Done], form: str) -> None:
    done = audit("scan", "--no-ignore", "--format", form, str(leaky))
    assert done.code == 1
    text = done.out + done.err
    for name in NAMES:
        value = fill(f"{{{{{name}}}}}")
        for seen in (value, base64.b64encode(value.encode()).decode(), value.encode().hex()):
            leaked = sorted(piece for piece in pieces(seen) if piece in text)
            assert not leaked, f"{form} shows {len(leaked)} pieces of {name}"


def test_baselines(leaky: Path, audit: Callable[..., Done], tmp_path: Path) -> None:
    target = tmp_path / "baseline.json"
    audit("baseline", "create", str(leaky), "-o", str(target))
    text = target.read_text()
    for name in NAMES:
        assert not any(piece in text for piece in pieces(fill(f"{{{{{name}}}}}")))


def test_errors_of_broken_files(tree: Callable[..., Path], audit: Callable[..., Done]) -> None:
    for name, text in ((".helcim-audit.yaml", "fail-on: '{{token}}'\nx: [{{token2}}"), (".helcim-audit-baseline.json", "{{token}}")):
        done = audit("scan", cwd=tree({name: text}))
        assert done.code == 2
        assert fill("{{token}}")[:12] not in done.err + done.out
        assert fill("{{token2}}")[:12] not in done.err + done.out
        (tree({}) / name).unlink()
