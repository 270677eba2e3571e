"""The library: what it promises in docs/library.md, and that importing it costs nothing."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import helcim_audit
from helcim_audit.placeholders import fill

ROOT = Path(__file__).parent.parent
TOKEN = fill("{{token}}")


def test_the_examples_of_the_documentation_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False, globs={"leaked": TOKEN})
    assert done.attempted > 15
    assert done.failed == 0


def test_importing_loads_nothing() -> None:
    code = "import sys, helcim_audit; print(sorted(name for name in sys.modules if name.startswith('helcim_audit.')), 'click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[] False"


def test_every_public_name_is_there_and_no_other() -> None:
    assert set(helcim_audit.__all__) <= set(dir(helcim_audit))
    for name in helcim_audit.__all__:
        assert getattr(helcim_audit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = helcim_audit.nothing


def test_bytes_in_any_encoding() -> None:
    for encoding in ("utf-8", "utf-16", "utf-32-le"):
        (finding,) = helcim_audit.scan_text(f"HELCIM_API_TOKEN={TOKEN}\n".encode(encoding), ".env").findings
        assert finding.rule == "api-token-in-config"


def test_options_reach_the_scan(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"# helcim-audit: ignore[hardcoded-api-token] known\nHELCIM_API_TOKEN = '{TOKEN}'\n")
    (hidden,) = helcim_audit.scan(tmp_path).findings
    assert hidden.suppressed is not None
    (shown,) = helcim_audit.scan(tmp_path, no_ignores=True).findings
    assert shown.suppressed is None
    with pytest.raises(helcim_audit.AuditError, match=r"no.yaml"):
        helcim_audit.scan(tmp_path, config=tmp_path / "no.yaml")


def test_it_is_typed() -> None:
    assert (Path(helcim_audit.__file__).parent / "py.typed").exists()
