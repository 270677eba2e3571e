"""Which file of the project does a Ruby `require` or constant mean?

Relative paths, paths under `lib` and its like, and the files that Rails finds by the name of a constant
(`Helcim::Client` in `app/services/helcim/client.rb`). Nothing is run; what is a gem is None.
"""

import functools
import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from helcim_audit.lazy import regex
from helcim_audit.program.folders import above


class Project(Protocol):
    """The files of a scan: all their paths (POSIX, from the root) and the text of one, None if there is none."""

    def paths(self) -> Collection[str]: ...

    def read(self, path: str) -> str | None: ...

    def __hash__(self) -> int: ...


_ROOTS = ("lib/", "", "app/", "src/", "config/")
_AUTOLOADED = regex(r"(?:^|/)(?:app/[^/]+(?:/concerns)?|lib|app)/(.+)\.rb$")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, eq=False)
class _Layout:
    """autoloaded: path below an autoload root, without suffix, to files. names: file name to files."""

    paths: frozenset[str]
    autoloaded: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]


@functools.lru_cache(maxsize=4)
def _layout(project: Project) -> _Layout:
    paths = frozenset(project.paths())
    autoloaded: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for path in sorted(paths):
        if not path.endswith(".rb"):
            continue
        names.setdefault(posixpath.basename(path), []).append(path)
        if (hit := _AUTOLOADED.search(path)) is not None:
            autoloaded.setdefault(hit[1], []).append(path)
    return _Layout(paths, {one: tuple(found) for one, found in autoloaded.items()}, {one: tuple(found) for one, found in names.items()})


def resolve(importer: str, module: str, project: Project) -> str | None:
    """The path of what `importer` means by `module` (a path or a constant), or None if it is no file of the project."""
    if not module or len(module) > 400 or "\0" in module:
        return None
    layout = _layout(project)
    if module[0].isupper() and "/" not in module:
        return _constant(layout, importer, module)
    path = module if module.endswith(".rb") else module + ".rb"
    if module.startswith("."):
        found = posixpath.normpath(posixpath.join(posixpath.dirname(importer), path))
        return found if found in layout.paths else None
    return next((one for base in _bases(importer) for one in (posixpath.normpath(base + path),) if one in layout.paths), None)


def _bases(importer: str) -> Iterator[str]:
    """Load paths of the project, and of a gem inside of it."""
    for directory in above(importer):
        for root in _ROOTS:
            yield posixpath.join(directory, root)


def underscored(constant: str) -> str:
    """`HelcimPay::APIClient` -> `helcim_pay/api_client`."""
    return "/".join(_HUMP.sub("_", one).lower() for one in constant.split("::"))


def _constant(layout: _Layout, importer: str, constant: str) -> str | None:
    """A constant is looked up in the modules around it first, as the importer's path tells them."""
    wanted = underscored(constant)
    around = _AUTOLOADED.search(importer)
    space = around[1] if around is not None else ""
    while True:
        found = [path for path in layout.autoloaded.get(posixpath.join(space, wanted), ()) if path != importer]
        if found:
            return found[0] if len(found) == 1 else None
        if not space:
            break
        space = posixpath.dirname(space)
    named = [path for path in layout.names.get(posixpath.basename(wanted) + ".rb", ()) if path != importer and path.endswith("/" + wanted + ".rb")]
    beside = [path for path in layout.names.get(wanted + ".rb", ()) if path != importer and posixpath.dirname(path) == posixpath.dirname(importer)]
    found = beside or named
    return found[0] if len(found) == 1 else None
