"""The command as its users meet it: codes, streams, formats, errors."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.placeholders import fill
from tests.conftest import Done

Audit = Callable[..., Done]
Tree = Callable[..., Path]
LEAK = {"pay.py": "x = 1\nHELCIM_API_TOKEN = '{{token}}'\n"}


def test_clean_is_zero_and_accounts_for_what_was_read(tree: Tree, audit: Audit) -> None:
    done = audit("scan", str(tree({"a.py": "x = 1\n", "b.md": "hi\n"})))
    assert done.code == 0
    assert "no finding; 2 files (9 B) read." in done.out


def test_findings_are_one(tree: Tree, audit: Audit) -> None:
    done = audit("scan", cwd=tree(LEAK))
    assert done.code == 1
    assert "pay.py:2:21" in done.out
    assert "^^^^" in done.out
    assert "why: " in done.out
    assert "fix: " in done.out


def test_no_line_is_wider_than_a_terminal(tree: Tree, audit: Audit) -> None:
    done = audit("scan", cwd=tree({**LEAK, "wide.json": "{" + '"a": "b", ' * 400 + '"helcim_api_token": "{{token}}"}'}))
    assert max(map(len, done.out.splitlines())) <= 80


def test_no_colour_in_a_pipe_but_on_request(tree: Tree, audit: Audit) -> None:
    root = tree(LEAK)
    assert "\x1b" not in audit("scan", cwd=root).out
    assert "\x1b[1;31m" in audit("scan", "--color", cwd=root).out


@pytest.mark.parametrize(("level", "code"), [("low", 1), ("critical", 1)])
def test_fail_on(tree: Tree, audit: Audit, level: str, code: int) -> None:
    assert audit("scan", "--fail-on", level, cwd=tree(LEAK)).code == code


def test_fail_on_passes_what_is_less_severe(tree: Tree, audit: Audit) -> None:
    root = tree({"a.log": "HELCIM_API_TOKEN={{token|first8}}****\n"})
    assert audit("scan", cwd=root).code == 1
    assert audit("scan", "--fail-on", "critical", cwd=root).code == 0


def test_exit_zero_is_for_findings_only(tree: Tree, audit: Audit) -> None:
    assert audit("scan", "--exit-zero", cwd=tree(LEAK)).code == 0
    assert audit("scan", "--exit-zero", "nothing-here").code == 2


def test_standard_input(audit: Audit) -> None:
    done = audit("scan", "-", "--stdin-name", "x/.env", "--format", "json", stdin=fill("HELCIM_API_TOKEN={{token}}\n").encode())
    assert done.code == 1
    (finding,) = done.report["findings"]
    assert (finding["path"], finding["rule"], finding["origin"]["kind"]) == ("x/.env", "api-token-in-config", "stdin")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scan", "missing.py"], "missing.py: no such file"),
        (["scan", "--staged", "x.py"], "takes no PATH"),
        (["scan", "--format", "yaml"], "Invalid value"),
        (["scan", "--report", "yaml=x"], "FORMAT=FILE"),
        (["scan", "--config", "no.yaml"], "no.yaml: cannot read the configuration"),
        (["scan", "--baseline", "no.json"], "no.json: cannot read the baseline"),
        (["scan", "-", "a.py"], "stands alone"),
        (["rules", "hardcoded-api-tokn"], "did you mean 'hardcoded-api-token'"),
        (["scna"], "No such command"),
    ],
)
def test_wrong_use_is_two_and_one_clear_line(tree: Tree, audit: Audit, arguments: list[str], words: str) -> None:
    done = audit(*arguments, cwd=tree({"a.py": ""}))
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_staged_outside_of_a_repository_is_three(tree: Tree, audit: Audit) -> None:
    done = audit("scan", "--staged", cwd=tree({"a.py": ""}))
    assert done.code == 3
    assert "not inside a git repository" in done.err


def test_what_cannot_be_read_is_three(tree: Tree, audit: Audit) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    root = tree({"a.py": "", "b.py": ""})
    (root / "b.py").chmod(0)
    done = audit("scan", cwd=root)
    assert done.code == 3
    assert "NOT READ" in done.out


def test_outputs_are_written_whole_and_never_through_links(tree: Tree, audit: Audit, tmp_path: Path) -> None:
    root = tree(LEAK)
    target = tmp_path / "r.sarif"
    done = audit("scan", "-o", str(tmp_path / "r.txt"), "--report", f"sarif={target}", "--report", f"json={tmp_path / 'r.json'}", cwd=root)
    assert done.code == 1
    assert done.out == ""
    assert json.loads(target.read_text())["version"] == "2.1.0"
    link = tmp_path / "link"
    link.symlink_to(root / "pay.py")
    refused = audit("scan", "-o", str(link), cwd=root)
    assert refused.code == 2
    assert "symbolic link" in refused.err
    assert "HELCIM" in (root / "pay.py").read_text()
    assert audit("scan", "-o", str(tmp_path / "no" / "dir.txt"), cwd=root).code == 2


def test_a_closed_pipe_ends_quietly(tree: Tree) -> None:
    root = tree({f"{n}.py": LEAK["pay.py"] for n in range(400)})
    first = subprocess.run(f"{sys.executable} -m helcim_audit scan | head -1", shell=True, cwd=root, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in first.stderr
    assert b"Broken" not in first.stderr


def _interruptible() -> None:
    """What a shell started in the background ignores interrupts, and so would its children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupt_says_that_the_results_are_partial(audit: Audit) -> None:
    process = subprocess.Popen([sys.executable, "-m", "helcim_audit", "scan", "-", "--stdin-name", ".env", "--format", "json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_interruptible)
    assert process.stdin is not None
    # More than a pipe holds: once all of it is written, the process is reading.
    process.stdin.write(fill("HELCIM_API_TOKEN={{token}}\n").encode() + b"A=1\n" * 100_000)
    process.stdin.flush()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    report = json.loads(out)
    assert report["complete"] is False
    assert "interrupted" in report["incomplete"][0]["reason"]
    assert b"Traceback" not in err


def test_the_same_bytes_with_any_number_of_workers(tree: Tree, audit: Audit) -> None:
    root = tree({f"d{n % 7}/{n}.env": f"A={n}\nHELCIM_API_TOKEN={{{{token{n % 5 or ''}}}}}\n" for n in range(500)})
    outs = {audit("scan", "--format", "json", "-j", str(jobs), cwd=root).out for jobs in (1, 2, 3)}
    assert len(outs) == 1
    assert len(json.loads(outs.pop())["findings"]) == 500


def test_paths_are_relative_to_the_scanned_root(tree: Tree, audit: Audit) -> None:
    root = tree({"sub/.env": "HELCIM_API_TOKEN={{token}}\n"})
    assert audit("scan", str(root), "--format", "json").report["findings"][0]["path"] == "sub/.env"
    assert audit("scan", "sub/.env", "--format", "json", cwd=root).report["findings"][0]["path"] == "sub/.env"


def test_one_token_in_many_places_is_one_token(tree: Tree, audit: Audit) -> None:
    report = audit("scan", "--format", "json", cwd=tree({".env": "HELCIM_API_TOKEN={{token}}\n", "a.md": "`{{token}}` and {{token2}}\n"})).report
    assert [(row["findings"], row["kind"]) for row in report["tokens"]] == [(2, "api-token"), (1, "api-token")]


def test_public_names_are_reported_where_they_are_defined(tree: Tree, audit: Audit) -> None:
    both = audit("scan", "--format", "json", cwd=tree({".env": "VITE_HELCIM_API_TOKEN=x\n", "src/a.ts": "import.meta.env.VITE_HELCIM_API_TOKEN\n"})).report
    assert [finding["path"] for finding in both["findings"]] == [".env"]


def test_a_path_that_is_itself_a_secret(tree: Tree, audit: Audit) -> None:
    token = fill("{{token}}")
    done = audit("scan", "--format", "json", cwd=tree({f"x/{token}.txt": "nothing\n"}))
    assert done.rules == ["api-token-in-metadata"]
    assert token[:-4] not in done.out


def test_control_characters_of_names_do_not_reach_the_terminal(tree: Tree, audit: Audit) -> None:
    done = audit("scan", cwd=tree({"a\x1b[31m\u202e.env": "HELCIM_API_TOKEN={{token}}\n"}))
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert done.code == 1


def test_rules_are_listed_and_explained(audit: Audit) -> None:
    assert "hardcoded-api-token" in audit("rules").out
    assert "why:" in audit("rules", "hardcoded-api-token").out
    assert audit("rules", "check").code == 0


def test_a_users_rule_takes_part(tree: Tree, audit: Audit) -> None:
    from tests.test_rules import VALID

    root = tree({"own.yaml": VALID, ".helcim-audit.yaml": "rules: [own.yaml]\nexclude: [own.yaml]\n", "a.txt": "see acme_0a1b2c3d\n"})
    done = audit("scan", "--format", "json", cwd=root)
    assert done.rules == ["acme-key"]
