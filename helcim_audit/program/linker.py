"""Which module, function or class of the program does an import or an unknown name mean?"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from helcim_audit.filetypes import identify
from helcim_audit.model import Degraded
from helcim_audit.program import ir
from helcim_audit.program.apps import runs_in_app
from helcim_audit.program.barrels import Barrels
from helcim_audit.program.django import SETTINGS, TAGS, Django
from helcim_audit.program.front_ends import EMBEDDED, HEAD, group, has_front_end, lower
from helcim_audit.program.injected import services
from helcim_audit.program.lattice import Mark, Taint, Value, join
from helcim_audit.program.public_env import inlined
from helcim_audit.program.resolve_javascript import Project
from helcim_audit.program.resolve_javascript import resolve as resolve_script
from helcim_audit.program.scopes import Closure, Instance, Scope, Shape, Space
from helcim_audit.program.sources import by_setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_TEMPLATE_ENDING = r"(?:\.(?:html?|xhtml|twig|ejs|hbs|handlebars|mustache|njk|nunjucks|pug|jade|blade|php|phtml|jinja2?|j2|tpl|erb|liquid|haml|slim|jbuilder|json|ftlh?|vm|jsp|tmpl|gohtml|cshtml|razor|latte|mako|eex|heex|tt))+$"
MOST_HOPS = 4
"""Imports of imports, counted from the modules of a program: beyond, nothing has to do with Helcim any more."""
MOST_NESTED = 30
"""Modules that wait for another one to be run; each takes some of Python's stack."""
MOST_MODULES = 4000
"""Modules that one scan analyses; what they import beyond is not followed."""

_COMMON = frozenset(
    (
        "create", "update", "delete", "remove", "append", "format", "render", "handle", "process", "execute", "request", "response", "string", "tostring", "write", "close",
        "start", "select", "insert", "query", "fetch", "index", "store", "clear", "reset", "flush", "commit", "build", "parse", "encode", "decode", "filter", "value", "values",
        "items", "count", "first", "equals", "hashcode", "compare", "clone", "merge", "print", "error", "debug", "warning", "group", "order", "limit", "where", "register", "config",
        "validate", "success", "message", "get_option", "is_available", "init_settings", "session", "headers", "params", "method", "patch", "options", "connect", "listen", "publish",
    )
)
_DEEPEST_PAGES = 8
LARGEST = 1_000_000
"""Characters of a module that is analysed."""


class Near(Protocol):
    """(path, text) -> does the text around an offset speak of Helcim; does it name another vendor; does any of it speak of Helcim?"""

    def __call__(self, path: str, text: str) -> tuple[Callable[[int], bool], Callable[[int], bool], bool]: ...


