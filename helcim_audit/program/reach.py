"""Who imports these modules, and which side do scripts run on, seen from everything that imports them?

Only the modules in question and their importers, up to the entries, are parsed: files are asked for the names of
modules as bytes first, and then, with one regular expression, for what they import.
"""

import posixpath
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from helcim_audit.filetypes import identify
from helcim_audit.lazy import regex
from helcim_audit.model import Degraded
from helcim_audit.program import ir
from helcim_audit.program.django import is_settings
from helcim_audit.program.front_ends import EMBEDDED, group, has_front_end
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.resolve_javascript import Project, Tree, resolve
from helcim_audit.program.sides import Side, sides

LANGUAGES = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro", "html"))
MOST_MODULES = 600  # importers that are parsed for one scan
_SPECIFIER = regex(r"""(?:\bfrom|\bimport|\brequire\()\s{0,8}\(?\s{0,8}["'`]([^"'`\n]{1,200})["'`]|<(?i:script)\b[^>]{0,200}?\s(?i:src)\s{0,3}=\s{0,3}["']([^"'\n:?#]{1,200})["']""")


def client_sides(targets: Collection[str], project: Tree, load: Callable[[str], ir.Module | None]) -> tuple[dict[str, Side], list[Degraded]]:
    """The side of each target, and what was only half understood on the way. load: lowers a path."""
    importers = _Importers(project)
    modules: dict[str, ir.Module] = {}
    degraded: list[Degraded] = []
    waiting = deque(sorted(targets))
    seen = set(waiting)
    while waiting:
        importers.look_for(waiting)
        path = waiting.popleft()
        if len(modules) >= MOST_MODULES:
            degraded.append(Degraded(path, f"imported by more than {MOST_MODULES} modules; which side it runs on is told by the nearest"))
            break
        module = load(path)
        if module is None:
            continue
        modules[path] = module
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
        name = _named(hit)
        target = resolve(module.path, name, project)
        if target is not None and target in known and target not in seen and target != module.path and not _types_only(module, name):
            seen.add(target)
            yield target, text.count("\n", 0, hit.start()) + 1


def _named(hit: re.Match[str]) -> str:
    """What an import, or the script element of a page, names; the latter's paths are relative without saying so."""
    return hit[1] or (hit[2] if hit[2].startswith((".", "/")) else "./" + hit[2])


def _types_only(module: ir.Module, name: str) -> bool:
    declared = [one.types_only for one in module.body if isinstance(one, ir.Import) and one.module == name]
    return bool(declared) and all(declared)


def _is_script(path: str) -> bool:
    return "node_modules/" not in path and identify(path).language in LANGUAGES


class _Importers:
    """Who imports a path, from the specifiers of the scripts that spell its name; resolved only where the last part fits."""

    def __init__(self, project: Tree) -> None:
        self.project = project
        self.by_stem: dict[str, list[tuple[str, str]]] = {}
        self.read: set[str] = set()
        self.sought: set[str] = set()

    def look_for(self, paths: Collection[str]) -> None:
        """Read the scripts that may import one of `paths`; those that were looked for before are known."""
        stems = {stem for path in paths for stem in _stems(path)} - self.sought
        if not stems:
            return
        self.sought |= stems
        words = {part for stem in stems for part in [max(_PARTS.findall(stem), key=len, default="")] if part}
        # `import x from "."` spells no name
        like = _is_script
        holders = {path for paths in self.project.search(words, like).values() for path in paths} if "" not in stems else {path for path in self.project.paths() if like(path)}
        for path in sorted(holders - self.read):
            self.read.add(path)
            for name in sorted({_named(hit) for hit in _SPECIFIER.finditer(self.project.read(path) or "")}):
                self.by_stem.setdefault(_stem(name), []).append((path, name))

    def of(self, path: str) -> list[str]:
        stems = _stems(path)
        named = sorted({one for stem in stems for one in self.by_stem.get(stem, ())})
        return sorted({importer for importer, name in named if importer != path and resolve(importer, name, self.project) == path})


_PARTS = regex(r"[A-Za-z0-9]+")


def _stems(path: str) -> set[str]:
    """What the last part of a specifier that leads to `path` may be."""
    stem = _stem(path)
    return {stem, _stem(posixpath.dirname(path)), ".", ""} if stem == "index" else {stem}


def _stem(name: str) -> str:
    """The last part of a path or specifier, without what a bundler adds."""
    last = posixpath.basename(name.rstrip("/"))
    return last.split(".")[0] if not last.startswith(".") else last.strip(".")


# --- importers of any language ------------------------------------------------------------------------

_LEVELS = 3  # importers of importers of importers
_MOST_IMPORTERS = 200  # of one module: a name that common says nothing
_PYTHON = regex(r"^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]{0,2000}\)|[^\n]{1,400})|import[ \t]+([^\n]{1,300}))", re.MULTILINE)


def importers(candidates: Collection[str], project: Tree, load: Callable[[str], ir.Module | None], targets: Callable[[ir.Module, str, str], list[str]]) -> list[str]:
    """`candidates` and what imports or renders them, sorted; importers' importers to a bound."""
    found = {path for path in sorted(candidates) if load(path) is not None}  # in this order names are declared
    fresh = set(found)
    for _ in range(_LEVELS):
        if not fresh:
            break
        wanted: dict[str, set[str]] = {}
        for path in sorted(fresh):
            for word in spellings(path):
                wanted.setdefault(word, set()).add(path)
        languages = {group(identify(path).language) for path in fresh}
        template = any("/templatetags/" in path for path in fresh) or "template" in languages or "html" in {identify(path).language for path in fresh}

        def like(path: str, languages: set[str] = languages, template: bool = template) -> bool:
            return has_front_end(path) and (template or group(identify(path).language) in languages or EMBEDDED.get(identify(path).language) in languages)

        holders = project.search(sorted(wanted), like)
        fresh = set()
        for word in sorted(holders):
            for path in holders[word][:_MOST_IMPORTERS]:
                if path not in found and path not in fresh and _imports_one(path, wanted[word], load, targets):
                    fresh.add(path)
        found |= fresh
    return sorted(found)


