"""Which settings does a JavaScript build hand to the browser or the app, whatever their names?

Public prefixes are told by names alone (`names.public_prefix`); here are the mechanisms that publish what
a configuration lists: Next.js `env`, DefinePlugin, EnvironmentPlugin, Vite's and esbuild's `define`,
`envPrefix`, Nuxt's `runtimeConfig.public`, Expo's `extra`, Astro's client schema, `@env` of React Native.
"""

import functools
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.model import Match, Span
from helcim_audit.names import NameClass, classify, speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.resolve_javascript import Project, package_root
from helcim_audit.secrets import SecretKind

_SHOWN = frozenset((SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN))
_PLUGINS = frozenset(("DefinePlugin", "EnvironmentPlugin"))
# Keys of a configuration whose entries are published, by the file's name.
_PUBLISHED: tuple[tuple["re.Pattern[str]", tuple[tuple[str, ...], ...]], ...] = (
    (regex(r"^next\.config\."), (("env",), ("publicRuntimeConfig",))),
    (regex(r"^nuxt\.config\."), (("runtimeConfig", "public"), ("publicRuntimeConfig",), ("env",), ("appConfig",))),
    (regex(r"^app\.config\.[cm]?[jt]s$"), (("extra",),)),
    (regex(r"^environment\.js$"), (("APP",),)),  # Ember writes it into the page
    (regex(r"^(?:quasar|vue)\.config\."), (("build", "env"),)),
)
_BUILD = regex(r"(?:^|\.|-)(?:config|webpack|vite|esbuild|rollup|rspack|rsbuild|build|craco)[\w.-]*\.[cm]?[jt]s$")
_APP_MODULES = frozenset(("@env", "react-native-dotenv", "react-native-config"))


@dataclass(frozen=True, slots=True)
class Published:
    """A name that the build makes public. at: its handle. mechanism: how, in words. reads: it is only read here."""

    at: ir.Handle
    name: str
    value: ir.Expr | None
    mechanism: str
    reads: bool = False


def public_environment(modules: Mapping[str, ir.Module]) -> dict[str, list[Match]]:
    """Findings of `public-env-secret` for each module that publishes a secret by its configuration."""
    found: dict[str, list[Match]] = {}
    for path in sorted(modules):
        matches = [match for one in published(modules[path]) if (match := _match(modules[path], one)) is not None]
        if matches:
            found[path] = matches
    return found


def _match(module: ir.Module, one: Published) -> Match | None:
    kind = _secret(one)
    if kind is None or kind.kind in _SHOWN:
        return None
    span = module.locate(one.at)
    return Match(
        "public-env-secret",
        Span(span.start, span.end),
        at_secret=False,
        confidence="medium" if kind.ambiguous else None,
        message=f"{one.mechanism} hands this secret to everyone who opens the page or the app.",
        language=module.language,
        subject=("read:" if one.reads else "define:") + one.name,
    )


def _secret(one: Published) -> NameClass | None:
    """What the published name, or the variable that it takes its value from, announces."""
    names = [one.name.rpartition(".")[2]]
    if one.value is not None:
        if isinstance(one.value, ir.Literal) and one.value.value and "nuxt" not in one.mechanism.lower():
            return None  # a value that stands here is a finding of its own
        names.extend(_read(one.value))
    context = any(speaks_of_helcim(name) for name in names)
    return next((kind for name in names if (kind := classify(name, context)) is not None and (kind.helcim or context)), None)


def _read(value: ir.Expr) -> Iterator[str]:
    match value:
        case ir.Attribute(name=name):
            yield name
        case ir.Item(key=ir.Literal(value=name)):
            yield name
        case ir.Test() | ir.Call(target=ir.Name(id="Boolean")):
            return  # whether it is set is no secret
        case _:
            for child in ir.children(value):
                yield from _read(child)


def published(module: ir.Module) -> Iterator[Published]:
    """Everything that `module` publishes, secret or not."""
    name = posixpath.basename(module.path)
    keys = next((keys for pattern, keys in _PUBLISHED if pattern.search(name)), ())
    if keys or _BUILD.search(name):
        for one in expressions(module.body):
            if isinstance(one, ir.Record):
                yield from _of_record(one, keys, module.path)
            elif isinstance(one, ir.Call):
                yield from _of_plugin(one)
    yield from _of_app(module)