@dataclass(eq=False)
class Linker:
    """The modules of a program, lowered when they are first needed."""

    project: Project
    near: Near
    machine: Machine = field(init=False)
    modules: dict[str, ir.Module | None] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)
    degraded: list[Degraded] = field(default_factory=list)
    symbols: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    late: dict[tuple[str, str], list[str]] | None = None
    early: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    methods: dict[tuple[str, str], list[Shape]] | None = None
    indexed: int = 0
    own: dict[str, bool] = field(default_factory=dict)
    rendered: set[str] = field(default_factory=set)
    wired: dict[str, list[str]] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    hops: dict[str, int] = field(default_factory=dict)
    barrels: Barrels = field(init=False)
    django: Django = field(init=False)

    def __post_init__(self) -> None:
        self.paths = frozenset(self.project.paths())
        self.django = Django(self.project, self.load)
        self.barrels = Barrels(self.project, self.load)

    @functools.cached_property
    def stems(self) -> dict[str, list[str]]:
        """Paths of programs by their names without an ending. In a large tree this takes a while, and most programs say what they import."""
        found: dict[str, list[str]] = {}
        for path in filter(has_front_end, sorted(self.paths)):
            found.setdefault(posixpath.basename(path).partition(".")[0], []).append(path)
        return found

    def load(self, path: str) -> ir.Module | None:
        """The lowered module at `path`, None where there is none or it cannot be read as a program."""
        if path in self.modules:
            self._join(path)
            return self.modules[path]
        self.modules[path] = None
        text = self.project.read(path) if len(self.modules) <= MOST_MODULES and (has_front_end(path) or path.endswith(".json") or "." not in posixpath.basename(path)) else None
        if text is None or not (has_front_end(path, text[:HEAD]) or path.endswith(".json")):
            return None
        if len(text) > LARGEST:
            self.degraded.append(Degraded(path, "too large to be analysed as a program"))
            return None
        try:
            module = lower(path, text)
        except ValueError as error:
            if path.endswith(".json"):
                return None
            self.degraded.append(Degraded(path, f"not analysed as a program: {error}"))
            return None
        self.degraded += [Degraded(path, reason) for reason in module.lost if reason.endswith("left out")]
        self.modules[path] = module
        self._join(path)
        return module

    def enter(self) -> None:
        """Begin another program: modules that the last one happened to load are no part of it before it loads them too."""
        self.late = {}
        self.joined.intersection_update(self.early)

    def _join(self, path: str) -> None:
        """What a module declares can be found by name from now on."""
        module = self.modules[path]
        if module is None or path in self.joined:
            return
        self.joined.add(path)
        symbols = self.late
        if symbols is None:
            self.early.add(path)
            symbols = self.symbols
        for one in module.body:
            name = one.function.name if isinstance(one, ir.Define) else one.name if isinstance(one, ir.Class) else one.target.id if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name) else ""
            if name:
                symbols.setdefault((group(module.language), name), []).append(path)

    def _declaring(self, key: tuple[str, str]) -> list[str]:
        return [*self.symbols.get(key, ()), *(self.late or {}).get(key, ())]

    def space(self, path: str) -> Space | None:
        """The space of a module, made anew for each pass."""
        if path in self.spaces:
            return self.spaces[path]
        module = self.load(path)
        if module is None:
            return None
        text = self.project.read(path) or ""
        near, another, speaks = self.near(path, text)
        side = "client" if runs_in_app(path, module.language, text, self.project) else "unknown"
        kin = not speaks and any(self.near(one, self.project.read(one) or "")[2] for one in self.wired.get(path, ()))
        self.spaces[path] = Space(module, near, speaks, side, told=_routes(module), text=text, another=another, kin=kin, offering=self.django.offering(path) if module.language == "python" else frozenset())
        if group(module.language) == "script":
            self.spaces[path].inlined = inlined(path, self.project, self.load)
        return self.spaces[path]

    def start(self, machine: Machine, again: bool, program: Sequence[str] = ()) -> None:
        """Begin a pass over a program. The next one keeps what modules export, so that cycles of imports are closed."""
        self.machine = machine
        self.methods = None
        self.hops = dict.fromkeys(program, 0)
        if not again:
            self.spaces.clear()
            self.rendered.clear()
        for path, old in list(self.spaces.items()):
            new = Space(old.module, old.near, old.speaks, old.side, old.server_names, old.told, old.text, old.desktop, old.kin, old.another, old.offering, old.inlined, old.place)
            new.exports, new.changed = dict(old.exports), dict(old.changed)
            self.spaces[path] = new

    # --- imports -------------------------------------------------------------------------------------

    def resolve(self, module: ir.Module, name: str, imported: str) -> list[str]:
        """Paths that an import names; several where a package is a directory."""
        language = module.language
        if group(language) == "script":
            found = resolve_script(module.path, name, self.project)
            return [found] if found else services(name, self.stems)
        if language == "python" and name == SETTINGS and imported == "settings":
            return self.django.settings(module.path)
        if name.startswith(TAGS):
            return self.django.tags(name)
        if language == "python":
            from helcim_audit.program.resolve_python import resolve, resolve_name

            found = resolve_name(module.path, name, imported, self.project) if imported not in ("", "*") else resolve(module.path, name, self.project)
            return [found] if found else []
        if language == "php":
            from helcim_audit.program.resolve_php import resolve as resolve_php

            found = resolve_php(module.path, name, self.project)
            return [found] if found else []
        if language == "ruby":
            from helcim_audit.program.resolve_ruby import resolve as resolve_ruby

            found = resolve_ruby(module.path, name, self.project)
            return [found] if found else []
        if language == "rust" and not name.startswith((".", "/")):
            crate = name.partition("::")[0]
            below = [path for path in self.stems.get("lib", ()) if path.endswith(".rs") and f"/{path}".replace("-", "_").endswith((f"/{crate}/src/lib.rs", f"/{crate}/lib.rs"))]
            if below:
                return below[:1]
        if language == "go":
            tail = name.split("/")
            for length in range(min(4, len(tail)), 0, -1):
                folder = "/".join(tail[-length:])
                below = [path for path in sorted(self.paths) if path.endswith(".go") and not path.endswith("_test.go") and (posixpath.dirname(path) == folder or posixpath.dirname(path).endswith("/" + folder))]
                if below:
                    return below[:12]
            return []
        if language == "elixir":
            return [path for path in self._declaring((language, name)) if path != module.path][:1]
        base = posixpath.normpath(posixpath.join(posixpath.dirname(module.path), name.removeprefix("package:").partition("/")[2] if name.startswith("package:") else name))
        tries = (base, base + posixpath.splitext(module.path)[1], "lib/" + name.partition("/")[2])
        beside = [one for one in tries if one in self.paths and has_front_end(one)][:1]
        named = self._template_path(name, module.path) if not beside and group(language) == "template" else None
        return [named] if named else beside

    def link(self, space: Space, name: str, imported: str) -> Value | None:
        """What `imported` of module `name` is in the program; None where the module is not part of it."""
        found: list[Value] = []
        hop = self.hops.get(space.path, 0) + 1
        for path in self.resolve(space.module, name, imported):
            if group(space.language) == "script" and imported not in ("", "*"):
                path, imported = self.barrels.behind(path, imported)
            self.hops[path] = min(hop, self.hops.get(path, hop))
            target = self.space(path) if self.hops[path] <= MOST_HOPS else None
            if target is None:
                continue
            if len(self.machine.stack) < MOST_NESTED:  # deeper ones run when they are asked for from nearer, and tell in the next pass
                self.machine.space(target)
            if name != SETTINGS:  # which all modules read
                target.kin, space.kin = target.kin or space.speaks, space.kin or target.speaks
            value = self._member(space, target, name, imported)
            if value is not None:
                found.append(value)
        if found and name == SETTINGS:
            found.append(Value(names=("django.conf.settings",), opaque=True))
        return join(found) if found else None

    def _member(self, space: Space, target: Space, name: str, imported: str) -> Value | None:
        whole = Value(refs=(target,))
        if group(target.language) == "script":
            if imported in ("", "*"):
                default = target.exports.get("default")
                if default is not None and not any(key != "default" and key not in default.fields for key in target.exports):
                    return default if imported == "" and any(default.refs) else Value(default.taints, default.texts, target.exports, default.rest, (*default.refs, target), default.names, default.roots, default.opaque)
                return whole
            if imported in target.exports:
                return target.exports[imported]
            if imported == "default":
                return Value(fields=target.exports) if target.exports else None
            return None
        if target.language == "php":
            shapes = [value for value in target.scope.names.values() if any(isinstance(ref, Shape) and ref.name == name.rpartition("\\")[2] for ref in value.refs)]
            return shapes[0] if shapes else target.returned if target.returned.fields or target.returned.taints else whole
        if target.language == "ruby" and imported == "" and name[:1].isupper():
            last = name.rpartition("::")[2]
            shape = next((one for one in self.machine.shapes.values() if one.name == last and one.scope.space.path == target.path), None)
            return Value(refs=(shape,)) if shape is not None else target.scope.names.get(last, whole)
        if target.language == "elixir" and imported == "":
            return target.scope.names.get(name)
        if target.language == "rust" and "::" in name:
            return target.scope.names.get(name.rpartition("::")[2])
        if target.language == "python" and imported not in ("", "*"):
            from helcim_audit.program.resolve_python import resolve

            return target.scope.names.get(imported) if resolve(space.path, name, self.project) == target.path else whole
        return target.scope.names.get(imported) if imported and imported in target.scope.names else whole

    def imported(self, space: Space, one: ir.Import, name: ir.Imported) -> Taint | None:
        """A secret by the name under which it is imported from outside: `from settings import HELCIM_API_TOKEN`."""
        taint = by_setting(space, name.name, one.at) if name.name not in ("", "*", "default") else None
        return Taint(taint.kind, (Mark(space.path, one.at, f"imports {name.name}"),)) if taint is not None and name.name.upper() == name.name else None

    # --- names that no import brought ------------------------------------------------------------------

    def by_class(self, space: Space, name: str) -> Shape | None:
        """The class of that name, in languages whose files see each other."""
        for value in (space.scope.find(name), self.by_symbol(space, name)):
            found = next((ref for ref in value.refs if isinstance(ref, Shape)), None) if value is not None else None
            if found is not None:
                return found
        return None

    def by_symbol(self, space: Space, name: str) -> Value | None:
        """A function, class or constant of another file, in languages whose files see each other."""
        own = EMBEDDED.get(space.language) or group(space.language)
        if own == "python" or not name or own == "template" or (own == "script" and self._is_module(space.module)):
            return None
        listed = self._declaring((own, name))
        if own == "script":
            listed = [path for path in listed if (module := self.modules.get(path)) is not None and not self._is_module(module)]
        if not listed and name[:1].isupper() and own != "script":
            paths = [path for stem in dict.fromkeys((name, _snake(name), "class-" + _snake(name).replace("_", "-"))) for path in self.stems.get(stem, ()) if identify(path).language == space.language]
            for path in paths[:2]:
                self.load(path)
            listed = self._declaring((own, name))
        found = []
        for path in [one for one in listed if one != space.path][:3]:
            target = self.space(path)
            if target is not None:
                self.machine.space(target)
                if name in target.scope.names:
                    found.append(target.scope.names[name])
                    if own == "script":
                        target.kin, space.kin = target.kin or space.speaks, space.kin or target.speaks
        return join(found) if found else None

    def _is_module(self, module: ir.Module) -> bool:
        """Whether a script's names are its own; those of a page's scripts are everyone's. Asked for every name, answered once."""
        if module.path not in self.own:
            self.own[module.path] = any(isinstance(one, ir.Import | ir.Export) or _requires(one) for one in module.body)
        return self.own[module.path]

    def by_method(self, space: Space, name: str, receiver: Value, roles: frozenset[str]) -> list[Closure]:
        """The one method of that name in the program, for objects of which nothing else is known (injected, from a container)."""
        if len(name) < 5 or receiver.texts or any(isinstance(ref, Instance | Shape | Space) for ref in receiver.refs):
            return []
        shapes = self._with_method(group(space.language), name)
        if receiver.fields and not receiver.opaque:
            shapes = [shape for shape in shapes if set(receiver.fields) <= set(shape.attributes)]
        elif roles - {"carry", "send", "put", "handler", "same", "request", "respond"} or name.lower() in _COMMON:
            return []
        if len(shapes) != 1:
            return []
        method = shapes[0].methods[name]
        if receiver.fields:
            return [Closure(method.function, method.scope, receiver, method.shape)]
        return [Closure(method.function, method.scope, Value(refs=(self.machine.instance(shapes[0]),)), method.shape)]

    def _with_method(self, own: str, name: str) -> list[Shape]:
        """Classes that have a method. Indexed anew where classes were declared since."""
        if self.methods is None or self.indexed != len(self.machine.shapes):
            self.methods, self.indexed = {}, len(self.machine.shapes)
            for shape in self.machine.shapes.values():
                for method in shape.methods:
                    self.methods.setdefault((group(shape.scope.space.language), method), []).append(shape)
        return self.methods.get((own, name), [])

    def template(self, space: Space, given: Sequence[Given], expr: ir.Call) -> bool:
        """Run the template that a call renders with what it is given. False where it is not part of the tree."""
        text = next((text.value for one in given[:3] for text in one.value.texts if 1 < len(text.value) < 120 and "\n" not in text.value), None)
        path = self._template_path(text, space.path) if text else None
        target = self.space(path) if path else None
        if target is None:
            return False
        if path in self.running or len(self.running) >= _DEEPEST_PAGES:  # a page that renders itself
            return True
        self.rendered.add(target.path)
        scope = Scope(target)
        for one in given:
            if one.name is not None and one.name not in ("context", "template_name", "locals"):
                scope.names[one.name] = one.value
            scope.names.update(one.value.fields)
        scope.names = {name: value.step(Mark(space.path, expr.at, f"handed to {posixpath.basename(target.path)}")) for name, value in scope.names.items()}
        self.running.append(target.path)
        self.machine.page(target, scope)
        self.running.pop()
        return True

    @functools.cached_property
    def has_pages(self) -> bool:
        """Whether any page is part of the tree."""
        return any(identify(path).family == "template" or identify(path).language == "html" for paths in self.stems.values() for path in paths)

    def _template_path(self, text: str, importer: str) -> str | None:
        """The template that a name means: `pay.html`, `emails/receipt`, `pay.show`, `@Shop/pay.html.twig`."""
        if re.match(r"[\w.]+:[\w./-]+$", text):  # Pyramid's packages
            text = text.partition(":")[2]
        ending = re.search(_TEMPLATE_ENDING + "$", text)
        wanted = [re.sub(_TEMPLATE_ENDING, "", text.lstrip("@/.")), text.replace(".", "/"), text.replace("::", "/").replace(".", "/")]
        fits = []
        for name in dict.fromkeys(wanted):
            for path in self.stems.get(posixpath.basename(name), ()):
                if ending is not None and name == wanted[0] and not posixpath.basename(path).startswith(posixpath.basename(text)):
                    continue  # pay.tpl is not pay.php
                if path != importer and ("/" + re.sub(_TEMPLATE_ENDING, "", path)).endswith("/" + name) and (identify(path).family == "template" or identify(path).language in ("html", "php")):
                    fits.append(path)
        return min(fits, key=lambda path: (not f"/{path}".endswith("/" + text.lstrip("@/.")), len(path))) if fits else None


def _requires(one: ir.Stmt) -> bool:
    return isinstance(one, ir.Bind) and isinstance(one.value, ir.Call) and isinstance(one.value.target, ir.Name) and one.value.target.id == "require"


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() and i and not name[i - 1].isupper() else c.lower() for i, c in enumerate(name))


def _routes(module: ir.Module) -> str:
    """Addresses that a module registers, so that what receives webhooks is known by them."""
    from helcim_audit.program.ir_walk import expressions

    found = []
    for one in expressions(module.body):
        if isinstance(one, ir.Literal) and 3 < len(one.value) < 80 and "hook" in one.value.lower() and " " not in one.value and "/" in one.value:
            found.append(one.value)
    return " ".join(found[:20])
