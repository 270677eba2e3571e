"""Which file of the project does a JavaScript import mean?

Relative paths, `paths` and `baseUrl` of tsconfig and jsconfig, `imports` of package.json, workspace
packages, aliases of bundler configurations and the customary ones (`@/`, `~/`, `$lib/`). Nothing is run
and nothing outside of the project is looked at: what npm would install is None.
"""

import functools
import json
import posixpath
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from helcim_audit.lazy import regex
from helcim_audit.program.folders import above


class Project(Protocol):
    """The files of a scan: all their paths (POSIX, from the root) and the text of one, None if there is none."""

    def paths(self) -> Collection[str]: ...

    def read(self, path: str) -> str | None: ...

    def __hash__(self) -> int: ...


class Tree(Project, Protocol):
    """A project that can tell quickly which of its files hold a word."""

    def search(self, words: Collection[str], like: Callable[[str], bool]) -> dict[str, list[str]]: ...


_SUFFIXES = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".json", ".vue", ".svelte", ".astro")
# TypeScript's ES modules import the file that will be written.
_WRITTEN_AS = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
_CUSTOMARY = (
    ("@/", ("src/", "", "app/", "resources/js/", "client/", "client/src/", "frontend/src/")),
    ("~/", ("app/", "src/", "")),
    ("@@/", ("", "src/")),
    ("~~/", ("", "src/")),
    ("$lib/", ("src/lib/",)),
    ("@app/", ("src/app/", "app/", "src/")),
    ("#/", ("src/", "")),
    ("src/", ("src/",)),
    ("app/", ("app/",)),
)
_CONFIGS = ("tsconfig.json", "jsconfig.json", "tsconfig.base.json", "tsconfig.app.json")
_BUNDLERS = regex(r"(?:^|/)(?:vite|webpack[\w.-]*|vue|nuxt|next|astro|svelte|rollup|babel|metro|craco)\.config\.[cm]?[jt]s$")
# `'@components': path.resolve(__dirname, './src/components')`, `"@": fileURLToPath(new URL("./src", ...))`
_ALIAS = regex(
    r"""(?:find\s{0,3}:\s{0,3}["']([@~#$]?[\w@/-]{0,40})["']\s{0,3},\s{0,40}replacement|["']?([@~#$]?[\w@/-]{0,40})["']?)\s{0,3}:\s{0,3}[^\n"']{0,80}["']\.{0,2}/?([\w./-]{1,80})["']"""
)
_TOKEN = regex(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/|,(?=\s*[}\]])')
_GLOB = regex(r"""["'\s]([\w./-]{1,60}/\*{1,2})(?=["'\s])""")
_MOST_PACKAGES = 500
_LONGEST_CHAIN = 5


@dataclass(frozen=True, eq=False)
class _Layout:
    """What resolving needs to know of a project, found once."""

    project: Project
    paths: frozenset[str]
    roots: frozenset[str]
    packages: dict[str, str]


def loads(text: str | None) -> dict[str, Any]:
    """An object of JSON with comments and trailing commas; empty if it is none."""
    if not text:
        return {}
    try:
        value = json.loads(_TOKEN.sub(lambda hit: hit[1] or "", text.removeprefix("\ufeff")))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


@functools.lru_cache(maxsize=4)
def _layout(project: Project) -> _Layout:
    paths = frozenset(project.paths())
    manifests = sorted(path for path in paths if posixpath.basename(path) == "package.json" and "node_modules/" not in path)
    packages: dict[str, str] = {}
    for path in manifests[:_MOST_PACKAGES]:
        name = loads(project.read(path)).get("name")
        if isinstance(name, str) and name:
            packages.setdefault(name, posixpath.dirname(path))
    return _Layout(project, paths, frozenset(posixpath.dirname(path) for path in manifests), packages)


def package_root(path: str, project: Project) -> str:
    """The directory of the nearest package.json above `path`, or "" for the project's root."""
    roots = _layout(project).roots
    return next((directory for directory in above(path) if directory in roots), "")


