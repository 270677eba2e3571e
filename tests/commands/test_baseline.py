"""`baseline create`: what is there today is accepted, and nothing is accepted unread."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.commands.baseline import Place, create
from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import AuditError
from helcim_audit.model import Coverage, Report, Skipped

Tree = Callable[..., Path]


def test_what_is_accepted_no_longer_fails(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.env": "HELCIM_API_TOKEN={{token}}\n"})
    place = Place(str(root))
    assert create(place) == 1
    assert place.target == str(root / ".helcim-audit-baseline.json")
    outcome = scan(Request(paths=(str(root),)))
    assert outcome.exit_code == 0
    assert [found.suppressed is not None and found.suppressed.by for found in outcome.report.findings] == ["baseline"]
    monkeypatch.chdir(root)
    assert Place("a.env").target == "./.helcim-audit-baseline.json"
    assert create(Place("a.env", "elsewhere.json")) == 1
    assert (root / "elsewhere.json").exists()


@pytest.mark.parametrize("unread", [(Skipped("no.py", "Permission denied", True),), ()])
def test_a_partial_run_writes_none(tree: Tree, monkeypatch: pytest.MonkeyPatch, unread: tuple[Skipped, ...]) -> None:
    from helcim_audit.commands import baseline
    from helcim_audit.commands.scan import Outcome

    monkeypatch.setattr(baseline, "scan", lambda request: Outcome(Report((), Coverage(), unread, interrupted=not unread), 3, ""))
    root = tree({"a.py": ""})
    with pytest.raises(AuditError, match="no baseline was written"):
        create(Place(str(root)))
    assert not (root / ".helcim-audit-baseline.json").exists()
