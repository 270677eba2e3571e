"""The command line inside of this process: what it wires together, command by command."""

import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from helcim_audit import __main__, cli
from helcim_audit.errors import AuditError, UnreadableError
from helcim_audit.placeholders import fill
from tests.answers import ACTIVE, REFUSED, serving

TOKEN = fill("{{token}}")
Tree = Callable[..., Path]
LEAK = {"pay.py": "HELCIM_API_TOKEN = '{{token}}'\n"}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the console script's function with arguments; (code, standard output, standard error)."""

    def call(*arguments: str, start: Callable[[], None] = cli.entry) -> tuple[int, str, str]:
        monkeypatch.setattr(signal, "signal", lambda *_: None)  # of this process, whose handlers are pytest's
        monkeypatch.setattr(sys, "argv", ["helcim-audit", *arguments])
        code = 0
        try:
            start()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_scan(tree: Tree, run: Run, tmp_path: Path) -> None:
    root = str(tree(LEAK))
    code, out, _ = run("scan", root, "--report", f"json={tmp_path / 'r.json'}")
    assert (code, "hardcoded-api-token" in out) == (1, True)
    assert json.loads((tmp_path / "r.json").read_text())["findings"][0]["path"] == "pay.py"
    assert run("scan", root, "-o", str(tmp_path / "r.txt"), "--exit-zero")[:2] == (0, "")
    assert run("scan", root, "--format", "jsonl")[1].splitlines()[-1].startswith('{"type": "summary"')
    assert "\x1b[1;31mCRITICAL" in run("scan", root, "--color")[1]


def test_scans_that_exclude_each_other(tree: Tree, run: Run) -> None:
    root = str(tree(LEAK))
    for arguments, words in (
        (["--staged", root], "takes no PATH"),
        (["--staged", "--history"], "different scans"),
        (["--history", "", root, root], "one repository"),
        (["--report", "xml=x"], "FORMAT=FILE"),
    ):
        code, _, err = run("scan", *arguments)
        assert code == 2
        assert words in err


def test_rules(run: Run, tmp_path: Path) -> None:
    from tests.test_rules import VALID

    assert "hardcoded-api-token" in run("rules")[1]
    assert "why:" in run("rules", "hardcoded-api-token")[1]
    assert run("rules", "a", "b")[0] == 2
    assert run("rules", "check")[0] == 0
    own = tmp_path / "own.yaml"
    own.write_text(VALID.replace("finds: 1", "finds: 3"))
    assert run("rules", "check", str(own))[0] == 2
    assert "[[rules]]" in run("rules", "export", "--to", "gitleaks")[1]
    assert "needs --to" in run("rules", "export")[2]
    assert "belongs to" in run("rules", "--to", "gitleaks")[2]


def test_baseline(tree: Tree, run: Run) -> None:
    code, out, _ = run("baseline", "create", str(tree(LEAK)))
    assert code == 0
    assert "1 finding accepted" in out


def test_verify(run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    from helcim_audit.liveness import Pace

    monkeypatch.setattr(Pace, "wait", lambda self: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{TOKEN}\n".encode())))
    with serving(ACTIVE) as served:
        code, out, _ = run("verify", "--base-url", served.url)
        assert (code, out.startswith("ACTIVE")) == (1, True)
        monkeypatch.setenv("SHOP_TOKEN", TOKEN)
        assert json.loads(run("verify", "--env", "SHOP_TOKEN", "--format", "json", "--base-url", served.url)[1])["tokens"][0]["state"] == "active"
    with serving(REFUSED) as served:
        code, out, err = run("verify", "--from-scan", str(tree(LEAK)), "--base-url", served.url)
    assert (code, out.startswith("REFUSED"), "at pay.py:1" in out, err) == (0, True, True, "1 secret found\n")
    code, _, err = run("verify", TOKEN)
    assert (code, TOKEN in err, "never an argument" in err) == (2, False, True)
    assert run("verify", "--env", "A", "--from-scan", ".")[0] == 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert "holds no token" in run("verify")[2]


def test_verify_asks_at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    monkeypatch.setattr(click, "prompt", lambda *_, **options: TOKEN if options["hide_input"] else "")
    with serving(REFUSED) as served:
        assert run("verify", "--base-url", served.url)[1].startswith("REFUSED")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (AuditError(f"bad {TOKEN}", path="a", line=3, hint="mend it"), 2, "helcim-audit: a:3: bad ****"),
        (UnreadableError("no repository"), 3, "no repository"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.exceptions.Abort(), 130, "interrupted"),
        (OSError(28, "No space left on device"), 2, "no space left"),
    ],
    ids=["audit", "unreadable", "interrupt", "abort", "full"],
)
def test_errors_are_lines_with_the_products_codes(run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli.main, "main", fail)
    got, _, err = run("scan")
    assert got == code
    assert words.replace("****", "*" * 60) in err
    assert TOKEN not in err


def test_other_errors_of_the_system_are_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(cli.main, "main", fail)
    with pytest.raises(OSError, match="Input/output"):
        run("scan")


def test_progress_is_a_line_on_a_terminal_and_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    assert cli._progress().__enter__() is None
    terminal = type("Terminal", (io.StringIO,), {"isatty": lambda self: True})()
    monkeypatch.setattr(sys, "stderr", terminal)
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with cli._progress() as show:
        show(1, 10)
        assert terminal.getvalue() == ""
        now[0] = 1.0
        show(7, 2_000_000)
        assert "reading: 7 files, 2 MB" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert cli._paints()
    monkeypatch.setenv("TERM", "dumb")
    assert not cli._paints()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not cli._paints()


def test_an_interrupt_while_modules_load_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "entry", interrupt)
    assert run("scan", start=__main__.main) == (130, "", "helcim-audit: interrupted before anything was read\n")


def test_the_hooks_plain_call_is_answered_at_once(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.delitem(os.environ, "GIT_DIR", raising=False)
    code, out, _ = run("scan", "--staged", start=__main__.main)
    assert (code, out) == (0, "no finding; 0 files (0 B) read.\n")
    assert run("rules", start=__main__.main)[0] == 0