def resolve(importer: str, module: str, project: Project) -> str | None:
    """The path of what `importer` means by `module`, or None if it is no file of the project."""
    if len(module) > 400:
        return None
    layout = _layout(project)
    module = module.rpartition("!")[2].partition("?")[0]  # raw-loader!./x, ./x?raw
    if not module or module.startswith(("node:", "http:", "https:", "data:", "virtual:")):
        return None
    if module.startswith("."):
        return _file(layout, _join(posixpath.dirname(importer), module))
    root = package_root(importer, project)
    if module.startswith("/"):
        return next((found for base in (root, "", _join(root, "public")) if (found := _file(layout, _join(base, module[1:])))), None)
    for candidate in _candidates(layout, importer, module, root):
        if (found := _file(layout, candidate)) is not None:
            return found
    return None


def _candidates(layout: _Layout, importer: str, module: str, root: str) -> Iterator[str]:
    yield from _by_tsconfig(layout, importer, module)
    if module.startswith("#"):
        yield from _by_manifest(layout, root, module, "imports")
    yield from _by_workspace(layout, module)
    yield from (_join(base, module[len(prefix) :]) for prefix, base in _aliases(layout, root) if module == prefix or module.startswith(prefix.rstrip("/") + "/"))
    for prefix, places in _CUSTOMARY:
        if module.startswith(prefix):
            yield from (_join(root, place + module[len(prefix) :]) for place in places)


def _join(directory: str, module: str) -> str:
    joined = posixpath.normpath(posixpath.join(directory, module.lstrip("/") if directory else module))
    return "" if joined == "." else joined if directory.startswith("/") else joined.lstrip("/")


def _file(layout: _Layout, path: str) -> str | None:
    """`path` itself, with a suffix, or as a directory."""
    if path.startswith(".."):
        return None
    paths = layout.paths
    if path in paths:
        return path
    for suffix in _SUFFIXES:
        if path + suffix in paths:
            return path + suffix
    stem, suffix = posixpath.splitext(path)
    for other in _WRITTEN_AS.get(suffix, ()):
        if stem + other in paths:
            return stem + other
    for suffix in _SUFFIXES:
        index = _join(path, "index" + suffix)
        if index in paths:
            return index
    if path in layout.roots:
        return next((found for main in _mains(layout, path) if main and (found := _file_only(layout, _join(path, main)))), None)
    return None


def _file_only(layout: _Layout, path: str) -> str | None:
    return next((path + suffix for suffix in ("", *_SUFFIXES, "/index.ts", "/index.js", "/index.tsx") if path + suffix in layout.paths), None)


def _mains(layout: _Layout, root: str) -> Iterator[str]:
    """Where a package begins; its source before what is built from it, which is seldom in the tree."""
    manifest = loads(layout.project.read(_join(root, "package.json")))
    yield from (target for target in _targets(manifest.get("exports"), "."))
    for field in ("source", "module", "main", "types"):
        if isinstance(found := manifest.get(field), str):
            yield found
    yield from ("src/index", "index", "lib/index", "src/main")


def _targets(exports: object, key: str, depth: int = 0) -> Iterator[str]:
    """The files that `exports` or `imports` name for `key`, under any condition."""
    if depth > _LONGEST_CHAIN:
        return
    if isinstance(exports, str):
        if depth or key == ".":
            yield exports
    elif isinstance(exports, list):
        for one in exports:
            yield from _targets(one, key, depth + 1)
    elif isinstance(exports, dict):
        if depth or not any(str(name).startswith((".", "#")) for name in exports):
            if depth or key == ".":
                for one in exports.values():
                    yield from _targets(one, key, depth + 1)
            return
        for name, one in exports.items():
            before, star, after = str(name).partition("*")
            if name == key:
                yield from _targets(one, key, depth + 1)
            elif star and key.startswith(before) and key.endswith(after):
                middle = key[len(before) : len(key) - len(after)]
                yield from (found.replace("*", middle) for found in _targets(one, key, depth + 1))


def _by_manifest(layout: _Layout, root: str, key: str, field: str) -> Iterator[str]:
    manifest = loads(layout.project.read(_join(root, "package.json")))
    yield from (_join(root, target) for target in _targets(manifest.get(field), key))


def _by_workspace(layout: _Layout, module: str) -> Iterator[str]:
    parts = module.split("/")
    name = "/".join(parts[: 2 if module.startswith("@") else 1])
    if (root := layout.packages.get(name) or _of_folder(layout, name)) is None:
        return
    inner = module[len(name) + 1 :]
    if not inner:
        yield from (_join(root, main) for main in _mains(layout, root))
        return
    yield from _by_manifest(layout, root, "./" + inner, "exports")
    yield from (_join(root, inner), _join(root, "src/" + inner))


