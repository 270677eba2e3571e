"""What does `fix` do once its arguments are read?"""

import codecs
import os
import posixpath
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from helcim_audit.commands.scan import Prepared, Request, exit_code, prepare, source
from helcim_audit.engine import run
from helcim_audit.errors import AuditError
from helcim_audit.filetypes import identify
from helcim_audit.fixes import files
from helcim_audit.fixes.problem import RULES, Fixed, Problem, Refused, UnsureError
from helcim_audit.fixes.rewrite import Rewritten, defined, rewrite
from helcim_audit.fixes.variables import Variables
from helcim_audit.model import Document, Finding, Report, Span
from helcim_audit.sources.overlay import Overlay

_ROOTS = (*files.EXAMPLES, ".env", ".git", "manage.py", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile")
_STILL = "a re-scan of the changed text still finds it"
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One file: what it holds, and what it would hold. Neither is shown but through `fixes.diff`."""

    path: str
    old: str = field(repr=False)
    new: str = field(repr=False)
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Plan:
    """before: the scan as it is. after: the scan of the changed text. left: findings that no fix exists for.

    secrets: what must not be shown of the old texts.
    """

    ready: Prepared
    before: Report
    after: Report
    changes: tuple[Change, ...]
    fixed: tuple[Fixed, ...]
    refused: tuple[Refused, ...]
    left: int
    secrets: tuple[str, ...] = field(repr=False)

    def exit_code(self, written: bool) -> int:
        return exit_code(self.after if written else self.before, self.ready.config.fail_on)


class _Tree:
    """The tree as it would be, for resolving imports and settings."""

    def __init__(self, overlay: Overlay) -> None:
        self._overlay = overlay

    def paths(self) -> Collection[str]:
        return self._overlay.paths()

    def read(self, path: str) -> str | None:
        document = self._overlay.document(path)
        return document.text if document else None


def plan(request: Request) -> Plan:
    """Scan, change what can be changed for certain, and scan again. Nothing is written. Raises AuditError."""
    ready = prepare(request)
    before = run(source(request, ready), ready.settings)
    mendable = [found for found in before.findings if _is_mendable(found)]
    refused: list[Refused] = []
    documents: dict[str, Document] = {}
    problems: dict[str, list[Problem]] = {}
    for found in mendable:
        if found.path not in documents:
            documents[found.path] = _read(ready.root, found.path)
        document = documents[found.path]
        span = Span(document.offset(found.start.line, found.start.column), document.offset(found.end.line, found.end.column))
        problems.setdefault(found.path, []).append(Problem.of(found, document.text, span))
    dropped: set[_Key] = set()
    while True:
        changes, fixed, refusals = _attempt(request, ready, documents, problems, dropped)
        overlay = Overlay(source(request, ready), {change.path: _encoded(change) for change in changes})
        after = run(overlay, ready.settings) if changes else before
        still = _still(before, after, fixed)
        if not still:
            break
        dropped |= still
    refused += refusals
    variables = dict.fromkeys(one.variable for one in fixed if one.variable)
    changes = [*changes, *_beside(ready.root, {one.problem.finding.path for one in fixed if one.variable}, list(variables))]
    secrets = {change.path: _secrets(change, before) for change in changes}
    left = sum(1 for found in before.findings if found.suppressed is None) - len(mendable)
    return Plan(ready, before, after, tuple(changes), tuple(fixed), tuple(refused), left, tuple(value for values in secrets.values() for value in values))


def _secrets(change: Change, before: Report) -> set[str]:
    """What of the old text no diff may show."""
    document = Document(change.path, change.old.encode("utf-8", "surrogateescape"))
    return {
        change.old[document.offset(found.start.line, found.start.column) : document.offset(found.end.line, found.end.column)]
        for found in before.findings
        if found.path == change.path and found.secret and found.origin.kind == "worktree"
    }


def _is_mendable(found: Finding) -> bool:
    return found.suppressed is None and found.rule in RULES and found.origin.kind == "worktree" and identify(found.path).language == "python"


def _key(found: Finding) -> _Key:
    return (found.rule, found.path, found.secret.id if found.secret else "")


def _still(before: Report, after: Report, fixed: list[Fixed]) -> set[_Key]:
    """What was to be put right and is found as often as if it had not been."""
    wanted = Counter(_key(one.problem.finding) for one in fixed)
    was = Counter(_key(found) for found in before.findings if found.suppressed is None)
    now = Counter(_key(found) for found in after.findings if found.suppressed is None)
    return {key for key, count in wanted.items() if now[key] > was[key] - count}


def _attempt(
    request: Request, ready: Prepared, documents: dict[str, Document], problems: dict[str, list[Problem]], dropped: set[_Key]
) -> tuple[list[Change], list[Fixed], list[Refused]]:
    variables = Variables()
    tree = _Tree(Overlay(source(request, ready), {}))
    texts: dict[str, str] = {}
    fixed: list[Fixed] = []
    refused: list[Refused] = []
    wanted: dict[str, list[tuple[str, Rewritten]]] = {}
    for path, found in sorted(problems.items()):
        refused += [Refused(one, _STILL) for one in found if _key(one.finding) in dropped]
        rest = [one for one in found if _key(one.finding) not in dropped]
        document = documents[path]
        try:
            done = rewrite(path, document.text, rest, variables, tree) if rest and document.encoding == "utf-8" else None
        except ValueError as error:
            refused += [Refused(one, f"the file is not changed: {error}") for one in rest]
            continue
        if done is None:
            refused += [Refused(one, "the file is not UTF-8") for one in rest]
            continue
        texts[path] = done.text
        fixed += done.fixed
        refused += done.refused
        for settings in done.settings:
            wanted.setdefault(settings, []).append((path, done))
    for settings, users in sorted(wanted.items()):
        names = tuple(name for _, done in users for name in done.settings[settings])
        if settings not in documents:
            documents[settings] = _read(ready.root, settings)
        try:
            texts[settings] = defined(settings, texts.get(settings, documents[settings].text), names, tree)
        except (ValueError, UnsureError) as error:
            raise AuditError(f"the Django settings cannot be given the new variable: {error}", path=settings) from None
    changes = []
    for path, text in sorted(texts.items()):
        document = documents[path]
        if text != document.text:
            changes.append(Change(path, document.text, text, "utf-8-sig" if document.data.startswith(codecs.BOM_UTF8) else "utf-8"))
    return changes, fixed, refused


def _encoded(change: Change) -> bytes:
    return change.new.encode(change.encoding, "surrogateescape")


def _whole(root: str, path: str) -> str:
    return path if os.path.isabs(path) else os.path.join(root, path)


def _read(root: str, path: str) -> Document:
    try:
        with open(_whole(root, path), "rb") as file:
            return Document(path, file.read())
    except OSError as error:
        raise AuditError(f"cannot be read again: {error.strerror}", path=path) from None


def _beside(root: str, paths: set[str], variables: list[str]) -> list[Change]:
    """`.env.example` and `.gitignore` of the projects that the changed modules belong to."""
    changes = []
    for folder in sorted({_project(root, path) for path in paths}):
        shown = next((name for name in files.EXAMPLES if os.path.exists(_whole(root, posixpath.join(folder, name)))), files.EXAMPLES[0])
        edits: list[tuple[str, Callable[[str], str]]] = [(shown, lambda text: files.example(text, variables))]
        if not _is_ignored(root, folder):
            edits.append((".gitignore", files.ignoring))
        for name, edit in edits:
            path = posixpath.join(folder, name)
            if os.path.islink(_whole(root, path)):
                raise AuditError("a symbolic link; it is not written through", path=path)
            old = _text(root, path)
            new = edit(old)
            if new != old:
                changes.append(Change(path, old, new))
    return changes


def _text(root: str, path: str) -> str:
    return _read(root, path).text if os.path.exists(_whole(root, path)) else ""


def _is_ignored(root: str, folder: str) -> bool:
    """Whether a `.gitignore` further up covers the project's `.env` already."""
    inner = posixpath.join(folder, files.IGNORED)
    above = folder
    while above and not os.path.isabs(above):
        above = posixpath.dirname(above)
        if files.covers(_text(root, posixpath.join(above, ".gitignore")), posixpath.relpath(inner, above or ".")):
            return True
    return False


def _project(root: str, path: str) -> str:
    """The directory of the project around a file, the scanned root at the most."""
    top = posixpath.dirname(path) if os.path.isabs(path) else ""
    folder = posixpath.dirname(path)
    while folder != top and not any(os.path.lexists(os.path.join(_whole(root, folder), name)) for name in _ROOTS):
        folder = posixpath.dirname(folder)
    return folder


def write(made: Plan) -> None:
    """Write the changes. Raises AuditError for a file that was changed in the meantime, or cannot be written."""
    for change in made.changes:
        path = _whole(made.ready.root, change.path)
        if change.old and _read(made.ready.root, change.path).text != change.old:
            raise AuditError("the file was changed while it was read", path=change.path, hint="run again")
    for change in made.changes:
        path = _whole(made.ready.root, change.path)
        flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | (0 if change.old else os.O_CREAT)
        try:
            # In place: mode, owner and links stay, and no second file holds what is left of secrets.
            with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
                file.write(_encoded(change))
                file.truncate()
        except OSError as error:
            raise AuditError(f"cannot be written: {error.strerror}", path=change.path) from None
