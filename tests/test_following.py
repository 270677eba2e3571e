"""Do workers that share the programs of a tree find what one alone finds?"""

import datetime
from pathlib import Path

import pytest

from helcim_audit import following
from helcim_audit.engine import Settings, run
from helcim_audit.placeholders import fill
from helcim_audit.rules import load
from helcim_audit.sources.files import select
from tests.score import SAMPLES, write_project

HOLDER = "module Keys\n  HELCIM = '{{legacy25}}'\nend\n"
USER = "class Pay\n  def go\n    HTTParty.get('https://api.helcim.com/v2/invoices', headers: { 'api-token' => Keys::HELCIM })\n  end\nend\n"


def findings(root: Path, jobs: int) -> list[str]:
    report = run(select([str(root)], no_ignore=True), Settings(load(), datetime.date(2026, 1, 1), jobs=jobs))
    return sorted(f"{one.path}:{one.start.line} {one.rule} {one.side} {one.fingerprint} {one.trace}" for one in report.findings)


@pytest.fixture(autouse=True)
def _always_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "WORTH_SHARING", 0)


@pytest.mark.parametrize("part", ["languages", "client-side"])
def test_shares(part: str, tmp_path: Path) -> None:
    for project in sorted((SAMPLES / part).iterdir())[:40]:
        write_project(project, tmp_path / project.name, {})
    alone = findings(tmp_path, 1)
    assert alone
    assert findings(tmp_path, 3) == alone


def test_a_program_that_shows_something_in_another(tmp_path: Path) -> None:
    for name, text in (("one/lib/keys.rb", HOLDER), ("two/lib/pay.rb", USER), ("three/lib/other.rb", USER.replace("Pay", "Other"))):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(fill(text))
    alone = findings(tmp_path, 1)
    assert any(line.startswith("one/lib/keys.rb:2 hardcoded-api-token") for line in alone)
    assert findings(tmp_path, 2) == alone