def _of_folder(layout: _Layout, name: str) -> str | None:
    """The folder of a workspace that is called like a package whose manifest is not part of the scan."""
    found = _folders(layout).get(name.rpartition("/")[2], ())
    return found[0] if len(found) == 1 and (name.startswith("@") or found[0] not in layout.roots) else None


@functools.lru_cache(maxsize=4)
def _folders(layout: _Layout) -> dict[str, tuple[str, ...]]:
    """Folders of workspaces by their last name, those without a manifest of another name."""
    project = layout.project
    told = [hit for path in ("pnpm-workspace.yaml", "lerna.json") for hit in _GLOB.findall(project.read(path) or "")]
    listed = loads(project.read("package.json")).get("workspaces")
    listed = listed.get("packages") if isinstance(listed, dict) else listed
    told += [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    if not told and not any(path in layout.paths for path in ("turbo.json", "nx.json", "rush.json")):
        return {}
    parents = {one.removeprefix("./").split("*")[0].rstrip("/") for one in told if not one.startswith("!")} | {"packages", "libs"}
    named = set(layout.packages.values())
    found: dict[str, set[str]] = {}
    for path in layout.paths:
        for parent in parents:
            rest = path[len(parent) + 1 :] if parent and path.startswith(parent + "/") else ""
            folder = rest.partition("/")[0]
            if folder and folder != rest and f"{parent}/{folder}" not in named:
                found.setdefault(folder, set()).add(f"{parent}/{folder}")
    return {name: tuple(sorted(folders)) for name, folders in found.items()}


@functools.lru_cache(maxsize=512)
def _aliases(layout: _Layout, root: str) -> tuple[tuple[str, str], ...]:
    """Aliases of the bundler configurations beside the package.json, (prefix, directory)."""
    found: list[tuple[str, str]] = []
    prefix = root + "/" if root else ""
    for path in sorted(path for path in layout.paths if path.startswith(prefix) and "/" not in path[len(prefix) :] and _BUNDLERS.search(path)):
        text = layout.project.read(path) or ""
        at = text.find("alias")
        if at >= 0:
            found.extend((hit[1] or hit[2], _join(root, hit[3])) for hit in _ALIAS.finditer(text[at : at + 4000]) if hit[1] or hit[2])
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _by_tsconfig(layout: _Layout, importer: str, module: str) -> Iterator[str]:
    for directory in above(importer):
        for name in _CONFIGS:
            path = _join(directory, name)
            if path not in layout.paths:
                continue
            rules = _paths_of(layout, path)
            for pattern, targets in rules:
                before, star, after = pattern.partition("*")
                if (star and module.startswith(before) and module.endswith(after)) or module == pattern:
                    middle = module[len(before) : len(module) - len(after)] if star else ""
                    yield from (target.replace("*", middle) for target in targets)


@functools.lru_cache(maxsize=512)
def _paths_of(layout: _Layout, path: str, depth: int = 0) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`paths` of a tsconfig as (pattern, targets from the project's root), the most specific first."""
    config = loads(layout.project.read(path))
    options = config.get("compilerOptions")
    options = options if isinstance(options, dict) else {}
    directory = posixpath.dirname(path)
    base = options.get("baseUrl")
    here = _join(directory, base) if isinstance(base, str) else directory
    found: list[tuple[str, tuple[str, ...]]] = []
    rules = options.get("paths")
    for pattern, targets in rules.items() if isinstance(rules, dict) else ():
        listed = [targets] if isinstance(targets, str) else targets if isinstance(targets, list) else []
        found.append((pattern, tuple(_join(here, target) for target in listed if isinstance(target, str))))
    found.sort(key=lambda rule: -len(rule[0]))
    if isinstance(base, str):
        found.append(("*", (_join(here, "*"),)))
    above = config.get("extends")
    linked = [one.get("path") for one in config.get("references") or () if isinstance(one, dict)] if depth == 0 else []
    for other in [*(above if isinstance(above, list) else [above]), *linked]:
        if isinstance(other, str) and other.startswith(".") and depth < _LONGEST_CHAIN:
            target = _join(directory, other)
            target = target if target in layout.paths else target + ".json" if target + ".json" in layout.paths else _join(target, "tsconfig.json")
            if target in layout.paths:
                found.extend(_paths_of(layout, target, depth + 1))
    return tuple(found)
