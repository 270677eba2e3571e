"""How is a change judged by the policy of its base?"""

import os
from collections.abc import Iterable
from pathlib import Path

from helcim_audit.engine import Settings
from helcim_audit.errors import AuditError
from helcim_audit.explain import explain
from helcim_audit.model import Commit, Document, Finding, Match, Span
from helcim_audit.policy import config as configs
from helcim_audit.policy.weakening import Weakening, weakenings
from helcim_audit.scanners import Context, scan
from helcim_audit.sources import ci
from helcim_audit.sources.change import Difference
from helcim_audit.sources.git import run
from helcim_audit.sources.ranges import Range, parse, resolve
from helcim_audit.sources.snapshot import Snapshot


def span_of(cwd: str, text: str) -> Range:
    """The commits that `--diff TEXT` means; "" and "auto" ask the variables of the build."""
    return resolve(cwd, parse(text) if text not in ("", "auto") else ci.asked(os.environ))


class Base:
    """The policy of the base, read from its commit: what the change says about itself does not count."""

    def __init__(self, cwd: str, span: Range) -> None:
        self.cwd = cwd
        self.snapshot = Snapshot(cwd, span.base)
        self._top = os.path.realpath(cwd)

    def inside(self, path: str) -> str | None:
        """The path from the root of the repository, None for one outside of it (which the change cannot touch)."""
        whole = os.path.realpath(path)
        return os.path.relpath(whole, self._top).replace(os.sep, "/") if (whole + os.sep).startswith(self._top + os.sep) else None

    def read(self, path: str) -> bytes | None:
        """For `policy.config.load`: files of the repository come from the base, others from the disk."""
        within = path if not os.path.isabs(path) else self.inside(path)
        return self.snapshot.read(within) if within else configs.on_disk(path)

    def rules(self, path: Path) -> bytes:
        raw = self.read(str(path))
        if raw is None:
            raise AuditError("the rules that the base's configuration names are not in the base", path=str(path))
        return raw


def weakened(source: Difference, base: Base, settings: Settings) -> list[Finding]:
    """A finding for each edit of the change that would weaken its own check."""
    head = Snapshot(source.cwd, source.span.head)
    # Compared with where the branch began: what the base did to its policy since is not undone by the branch.
    old = Snapshot(source.cwd, source.span.fork) if source.span.fork else base.snapshot
    raw = run(["diff-tree", "-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none", source.before.decode(), source.span.head.decode()], source.cwd)
    changed = [os.fsdecode(name) for name in raw.split(b"\0") if name]

    def new(path: str) -> bytes | None:
        try:
            return head.read(path)
        except AuditError:  # made a link: as good as gone
            return None

    found: list[Finding] = []
    for path, problems in _by_path(weakenings(changed, old.read, new, lambda: sorted(source.paths()))):
        document = Document(path, new(path) or b"", Commit("", "", "", (path,), in_head=True))
        matches = [Match("weakened-policy", _span(document, problem.line), at_secret=False, message=problem.message) for problem in problems]
        found += explain(document, matches, settings.catalogue, settings.salt, scan(document, Context(settings.catalogue.patterns)))
    return found


def _by_path(problems: Iterable[Weakening]) -> Iterable[tuple[str, list[Weakening]]]:
    found: dict[str, list[Weakening]] = {}
    for problem in problems:
        found.setdefault(problem.path, []).append(problem)
    return found.items()


def _span(document: Document, line: int) -> Span:
    return document.line_span(min(line, len(document.line_starts)))
