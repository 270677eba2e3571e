"""May a staged change have to do with a file beside it that the prefilter lets through?

A change can say nothing of Helcim and still print what another file holds, or be given it. Part of the hook's fast
path, so it goes by names alone: a program that spells another's name may import it. What is told here is only
whether the full run is worth its time.
"""

from __future__ import annotations

import posixpath

from helcim_audit.sources.git import blobs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MOST_READ = 48
"""Programs that are read for one change, those that it names and the nearest to it first."""

NOT_PROGRAMS = frozenset(
    ["md", "rst", "txt", "adoc", "json", "lock", "toml", "yaml", "yml", "xml", "ini", "cfg", "conf", "env", "csv", "tsv", "sql", "log", "svg", "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "pdf", "woff", "woff2", "ttf", "otf", "eot", "css", "scss", "sass", "less", "map", "po", "mo", "pot", "snap", "zip", "gz", "tar", "jar", "whl", "so", "dll", "exe", "bin", "dat", "db", "sqlite", "mp3", "mp4", "wav", "mov", "ogg", "lockb", "sum", "mod", "gitignore"]
)


def may_matter(index: Mapping[str, bytes], altered: Mapping[str, bytes], admits: Callable[[bytes], bool], cwd: str) -> bool:
    """index: blob by path. altered: text by path, of files that the prefilter rejects."""
    own = {path: (_names(path), data) for path, data in altered.items() if is_program(path)}
    if not own:
        return False
    others = [path for path in index if path not in altered and is_program(path)]
    if len(others) > _MOST_READ:
        others = sorted(others, key=lambda path: (not any(_spells(data, _names(path)) for _, data in own.values()), _distance(path, own), path))[:_MOST_READ]
    for path, data in zip(others, blobs([index[path] for path in others], cwd), strict=True):
        if data is not None and admits(data) and any(_spells(data, names) or _spells(text, _names(path)) for names, text in own.values()):
            return True
    return False


def is_program(path: str) -> bool:
    """Whether a file may be a program, as far as its suffix tells."""
    name = posixpath.basename(path)
    return "." in name and name.rpartition(".")[2].lower() not in NOT_PROGRAMS


def _names(path: str) -> list[bytes]:
    """What an importer must spell, one of them: see `program.reach.spellings`."""
    folder, name = posixpath.split(path)
    stem = name.partition(".")[0]
    if stem in ("index", "__init__", "mod", "lib", "main") or name.endswith(".go"):
        stem = posixpath.basename(folder) or stem
    names = [stem.removeprefix("_").encode("utf-8", "surrogateescape") or b"\0"]
    return [*names, b"settings"] if "settings" in path else names


def _spells(text: bytes, names: list[bytes]) -> bool:
    return any(name in text for name in names)


def _distance(path: str, altered: Iterable[str]) -> int:
    """Steps through directories to the nearest of `altered`."""
    parts = path.split("/")[:-1]
    return min(_steps(parts, other.split("/")[:-1]) for other in altered)


def _steps(one: list[str], other: list[str]) -> int:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return len(one) + len(other) - 2 * shared
