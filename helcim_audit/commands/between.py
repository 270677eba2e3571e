"""Which trees of the past show a secret that none of their files shows by itself?

A literal under a name that says nothing, in one file, that another file takes for its auth header. Both may be old
versions, or one of them: what counts is that some commit had the two together.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from helcim_audit.commands.trees import Trees, Wanted
from helcim_audit.lazy import regex
from helcim_audit.model import Degraded
from helcim_audit.program.front_ends import has_front_end
from helcim_audit.program.reach import SPELT, by_spelling
from helcim_audit.sources.git import run
from helcim_audit.tree import HEADER, VALUE

MOST = 40  # trees that are looked at
_MOST_ASKED = 20_000  # names of files in commits
_MOST_READ = 2_000  # versions of files
_COMMON = 50  # files of a name
_NAME = regex(r"[A-Za-z_]\w+")
# What is found on the way from one file to another: packages, barrels, and what tells where names lead.
_PASSAGE = regex(r"(?:^|/)(?:__init__\.py|(?:index|mod)\.\w{1,4}|package\.json|[tj]sconfig[\w.-]*\.json|composer\.json|go\.mod)$")


@dataclass(slots=True)
class _User:
    """A version of a file that names an auth header. named: files whose names it spells; words: all that it spells."""

    blob: bytes
    paths: frozenset[bytes]
    named: frozenset[bytes]
    words: frozenset[str]


@dataclass(slots=True)
class Between:
    """The trees, and whether some were left out."""

    wanted: list[Wanted] = field(default_factory=list)
    degraded: list[Degraded] = field(default_factory=list)


def chosen(trees: Trees, told: Collection[bytes]) -> Between:
    """Of each pair of versions that may show a secret together, one tree. told: versions that show theirs by themselves. Raises AuditError."""
    found = Between()
    users = [user for user in _users(trees) if user.named]
    versions = list(trees.history.survey.table.versions({path for user in users for path in user.named}))
    values = _values(trees, {blob for blob, _, _ in versions}.difference(told), found)
    commits = _commits(trees, users, [row for row in versions if row[0] in values], found)
    seen: set[tuple[bytes, bytes]] = set()
    left = 0
    for commit, held in commits.items():
        pairs = {
            (user.blob, held[path]): (own, path)
            for user in users for own in user.paths if held.get(own) == user.blob
            for path in user.named if path in held and not user.words.isdisjoint(values.get(held[path], ()))
        }  # fmt: skip
        if pairs.keys() <= seen:
            continue
        seen |= pairs.keys()
        if len(found.wanted) == MOST:
            left += 1
            continue
        paths = frozenset(os.fsdecode(path) for pair in pairs.values() for path in pair)
        entries = {path: blob for path, blob in trees.store.entries(commit).items() if path in paths or _PASSAGE.search(path)}
        found.wanted.append(Wanted(entries, paths))
    if left:
        found.degraded.append(Degraded(".", f"programs were followed in {MOST} of the old trees in which a literal may reach an auth header of another file; {left} were left out"))
    return found


def _users(trees: Trees) -> Iterable[_User]:
    history = trees.history
    by_name = by_spelling(os.fsdecode(path) for path in history.survey.table.paths if b"\n" not in path)
    for kind, blob in history.survey.candidates:
        paths = frozenset(path for _, path in history.introduced.get(blob, ()) if has_front_end(os.fsdecode(path))) if kind == b"blob" else frozenset()
        text = (trees.store.read(blob) or b"").decode("utf-8", "replace") if paths else ""
        if HEADER.search(text):
            near = (by_name[word] for word in set(SPELT.findall(text)).intersection(by_name))
            named = frozenset(os.fsencode(path) for some in near if len(some) <= _COMMON for path in some)
            yield _User(blob, paths, named - paths, frozenset(_NAME.findall(text)))


def _values(trees: Trees, versions: Collection[bytes], found: Between) -> dict[bytes, frozenset[str]]:
    """Those that hold a literal which could be a secret, with the words that stand beside such literals."""
    if len(versions) > _MOST_READ:
        found.degraded.append(Degraded(".", f"of the {len(versions)} old versions that another file may take its auth header from, {_MOST_READ} were looked at"))
    beside = {}
    for blob in sorted(versions)[:_MOST_READ]:
        text = (trees.store.read(blob) or b"").decode("utf-8", "replace")
        words = frozenset(word for hit in VALUE.finditer(text) for word in _NAME.findall(_before(text, hit.start())))
        if words:
            beside[blob] = words
    return beside


def _before(text: str, at: int) -> str:
    """The line up to `at`, and the one before it."""
    line = text.rfind("\n", 0, at)
    return text[max(text.rfind("\n", 0, max(line, 0)), at - 400, 0) : at]


def _commits(trees: Trees, users: Iterable[_User], brought_values: Iterable[tuple[bytes, bytes, bytes]], found: Between) -> dict[bytes, dict[bytes, bytes]]:
    """Commits that brought one of two versions, the oldest first, each with what its tree has at the paths in question.

    brought_values: (blob, commit, path) of each version that holds a literal.
    """
    order, introduced = trees.history.graph.order, trees.history.introduced
    asked: dict[bytes, set[bytes]] = {}
    by_path: dict[bytes, set[bytes]] = {}
    for _, commit, path in brought_values:
        by_path.setdefault(path, set()).add(commit)
    for user in users:
        with_values = user.named.intersection(by_path)
        brought = {commit for commit, _ in introduced.get(user.blob, ())}.union(*(by_path[path] for path in with_values)) if with_values else ()
        for commit in brought:
            asked.setdefault(commit, set()).update(user.paths, with_values)
    rows = [(commit, path) for commit in sorted(asked, key=lambda name: (order.get(name, len(order)), name)) for path in sorted(asked[commit])]
    if len(rows) > _MOST_ASKED:
        found.degraded.append(Degraded(".", "not all old trees in which a literal may reach an auth header of another file were looked for"))
        rows = rows[-_MOST_ASKED:]
    held: dict[bytes, dict[bytes, bytes]] = {}
    out = run(["cat-file", "--batch-check=%(objectname)"], trees.history.cwd, b"".join(b"%s:%s\n" % row for row in rows)).split(b"\n") if rows else []
    for (commit, path), line in zip(rows, out, strict=False):
        if not line.endswith(b" missing"):
            held.setdefault(commit, {})[path] = line
    return held
