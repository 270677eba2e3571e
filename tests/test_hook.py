"""The hook, as git and the real `pre-commit` run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from helcim_audit.placeholders import fill
from tests.conftest import GIT_ENV, Done

ROOT = Path(__file__).parent.parent
Audit = Callable[..., Done]
Git = Callable[..., str]
LEAK = fill("HELCIM_API_TOKEN={{token}}\n")


def test_a_clean_commit_passes_without_loading_anything_heavy(repository: Path, git: Git) -> None:
    (repository / "a.py").write_text("x = 1\n")
    git("add", "-A")
    code = "import sys; sys.argv = ['x', 'scan', '--staged']\nfrom helcim_audit.__main__ import main\nmain()\nprint(sorted({'click', 'libcst', 'yaml', 'subprocess', 'dataclasses', 'json', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=repository, capture_output=True, text=True, timeout=60, check=True)
    line, modules = done.stdout.splitlines()
    assert line == "no finding; 1 file (6 B) read."
    assert modules == "[]"


def test_the_fast_and_the_full_answer_are_the_same(repository: Path, git: Git, audit: Audit) -> None:
    (repository / "a.py").write_text("x = 1\n")
    git("add", "-A")
    fast = audit("scan", "--staged", cwd=repository)
    full = audit("scan", "--staged", "--format", "text", cwd=repository)
    assert (fast.code, fast.out) == (full.code, full.out) == (0, "no finding; 1 file (6 B) read.\n")


def test_only_what_the_commit_adds_blocks(repository: Path, git: Git, audit: Audit) -> None:
    (repository / ".env").write_text(LEAK)
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 1
    git("commit", "-qm", "leak")
    (repository / ".env").write_text(LEAK + "PORT=1\n")
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 0


def test_what_is_not_staged_does_not_block(repository: Path, git: Git, audit: Audit) -> None:
    (repository / "a.txt").write_text("x\n")
    git("add", "-A")
    (repository / "a.txt").write_text("x\n" + LEAK)
    assert audit("scan", "--staged", cwd=repository).code == 0


def test_policy_counts_for_the_hook(repository: Path, git: Git, audit: Audit) -> None:
    (repository / ".helcim-audit.yaml").write_text("ignore:\n  - {rule: api-token-in-config, path: .env, reason: revoked}\n")
    (repository / ".env").write_text(LEAK)
    git("add", "-A")
    done = audit("scan", "--staged", "--format", "json", cwd=repository)
    assert done.code == 0
    assert done.report["findings"][0]["suppressed"]["by"] == "config"


def test_a_script_that_is_looked_at_again_is_judged_by_what_is_added(repository: Path, git: Git, audit: Audit) -> None:
    """The program analysis reads the whole file; the hook still speaks of the commit only."""
    (repository / "app.js").write_text(fill("'use client';\nconst token = '{{token}}';\nfetch('https://api.helcim.com/v2/x', {headers: {'api-token': token}});\n"))
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 1
    git("commit", "-qm", "old")
    (repository / "app.js").write_text((repository / "app.js").read_text() + "export const a = 1;\n")
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 0


def test_an_old_ignore_does_not_hide_another_secret(repository: Path, git: Git, audit: Audit) -> None:
    note = "# helcim-audit: ignore[api-token-in-config] revoked\n"
    (repository / ".env").write_text(note + LEAK)
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 0
    git("commit", "-qm", "accepted")
    (repository / ".env").write_text("# moved\n" + note + LEAK.rstrip() + " \n")
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 0
    (repository / ".env").write_text(note + fill("HELCIM_API_TOKEN={{token2}}\n"))
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 1


def test_a_change_is_seen_with_the_programs_that_it_has_to_do_with(repository: Path, git: Git, audit: Audit) -> None:
    """It says nothing of Helcim itself: one prints what another file holds, one prints all that it is given."""
    (repository / "settings.py").write_text("import os\n\nKEY = os.environ['HELCIM_API_TOKEN']\n")
    (repository / "pay.py").write_text("from settings import KEY\nfrom notes import note\n\nnote('helcim', KEY)\n")
    (repository / "notes.py").write_text("def note(name, value):\n    pass\n")
    git("add", "-A")
    git("commit", "-qm", "before")
    (repository / "check.py").write_text("import settings\n\nprint(len(settings.KEY))\n")
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 0
    (repository / "check.py").write_text("import settings\n\nprint(settings.KEY)\n")
    git("add", "-A")
    done = audit("scan", "--staged", cwd=repository)
    assert (done.code, "api-token-logged" in done.out, "check.py:3" in done.out) == (1, True, True)
    git("rm", "-qf", "check.py")
    (repository / "notes.py").write_text("def note(name, value):\n    print(name, value)\n")
    git("add", "-A")
    done = audit("scan", "--staged", cwd=repository)
    assert (done.code, "api-token-logged" in done.out, "notes.py:2" in done.out) == (1, True, True)


@pytest.fixture
def hooked(repository: Path, git: Git, tmp_path: Path) -> Callable[[str], Done]:
    """Commit with the real pre-commit installed, each hook run by the `entry` line of the manifest."""
    pytest.importorskip("pre_commit")
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    hooks = [{**hook, "language": "system", "entry": hook["entry"].replace("helcim-audit", f"{sys.executable} -m helcim_audit", 1)} for hook in manifest]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    env = {**os.environ, **GIT_ENV, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=repository, env=env, check=True, capture_output=True)
    git("add", ".pre-commit-config.yaml")

    def commit(message: str) -> Done:
        done = subprocess.run(["git", "commit", "-m", message], cwd=repository, env=env, capture_output=True, text=True, timeout=120, check=False)
        return Done(done.returncode, done.stdout, done.stderr)

    return commit


def test_pre_commit_passes_blocks_and_tells_what_to_do(repository: Path, git: Git, hooked: Callable[[str], Done]) -> None:
    (repository / "a.py").write_text("x = 1\n")
    git("add", "a.py")
    clean = hooked("clean")
    assert clean.code == 0, clean.err
    (repository / ".env").write_text(LEAK)
    git("add", ".env")
    blocked = hooked("leak")
    assert blocked.code == 1
    assert "api-token-in-config" in blocked.err
    assert "Generate a new token" in blocked.err
    assert LEAK[20:60] not in blocked.err + blocked.out


def test_pre_commit_with_a_partly_staged_file(repository: Path, git: Git, hooked: Callable[[str], Done]) -> None:
    (repository / "a.txt").write_text("one\n")
    git("add", "a.txt")
    (repository / "a.txt").write_text("one\n" + LEAK)
    assert hooked("only the clean part").code == 0
    git("add", "a.txt")
    (repository / "a.txt").write_text("one\n")
    assert hooked("the leak is staged").code == 1


def test_the_linked_manifest_is_the_manifest() -> None:
    link = ROOT / "pre-commit-hooks.yaml"
    assert link.is_symlink()
    assert link.read_bytes() == (ROOT / ".pre-commit-hooks.yaml").read_bytes()
