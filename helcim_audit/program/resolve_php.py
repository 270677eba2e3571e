"""Which file of the project does a PHP `include` or `use` mean?

Relative paths, PSR-4 and PSR-0 of composer.json (its own and that of path repositories in the tree), the
customary `App\\` and `src/`, and else the one file that has the class's name. Nothing is run, and what
Composer would install is None unless it stands in the tree.
"""

import functools
import json
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from helcim_audit.lazy import regex
from helcim_audit.program.folders import above


class Project(Protocol):
    """The files of a scan: all their paths (POSIX, from the root) and the text of one, None if there is none."""

    def paths(self) -> Collection[str]: ...

    def read(self, path: str) -> str | None: ...

    def __hash__(self) -> int: ...


_SUFFIXES = (".php", ".inc", ".class.php", ".phtml")
_CUSTOMARY = (("App\\", ("app/", "src/")), ("Database\\Seeders\\", ("database/seeders/",)), ("Tests\\", ("tests/",)), ("", ("src/", "lib/", "app/", "includes/", "classes/")))
_MOST_MANIFESTS = 200
_MOST_READ = 20


@dataclass(frozen=True, eq=False)
class _Layout:
    """What resolving needs to know of a project, found once.

    prefixes: (namespace prefix, directory, whether by PSR-0), longest first. names: lower-case file name to paths.
    """

    project: Project
    paths: frozenset[str]
    prefixes: tuple[tuple[str, str, bool], ...]
    names: dict[str, tuple[str, ...]]


@functools.lru_cache(maxsize=4)
def _layout(project: Project) -> _Layout:
    paths = frozenset(project.paths())
    manifests = sorted((path for path in paths if posixpath.basename(path) == "composer.json"), key=lambda path: (path.count("/"), path))
    prefixes: list[tuple[str, str, bool]] = []
    for manifest in manifests[:_MOST_MANIFESTS]:
        prefixes.extend(_autoload(project.read(manifest), posixpath.dirname(manifest)))
    names: dict[str, list[str]] = {}
    for path in sorted(paths):
        if path.endswith(_SUFFIXES):
            names.setdefault(posixpath.basename(path).lower(), []).append(path)
    prefixes.sort(key=lambda one: -len(one[0]))
    return _Layout(project, paths, tuple(prefixes), {name: tuple(found) for name, found in names.items()})


def _autoload(text: str | None, root: str) -> Iterator[tuple[str, str, bool]]:
    try:
        manifest = json.loads(text.removeprefix("\ufeff")) if text else None
    except (ValueError, RecursionError):
        return
    for section in ("autoload", "autoload-dev"):
        rules = _object(_object(manifest).get(section))
        for standard in ("psr-4", "psr-0"):
            for prefix, places in _object(rules.get(standard)).items():
                for place in places if isinstance(places, list) else [places]:
                    if isinstance(place, str):
                        yield prefix, _join(root, place), standard == "psr-0"


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _join(directory: str, path: str) -> str:
    joined = posixpath.normpath(posixpath.join(directory, path.lstrip("/")))
    return "" if joined == "." else joined


def resolve(importer: str, module: str, project: Project) -> str | None:
    """The path of what `importer` means by `module` (a path or a class), or None if it is no file of the project."""
    if not module or len(module) > 400 or "\0" in module or "://" in module:
        return None
    layout = _layout(project)
    if "\\" in module or not ("/" in module or "." in module):
        return _class(layout, importer, module.strip("\\"))
    return _include(layout, importer, module)


def _include(layout: _Layout, importer: str, path: str) -> str | None:
    """A written path: from the file itself, from the root, or the only file that ends so."""
    here = _join(posixpath.dirname(importer), path)
    if here in layout.paths:
        return here
    if path.startswith("."):
        return None
    tail = _join("", path)
    if tail in layout.paths:
        return tail
    for directory in above(posixpath.dirname(importer)):  # constants such as ABSPATH or a plugin's directory stand for one above
        if (found := _join(directory, path)) in layout.paths:
            return found
    ends = [one for one in layout.names.get(posixpath.basename(tail).lower(), ()) if one.endswith("/" + tail)]
    return ends[0] if len(ends) == 1 else None


def _class(layout: _Layout, importer: str, name: str) -> str | None:
    file = name.replace("\\", "/") + ".php"
    for prefix, directory, legacy in layout.prefixes:
        if name.startswith(prefix):
            space, _, last = name.rpartition("\\")
            inside = posixpath.join(space, last.replace("_", "/")) if legacy else name[len(prefix) :]
            if (found := _join(directory, inside.replace("\\", "/") + ".php")) in layout.paths:
                return found
    for root in dict.fromkeys(("", *above(importer))):
        for prefix, places in _CUSTOMARY:
            if name.startswith(prefix):
                rest = file[len(prefix) :]
                for place in places:
                    if (found := _join(root, place + rest)) in layout.paths:
                        return found
    return _by_name(layout, importer, name)


_SPACE = regex(r"^[ \t]*(?:<\?php\s+)?namespace\s+([\w\\]+)", re.MULTILINE | re.IGNORECASE)


def _by_name(layout: _Layout, importer: str, name: str) -> str | None:
    """The only file called like the class (`Client.php`, `class-client.php`, `Client.class.php`) and of its namespace."""
    space, _, last = name.rpartition("\\")
    plain = last.lower()
    dashed = plain.replace("_", "-")
    wanted = dict.fromkeys((f"{plain}.php", f"{dashed}.php", f"class-{dashed}.php", f"class.{plain}.php", f"{plain}.class.php", f"{plain}.inc"))
    found = [path for one in wanted for path in layout.names.get(one, ()) if path != importer]
    if space or len(found) > 1:
        found = [path for path in found[:_MOST_READ] if _space(layout.project.read(path)).lower() == space.lower()]
    return found[0] if len(found) == 1 else None


def _space(text: str | None) -> str:
    hit = _SPACE.search(text[:20_000]) if text else None
    return hit[1] if hit is not None else ""
