"""`baseline create`: what is there today is accepted, and nothing is accepted unread."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.commands.baseline import create
from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import AuditError
from helcim_audit.model import Coverage, Report, Skipped

Tree = Callable[..., Path]


def test_what_is_accepted_no_longer_fails(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.env": "HELCIM_API_TOKEN={{token}}\n"})
    count, target = create(str(root), None, None)
    assert (count, target) == (1, str(root / ".helcim-audit-baseline.json"))
    outcome = scan(Request(paths=(str(root),)))
    assert outcome.exit_code == 0
    assert [found.suppressed is not None and found.suppressed.by for found in outcome.report.findings] == ["baseline"]
    (root / "b.env").write_text((root / "a.env").read_text().replace("API_TOKEN", "TOKEN"))
    assert create(str(root), None, None)[0] >= 1
    monkeypatch.chdir(root)
    assert create("a.env", None, None)[1] == "./.helcim-audit-baseline.json"


@pytest.mark.parametrize("unread", [(Skipped("no.py", "Permission denied", True),), ()])
def test_a_partial_run_writes_none(tree: Tree, monkeypatch: pytest.MonkeyPatch, unread: tuple[Skipped, ...]) -> None:
    from helcim_audit.commands import baseline
    from helcim_audit.commands.scan import Outcome

    monkeypatch.setattr(baseline, "scan", lambda request: Outcome(Report((), Coverage(), unread, interrupted=not unread), 3, ""))
    root = tree({"a.py": ""})
    with pytest.raises(AuditError, match="no baseline was written"):
        create(str(root), None, None)
    assert not (root / ".helcim-audit-baseline.json").exists()
