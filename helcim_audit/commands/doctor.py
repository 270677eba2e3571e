"""What is wrong with the set-up, and which command mends it?"""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from typing import Literal

from helcim_audit import __version__
from helcim_audit.commands.scan import Request, policy
from helcim_audit.errors import AuditError
from helcim_audit.lazy import regex
from helcim_audit.policy import baseline as baselines
from helcim_audit.sources.git import GitError, configured, run, top_level
from helcim_audit.sources.graph import worktrees
from helcim_audit.sources.survey import is_partial

State = Literal["ok", "note", "wrong"]
_OLDEST_GIT = (2, 31)
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`mend`: a command, or "" where there is nothing to do."""

    name: str
    state: State
    text: str
    mend: str = ""


def examine(path: str) -> list[Diagnosis]:
    """Look at the set-up of the tree at `path`. Nothing is changed."""
    found = list(_versions())
    try:
        top = top_level(path)
    except GitError as error:
        return [*found, Diagnosis("repository", "wrong", error.message, _command(error.hint or ""))]
    root = os.fsdecode(top) if top else path
    if top is None:
        found.append(Diagnosis("repository", "note", f"{path} is in no work tree of git: hooks and history do not apply"))
    else:
        found += [*_clone(root), *_hooks(root), *_worktrees(root)]
    found += [*_environment_files(root, top is not None), *_docker(root), *_policy(root)]
    return found


def render(found: list[Diagnosis]) -> str:
    """For a terminal: a line each, and the command below it."""
    lines = []
    for one in found:
        lines.append(f"{one.state:<5}  {one.name}: {one.text}")
        if one.mend:
            lines.append(f"       mend: {one.mend}")
    wrong = sum(one.state == "wrong" for one in found)
    lines.append(f"{wrong} thing{'s' if wrong != 1 else ''} to mend." if wrong else "Nothing to mend.")
    return "\n".join(lines) + "\n"


def _command(hint: str) -> str:
    return hint.partition("run: ")[2] or hint


def _versions() -> Iterator[Diagnosis]:
    try:
        said = run(["version"], ".").decode()
    except GitError as error:
        yield Diagnosis("versions", "wrong", error.message, error.hint or "")
        return
    numbers = re.search(r"(\d+)\.(\d+)", said)
    text = f"helcim-audit {__version__}, Python {sys.version_info[0]}.{sys.version_info[1]}, {said.strip()}"
    if numbers and (int(numbers[1]), int(numbers[2])) < _OLDEST_GIT:
        yield Diagnosis("versions", "wrong", f"{text}: this git is too old", "install git 2.31 or later")
    else:
        yield Diagnosis("versions", "ok", text)


def _clone(root: str) -> Iterator[Diagnosis]:
    if run(["rev-parse", "--is-shallow-repository"], root).strip() == b"true":
        yield Diagnosis("clone", "note", "shallow: `scan --history` cannot see what came before", "git fetch --unshallow")
    if is_partial(root):
        yield Diagnosis("clone", "note", "partial: `scan --history` sees only what was fetched", "git fetch --refetch --no-filter")


# --- hooks ---------------------------------------------------------------------------------------------


def _hooks(root: str) -> Iterator[Diagnosis]:
    common = os.path.join(root, os.fsdecode(run(["rev-parse", "--git-common-dir"], root).rstrip(b"\n")))
    usual = os.path.join(common, "hooks")
    setting = configured("core.hooksPath", root)
    folder = os.path.join(root, os.path.expanduser(setting[1])) if setting else usual
    if shutil.which("helcim-audit") is None:
        yield Diagnosis("command", "note", "helcim-audit is not on PATH here; a hook that is no part of pre-commit needs it there", "pipx install helcim-audit")
    hook = os.path.join(folder, "pre-commit")
    shown = os.path.relpath(hook, root)
    if setting and not _runs_us(hook, root) and _runs_us(os.path.join(usual, "pre-commit"), root):
        where = {"global": "--global ", "system": "--system ", "worktree": "--worktree "}.get(setting[0], "")
        text = f"installed, but shadowed: core.hooksPath ({setting[0]}) makes git look in {setting[1]} instead"
        yield Diagnosis("hook", "wrong", text, f"git config {where}--unset core.hooksPath")
    elif not os.path.isfile(hook):
        yield Diagnosis("hook", "wrong", f"no pre-commit hook at {shown}: commits are not checked", _install(root, shown))
    elif not _runs_us(hook, root):
        yield Diagnosis("hook", "wrong", f"{shown} does not run helcim-audit", f"add the line `helcim-audit scan --staged || exit 1` to {shown}")
    elif os.name != "nt" and not os.access(hook, os.X_OK):
        yield Diagnosis("hook", "wrong", f"{shown} is not executable, so git passes it over", f"chmod +x {shlex.quote(shown)}")
    else:
        yield Diagnosis("hook", "ok", f"{shown} runs helcim-audit")


def _install(root: str, shown: str) -> str:
    if b"helcim-audit" in _read(os.path.join(root, ".pre-commit-config.yaml")):
        return "pre-commit install"
    return f"printf '#!/bin/sh\\nexec helcim-audit scan --staged\\n' > {shlex.quote(shown)} && chmod +x {shlex.quote(shown)}"


def _runs_us(hook: str, root: str) -> bool:
    """Whether a hook runs us, by itself or through a hook manager whose configuration does."""
    text = _read(hook)
    if b"helcim-audit" in text or b"helcim_audit" in text:
        return True
    managers = ((b"pre-commit", ".pre-commit-config.yaml"), (b"lefthook", "lefthook.yml"), (b"husky", ".husky/pre-commit"), (b"overcommit", ".overcommit.yml"))
    return any(word in text and b"helcim-audit" in _read(os.path.join(root, name)) for word, name in managers)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return b""


def _worktrees(root: str) -> Iterator[Diagnosis]:
    """Linked work trees share the hooks, unless one of them has a setting of its own."""
    here = os.path.realpath(root)
    for path, _, _ in worktrees(root):
        if os.path.realpath(path) == here:
            continue
        if not os.path.isdir(path):
            yield Diagnosis("work tree", "note", f"{path} is gone", "git worktree prune")
            continue
        setting = configured("core.hooksPath", path)
        if setting and setting[0] == "worktree":
            mend = f"git -C {shlex.quote(path)} config --worktree --unset core.hooksPath"
            yield Diagnosis("work tree", "wrong", f"{path} has a core.hooksPath of its own, so commits there are not checked", mend)


# --- files that hold secrets -----------------------------------------------------------------------------

_KEPT = regex(r"\.env\.(?:example|sample|template|dist|defaults?|schema)$|\.envrc$")


def _environment_files(root: str, git: bool) -> Iterator[Diagnosis]:
    names = sorted(name for name in os.listdir(root) if name == ".env" or (name.startswith(".env.") and not _KEPT.match(name)))
    if not git:
        return
    tracked = set(os.fsdecode(run(["ls-files", "-z"], root)).split("\0"))
    for name in [one for one in names if one in tracked]:
        yield Diagnosis("environment", "wrong", f"{name} is tracked by git", f"git rm --cached {shlex.quote(name)} && echo {shlex.quote(name)} >> .gitignore")
    loose = [name for name in (names or [".env"]) if name not in tracked and not _ignored(root, name)]
    if loose:
        text = f"{', '.join(loose)} {'is' if len(loose) == 1 else 'are'} not ignored by git" + ("" if names else " (it does not exist yet)")
        yield Diagnosis("environment", "wrong" if names else "note", text, "printf '.env\\n.env.*\\n!.env.example\\n' >> .gitignore")
    elif not any(name in tracked for name in names):
        yield Diagnosis("environment", "ok", ".env is ignored by git")


def _ignored(root: str, name: str) -> bool:
    try:
        run(["--no-literal-pathspecs", "check-ignore", "-q", "--no-index", name], root)
    except GitError as error:
        if error.code != 1:
            raise
        return False
    return True


def _docker(root: str) -> Iterator[Diagnosis]:
    files = sorted(name for name in os.listdir(root) if name.lower() in ("dockerfile", "containerfile") or name.lower().startswith("dockerfile."))
    if not files:
        return
    patterns = _read(os.path.join(root, ".dockerignore")).decode("utf-8", "replace").splitlines()
    if _left_out(".env", patterns):
        yield Diagnosis("image", "ok", ".env is left out of the image's context")
    else:
        text = f"{files[0]} copies from a context that .dockerignore does not keep .env out of"
        yield Diagnosis("image", "wrong", text, "printf '**/.env\\n**/.env.*\\n' >> .dockerignore")


def _left_out(name: str, patterns: list[str]) -> bool:
    """Whether .dockerignore leaves a file at the root out: the last pattern that matches decides."""
    out = False
    for line in patterns:
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        keep = pattern.startswith("!")
        pattern = pattern.lstrip("!").strip("/").removeprefix("./")
        while pattern.startswith("**/"):
            pattern = pattern[3:]
        if re.match(translate(pattern), name) or pattern in (".", "**"):
            out = not keep
    return out


# --- policy ----------------------------------------------------------------------------------------------


def _policy(root: str) -> Iterator[Diagnosis]:
    def tried(name: str, load: Callable[[], str]) -> Diagnosis:
        try:
            return Diagnosis(name, "ok", load())
        except AuditError as error:
            place = ":".join(str(part) for part in (error.path and os.path.relpath(error.path, root), error.line) if part)
            return Diagnosis(name, "wrong", f"{place}: {error.message}" if place else error.message, error.hint or f"edit {place or 'the configuration'}")

    def configuration() -> str:
        config = policy(Request(paths=(root,)), root)[0]
        return f"{os.path.relpath(config.path, root)} is valid" if config.path else "no configuration: the defaults apply"

    yield tried("policy", configuration)
    path = os.path.join(root, baselines.NAME)
    if os.path.isfile(path):
        yield tried("baseline", lambda: f"{len(baselines.load(path).entries)} entries")
        attributes = _read(os.path.join(root, ".gitattributes"))
        if baselines.NAME.encode() not in attributes:
            yield Diagnosis("baseline", "note", "branches that both edit it may conflict", f"echo '{baselines.NAME} merge=union' >> .gitattributes")
