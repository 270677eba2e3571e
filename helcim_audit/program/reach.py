"""Which side do these modules run on, seen from everything that imports them?

Only the modules in question and their importers, up to the entries, are parsed: an index of what each script
imports is made with one regular expression a file, and only where a scan found something in a script.
"""

import posixpath
import re
from collections import deque
from collections.abc import Collection, Iterator

from helcim_audit.filetypes import identify
from helcim_audit.model import Degraded
from helcim_audit.program import ir
from helcim_audit.program.javascript import lower
from helcim_audit.program.resolve_javascript import Project, resolve
from helcim_audit.program.sides import Side, sides

LANGUAGES = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro"))
MOST_MODULES = 600  # importers that are parsed for one scan
_SPECIFIER = re.compile(r"""(?:\bfrom|\bimport|\brequire\()\s{0,8}\(?\s{0,8}["'`]([^"'`\n]{1,200})["'`]""")


def client_sides(targets: Collection[str], project: Project) -> tuple[dict[str, Side], list[Degraded]]:
    """The side of each target, and what was only half understood on the way."""
    importers = _Importers(project)
    modules: dict[str, ir.Module] = {}
    degraded: list[Degraded] = []
    waiting = deque(sorted(targets))
    seen = set(waiting)
    while waiting:
        path = waiting.popleft()
        if len(modules) >= MOST_MODULES:
            degraded.append(Degraded(path, f"imported by more than {MOST_MODULES} modules; which side it runs on is told by the nearest"))
            break
        text = project.read(path)
        if text is None:
            continue
        try:
            modules[path] = lower(path, identify(path).language, text)
        except ValueError as error:
            degraded.append(Degraded(path, f"not analysed as a program: {error}"))
            continue
        for importer in importers.of(path):
            if importer not in seen:
                seen.add(importer)
                waiting.append(importer)
    found = sides(modules, {path: dict(_imports(module, project, modules)) for path, module in modules.items()}, project)
    return {path: found[path] for path in sorted(targets) if path in found}, degraded


def _imports(module: ir.Module, project: Project, known: Collection[str]) -> Iterator[tuple[str, int]]:
    """Modules of the set that `module` takes values from, with the line of the import."""
    text = project.read(module.path) or ""
    seen = set()
    for hit in _SPECIFIER.finditer(text):
        target = resolve(module.path, hit[1], project)
        if target is not None and target in known and target not in seen and target != module.path and not _types_only(module, hit[1]):
            seen.add(target)
            yield target, text.count("\n", 0, hit.start()) + 1


def _types_only(module: ir.Module, name: str) -> bool:
    declared = [one.types_only for one in module.body if isinstance(one, ir.Import) and one.module == name]
    return bool(declared) and all(declared)


class _Importers:
    """Who imports a path, from the specifiers of all scripts; resolved only where the last part of the name fits."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.by_stem: dict[str, list[tuple[str, str]]] = {}
        for path in sorted(project.paths()):
            if identify(path).language in LANGUAGES and "node_modules/" not in path:
                text = project.read(path)
                for name in sorted({hit[1] for hit in _SPECIFIER.finditer(text or "")}):
                    self.by_stem.setdefault(_stem(name), []).append((path, name))

    def of(self, path: str) -> list[str]:
        stems = {_stem(path)}
        if _stem(path) == "index":
            stems |= {_stem(posixpath.dirname(path)), ".", ""}
        named = sorted({one for stem in stems for one in self.by_stem.get(stem, ())})
        return sorted({importer for importer, name in named if importer != path and resolve(importer, name, self.project) == path})


def _stem(name: str) -> str:
    """The last part of a path or specifier, without what a bundler adds."""
    last = posixpath.basename(name.rstrip("/"))
    return last.split(".")[0] if not last.startswith(".") else last.strip(".")