def _of_record(record: ir.Record, keys: tuple[tuple[str, ...], ...], path: str) -> Iterator[Published]:
    for key in keys:
        inner: ir.Expr | None = record
        for step in key:
            inner = _field(inner, step)
        yield from _entries(inner, f"`{'.'.join(key)}` of {posixpath.basename(path)}")
    yield from _entries(_field(record, "define"), "`define` of the bundler")
    for literal in _literals(_field(record, "envPrefix")):
        if speaks_of_helcim(literal.value):
            yield Published(literal.at, literal.value + "API_TOKEN", None, "`envPrefix`")
    for entry in record.entries:  # Astro: HELCIM_API_TOKEN: envField.string({context: "client", ...})
        if isinstance(entry.key, ir.Literal) and isinstance(entry.value, ir.Call) and entry.value.args:
            context = _field(entry.value.args[0].value, "context")
            if isinstance(context, ir.Literal) and context.value == "client":
                yield Published(entry.key.at, entry.key.value, None, "`context: \"client\"`")


def _field(value: ir.Expr | None, name: str) -> ir.Expr | None:
    if not isinstance(value, ir.Record):
        return None
    return next((entry.value for entry in value.entries if isinstance(entry.key, ir.Literal) and entry.key.value == name), None)


def _entries(value: ir.Expr | None, mechanism: str) -> Iterator[Published]:
    if not isinstance(value, ir.Record):
        return
    for entry in value.entries:
        if isinstance(entry.key, ir.Literal):
            if isinstance(entry.value, ir.Record):  # 'process.env': {...}
                yield from _entries(entry.value, mechanism)
            else:
                yield Published(entry.key.at, entry.key.value, entry.value, mechanism)


def _literals(value: ir.Expr | None) -> Iterator[ir.Literal]:
    match value:
        case ir.Literal():
            yield value
        case ir.Sequence(items=items):
            for item in items:
                yield from _literals(item.value)
        case _:
            return


def _of_plugin(call: ir.Call) -> Iterator[Published]:
    name = call.target.name if isinstance(call.target, ir.Attribute) else call.target.id if isinstance(call.target, ir.Name) else ""
    if name not in _PLUGINS or not call.args:
        return
    first = call.args[0].value
    yield from _entries(first, f"webpack's {name}")
    if isinstance(first, ir.Sequence):
        yield from (Published(one.at, one.value, None, f"webpack's {name}") for one in _literals(first))


def _of_app(module: ir.Module) -> Iterator[Published]:
    """`import { HELCIM_API_TOKEN } from "@env"` compiles the value into the app."""
    for one in module.body:
        if isinstance(one, ir.Import) and one.module in _APP_MODULES:
            yield from (Published(one.at, name.name, None, f"{one.module} compiles it into the app:", reads=True) for name in one.names)


_INLINES = regex(r"(?:^|/)(?:[\w.-]+\.)?(?:vite|webpack|rollup|esbuild|rspack|rsbuild|craco|vue|next|snowpack|farm)(?:\.[\w-]+)?\.config\.[cm]?[jt]s$|(?:^|/)(?:webpack|build|esbuild)[\w.-]*\.[cm]?js$")
_MOST_BUILDS = 60


@functools.lru_cache(maxsize=4)
def _inlined(project: Project) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in project.paths() if _INLINES.search(path) and "node_modules/" not in path)[:_MOST_BUILDS]:
        found.setdefault(package_root(path, project), []).append(path)
    return found


@functools.lru_cache(maxsize=256)
def _written_in(root: str, project: Project, load: Callable[[str], ir.Module | None]) -> frozenset[str]:
    modules = [module for build in _inlined(project)[root] if (module := load(build)) is not None]
    return frozenset(one.name.rpartition(".")[2] for module in modules for one in published(module))


def inlined(path: str, project: Project, load: Callable[[str], ir.Module | None]) -> frozenset[str]:
    """Environment variables that the build of a module's package writes into the bundle in the place of their names."""
    builds = _inlined(project)
    root = package_root(path, project) if builds else ""
    return _written_in(root, project, load) if root in builds else frozenset()