def spellings(path: str) -> Iterator[str]:
    """What an importer must spell."""
    stem = posixpath.basename(path).partition(".")[0]
    if stem in ("index", "__init__", "mod", "lib", "main"):
        stem = posixpath.basename(posixpath.dirname(path))
    if len(stem) >= 2:
        yield stem.removeprefix("_")
    if is_settings(path):
        yield "settings"
    if identify(path).language == "php" and "-" in stem:  # WordPress: class-helcim-api.php holds Helcim_API
        yield "_".join(part.capitalize() for part in stem.removeprefix("class-").split("-"))
    if identify(path).language == "go":
        yield posixpath.basename(posixpath.dirname(path)) or stem


def by_spelling(paths: Iterable[str]) -> dict[str, list[str]]:
    """Programs among `paths`, in their order, by what an importer must spell."""
    found: dict[str, list[str]] = {}
    for path in paths:
        if has_front_end(path):
            for word in dict.fromkeys(spellings(path)):
                found.setdefault(word, []).append(path)
    return found


SPELT = regex(r"[\w-]+")
"""What may be such a word in a text."""


def _imports_one(path: str, wanted: set[str], load: Callable[[str], ir.Module | None], targets: Callable[[ir.Module, str, str], list[str]]) -> bool:
    own = EMBEDDED.get(identify(path).language) or group(identify(path).language)
    if own not in {group(identify(one).language) for one in wanted}:
        own = group(identify(path).language)
    same = {one for one in wanted if group(identify(one).language) == own}
    if not same and any("/templatetags/" in one for one in wanted):
        module = load(path)
        return module is not None and any(not wanted.isdisjoint(targets(module, name, imported)) for name, imported in _imported(module))
    if not same:
        return any(group(identify(one).language) == "template" or identify(one).language == "html" for one in wanted) and load(path) is not None
    module = load(path)
    if module is None:
        return False
    if own not in ("script", "python"):
        return True
    named = list(_imported(module))
    return any(not same.isdisjoint(targets(module, name, imported)) for name, imported in named)


def _imported(module: ir.Module) -> Iterator[tuple[str, str]]:
    """(module, name) of every import of a module, those inside of functions included."""
    waiting: list[ir.Stmt] = list(module.body)
    while waiting:
        one = waiting.pop()
        match one:
            case ir.Import(module=name, names=names) if not one.types_only:
                yield name, ""
                yield from ((name, inner.name) for inner in names if inner.name not in ("", "*", "default"))
            case ir.Export(source=str() as source):
                yield source, ""
            case ir.Branch(bodies=bodies):
                waiting.extend(inner for body in bodies for inner in body)
            case ir.Loop(body=body) | ir.Class(body=body):
                waiting.extend(body)
            case ir.Define(function=function):
                waiting.extend(function.body)
            case _:
                pass
    for expr in expressions(module.body):
        if isinstance(expr, ir.Call) and isinstance(expr.target, ir.Name) and expr.target.id in ("require", "import") and expr.args and isinstance(expr.args[0].value, ir.Literal):
            yield expr.args[0].value.value, ""


def programs(paths: list[str], load: Callable[[str], ir.Module | None], targets: Callable[[ir.Module, str, str], list[str]], wired: Mapping[str, list[str]]) -> list[list[str]]:
    """`paths` as programs that have nothing to do with each other: what imports what, and, in languages whose files see each other, what stands in one project."""
    parent: dict[str, str] = {}
    small = len(paths) <= _SMALL and any(not _project_of(path) and (module := load(path)) is not None and group(module.language) == "template" for path in paths)

    def project(path: str) -> str:
        """A few modules beside a directory of templates are one project."""
        found = _project_of(path)
        return "/" if small and "/" not in found else "/" + found

    def top(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for path in paths:
        module = load(path)
        if module is None:
            continue
        own = group(module.language)
        for other in wired.get(path, ()):
            parent[top(path)] = top(other)
        if own in ("script", "python", "template"):
            for name, imported in _imported(module):
                for target in targets(module, name, imported):
                    parent[top(path)] = top(target)
        # Templates, and scripts of one page, are found by name: they belong to what stands beside them.
        if own not in ("script", "python") or not any(isinstance(one, ir.Import | ir.Export) for one in module.body):
            parent[top(path)] = top(project(path))
        elif own == "python":
            parent[top(path)] = top(path)
    for path in paths:
        if group(identify(path).language) in ("script", "python"):
            place = project(path)
            if place in parent:
                parent[top(path)] = top(place)
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(top(path), []).append(path)
    return sorted(found.values())


def _project_of(path: str) -> str:
    """The directory that a file's program is taken to be: two levels, or what stands before a source folder."""
    parts = path.split("/")[:-1]
    for place, part in enumerate(parts):
        if part in _SOURCE_FOLDERS:
            return "/".join(parts[:place])
    return "/".join(parts[:1])


_SMALL = 80
_SOURCE_FOLDERS = frozenset(("src", "app", "lib", "resources", "views", "templates", "public", "includes", "admin", "cmd", "internal", "controllers", "tree"))
