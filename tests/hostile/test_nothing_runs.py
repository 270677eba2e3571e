"""Whatever a repository configures, nothing of it runs, and nothing of it hides a secret."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from helcim_audit.commands.baseline import Place, create
from helcim_audit.commands.doctor import examine
from helcim_audit.commands.incident import Wanted, investigate
from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import UnreadableError
from helcim_audit.placeholders import fill
from helcim_audit.secrets import token_id
from tests.sources.repository import Repository

TOKEN = fill("{{token}}")
LEAK = f"x = 1\nHELCIM_API_TOKEN = '{TOKEN}'\n"
HOOKS = ("applypatch-msg", "fsmonitor-watchman", "post-checkout", "post-index-change", "post-merge", "pre-auto-gc", "pre-commit", "reference-transaction", "proc-receive", "update")
PROGRAMS = (
    "core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy", "core.alternateRefsCommand", "credential.helper", "diff.external",
    "diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "merge.evil.driver", "gpg.program", "gpg.ssh.program",
    "interactive.diffFilter", "pager.cat-file", "pager.diff-tree", "pager.rev-list", "remote.origin.uploadpack", "remote.origin.vcs", "sequence.editor", "uploadpack.packObjectsHook",
    "alias.cat-file", "alias.rev-list", "alias.diff-tree", "alias.ls-files", "alias.ls-tree", "alias.for-each-ref", "trailer.evil.command", "init.templateDir", "man.viewer",
)  # fmt: skip


class Trap:
    """A repository with a leak in its history, its index and its work tree, and a witness that tells whether anything ran."""

    def __init__(self, folder: Path) -> None:
        self.witness = folder / "ran"
        self.script = folder / "evil.sh"
        self.script.write_text(f"#!/bin/sh\ntouch '{self.witness}'\ncat\n")
        self.script.chmod(0o755)
        self.repo = Repository(folder / "tree")
        self.repo.write("pay.py", LEAK)
        self.repo.commit("leak")
        self.repo.write("staged.py", LEAK)
        self.repo("add", "staged.py")

    def check(self) -> None:
        """Every way to scan finds the leak, and nothing ran."""
        root = str(self.repo.root)
        for request in (Request((root,)), Request((root,), history=""), Request((root,), history="HEAD~1..HEAD"), Request((root,), diff="HEAD~1")):
            assert any(found.secret for found in scan(request).report.findings), request
        before = os.getcwd()
        os.chdir(root)
        try:
            assert [found.path for found in scan(Request(staged=True)).report.findings] == ["staged.py"]
        finally:
            os.chdir(before)
        assert investigate(Wanted(name=token_id(TOKEN)), root).past
        examine(root)
        create(Place(root))
        assert not self.witness.exists()


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


def test_every_program_that_can_be_configured(trap: Trap) -> None:
    for name in PROGRAMS:
        trap.repo("config", name, f"!{trap.script}" if name.startswith("alias.") else str(trap.script))
    trap.repo("config", "filter.evil.required", "true")
    trap.repo("config", "core.hooksPath", str(trap.script.parent / "hooks"))
    for folder in (trap.script.parent / "hooks", trap.repo.root / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for hook in HOOKS:
            shutil.copy(trap.script, folder / hook)
    (trap.repo.root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil binary -diff working-tree-encoding=utf-16\n")
    (trap.repo.root / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil export-ignore\n")
    trap.check()


def test_an_included_configuration(trap: Trap) -> None:
    (trap.repo.root / "more").write_text(f"[core]\n\tfsmonitor = {trap.script}\n\tsshCommand = {trap.script}\n[diff]\n\texternal = {trap.script}\n")
    trap.repo("config", "include.path", "../more")
    trap.repo("config", "includeIf.gitdir:/.path", "../more")
    trap.check()


def test_submodules(trap: Trap) -> None:
    head = trap.repo("rev-parse", "HEAD")
    trap.repo.write(".gitmodules", f'[submodule "m"]\n\tpath = m\n\turl = ext::sh -c {trap.script}\n\tupdate = !{trap.script}\n[submodule "../../x"]\n\tpath = x\n\turl = --upload-pack={trap.script}\n')
    trap.repo("update-index", "--add", "--cacheinfo", f"160000,{head},m")
    trap.repo("config", "submodule.m.url", f"ext::sh -c {trap.script}")
    trap.repo("config", "submodule.recurse", "true")
    trap.repo("add", ".gitmodules")
    trap.repo("commit", "-q", "-m", "modules")
    trap.repo("add", "staged.py")
    root = str(trap.repo.root)
    for request in (Request((root,)), Request((root,), history=""), Request((root,), diff="HEAD~1")):
        report = scan(request).report
        assert any(found.secret for found in report.findings)
        assert any("submodule" in note.reason for note in report.coverage.skipped)
    assert not trap.witness.exists()


def test_a_partial_clone_that_would_fetch(trap: Trap, tmp_path: Path) -> None:
    trap.repo("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    trap.repo("clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{trap.repo.root}", str(clone))
    for name in ("remote.origin.uploadpack", "core.sshCommand", "core.gitProxy"):
        trap.repo("-C", str(clone), "config", name, str(trap.script))
    for url in (f"file://{trap.repo.root}", f"ext::sh -c {trap.script}", f"ssh://-oProxyCommand={trap.script}/x", "http://127.0.0.1:9/x"):
        trap.repo("-C", str(clone), "config", "remote.origin.url", url)
        assert not scan(Request((str(clone),), history="")).report.complete
        with pytest.raises(UnreadableError, match="partial clone"):
            scan(Request((str(clone),), diff="HEAD~1"))
    assert not trap.witness.exists()


def test_a_git_file_that_leads_elsewhere(trap: Trap, tmp_path: Path) -> None:
    """`.git` is a file or a link: the repository that it names is read by the same rules."""
    trap.repo("config", "core.fsmonitor", str(trap.script))
    for kind in ("file", "link"):
        place = tmp_path / kind
        place.mkdir()
        (place / "own.env").write_text(f"HELCIM_API_TOKEN={TOKEN}\n")
        if kind == "file":
            (place / ".git").write_text(f"gitdir: {trap.repo.root / '.git'}\n")
        else:
            (place / ".git").symlink_to(trap.repo.root / ".git")
        assert "own.env" in {found.path for found in scan(Request((str(place),))).report.findings}
        assert scan(Request((str(place),), history="")).report.findings
    (tmp_path / "nowhere").mkdir()
    (tmp_path / "nowhere" / ".git").write_text("gitdir: /does/not/exist\n")
    with pytest.raises(UnreadableError):
        scan(Request((str(tmp_path / "nowhere"),), history=""))
    assert not trap.witness.exists()


def test_a_bare_repository_inside_of_a_tree(trap: Trap) -> None:
    """Its configuration counts for nobody who merely stands in it, and its files are read as files."""
    inside = trap.repo.root / "vendor" / "x.git"
    trap.repo("init", "-q", "--bare", str(inside))
    trap.repo("-C", str(inside), "config", "core.fsmonitor", str(trap.script))
    trap.repo("-C", str(inside), "config", "core.worktree", str(trap.repo.root))
    (inside / "notes.env").write_text(f"HELCIM_API_TOKEN={TOKEN}\n")
    report = scan(Request((str(trap.repo.root),))).report
    assert "vendor/x.git/notes.env" in {found.path for found in report.findings}
    assert not scan(Request((str(inside),), history="")).report.complete  # it is empty, which is said
    assert not trap.witness.exists()


def test_a_work_tree_elsewhere(trap: Trap, tmp_path: Path) -> None:
    """core.worktree leads git out of the directory that was named; what is named is read all the same."""
    (tmp_path / "other").mkdir()
    trap.repo("config", "core.worktree", str(tmp_path / "other"))
    assert scan(Request((str(trap.repo.root),), history="")).report.findings
    assert {"pay.py", "staged.py"} <= {found.path for found in scan(Request((str(trap.repo.root),))).report.findings}
    assert not trap.witness.exists()


def test_variables_of_the_environment(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_PAGER", "GIT_EDITOR", "GIT_PROXY_COMMAND", "GIT_TRACE_SETUP"):
        monkeypatch.setenv(name, str(trap.script))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(trap.script))
    trap.check()


def test_the_witness_tells(trap: Trap) -> None:
    """The trap is one: git itself, asked without care, runs it."""
    trap.repo("config", "core.fsmonitor", str(trap.script))
    subprocess.run(["git", "status"], cwd=trap.repo.root, capture_output=True, check=False)
    assert trap.witness.exists()
