"""Which file of the project does a Python import mean?

Packages, namespace packages, `src` layouts and nested projects, found by walking up from the importer, as nothing
tells where the program is started. Nothing is run and nothing outside of the project is looked at: what pip would
install is None.
"""

import functools
import posixpath
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from helcim_audit.program.folders import above


class Project(Protocol):
    """The files of a scan: all their paths (POSIX, from the root) and the text of one, None if there is none."""

    def paths(self) -> Collection[str]: ...

    def read(self, path: str) -> str | None: ...

    def __hash__(self) -> int: ...


_SOURCES = ("", "src", "lib", "python", "app", "backend", "server")
_MARKERS = frozenset(("pyproject.toml", "setup.py", "setup.cfg", "manage.py", "requirements.txt", "Pipfile", "tox.ini"))
_MOST_ROOTS = 200
_LONGEST = 400


@dataclass(frozen=True, eq=False)
class _Layout:
    """What resolving needs to know of a project, found once. roots: directories that look like a project's top."""

    paths: frozenset[str]
    roots: tuple[str, ...]
    known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@functools.lru_cache(maxsize=4)
def _layout(project: Project) -> _Layout:
    paths = frozenset(project.paths())
    roots = sorted({posixpath.dirname(path) for path in paths if posixpath.basename(path) in _MARKERS})
    return _Layout(frozenset(path for path in paths if path.endswith((".py", ".pyw"))), tuple(roots[:_MOST_ROOTS]))


def resolve(importer: str, module: str, project: Project) -> str | None:
    """The path of what `importer` means by `module` (dots of a relative import in front), None if it is no file.

    A namespace package is no file; the modules in it are found.
    """
    if not module or len(module) > _LONGEST:
        return None
    layout = _layout(project)
    key = (posixpath.dirname(importer), module)
    if key not in layout.known:
        layout.known[key] = tuple(_files(importer, module, layout))
    return next((path for path in layout.known[key] if module.startswith(".") or path != importer), None)


def _files(importer: str, module: str, layout: _Layout) -> Iterator[str]:
    """What modules of the importer's directory may mean by `module`: the first, and where that is the importer itself the second."""
    name = module.lstrip(".")
    inner = name.replace(".", "/")
    if level := len(module) - len(name):
        base: str | None = posixpath.dirname(importer)
        for _ in range(level - 1):
            base = posixpath.dirname(base) if base else None
        if base is not None and (found := _file(layout, base, inner)) is not None:
            yield found
        return
    seen = set()
    for base in _bases(layout, importer, name.partition(".")[0]):
        if (found := _file(layout, base, inner)) is not None and found not in seen:
            seen.add(found)
            yield found
            if len(seen) == 2:
                return


def resolve_name(importer: str, module: str, name: str, project: Project) -> str | None:
    """The path that holds what `from module import name` binds: the submodule `name`, or the module itself."""
    submodule = resolve(importer, module + name if module.endswith(".") else f"{module}.{name}", project)
    return submodule or resolve(importer, module, project)


def _file(layout: _Layout, base: str, inner: str) -> str | None:
    path = posixpath.join(base, inner) if inner else base
    candidates = (posixpath.join(path, "__init__.py"), path + ".py", path + ".pyw") if path else ("__init__.py",)
    return next((one for one in candidates if one in layout.paths), None)


def _bases(layout: _Layout, importer: str, top: str) -> Iterator[str]:
    """Directories that may be on the path of a program that runs `importer`, the likeliest first."""
    here = posixpath.dirname(importer)
    in_package = []
    while _is_package(layout, here):
        in_package.append(here)
        if here in ("", "/"):
            break
        here = posixpath.dirname(here)
    if top in sys.stdlib_module_names:  # only what stands beside a script hides the standard library
        if not in_package:
            yield here
        return
    for directory in (here, *above(here)):
        yield from (posixpath.join(directory, source) if source else directory for source in _SOURCES)
    yield from in_package
    for root in layout.roots:
        yield from (posixpath.join(root, source) if source else root for source in _SOURCES)


def _is_package(layout: _Layout, directory: str) -> bool:
    return posixpath.join(directory, "__init__.py") in layout.paths
