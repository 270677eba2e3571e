"""Which files hold what others are handed by a container, so that no import joins them?

Methods that are called on an object of a context, a registry or a constructor's parameter (`dataSources.helcim.initialize()`,
`services.payments.openSession()`), and Strapi's services, which are named: `strapi.service("api::checkout.checkout")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from helcim_audit.lazy import regex
from helcim_audit.program.resolve_javascript import Project, Tree, package_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Machine
    from helcim_audit.program.lattice import Value
    from helcim_audit.program.scopes import Space


_MOST_METHODS = 40  # of one file
_MOST_FILES = 20  # that call one of them
_HELCIM = regex(r"(?i)helcim")
_METHOD = regex(r"^[ \t]{1,12}(?:(?:public|private|protected|override|static|async)\s{1,3}){0,4}([A-Za-z_$]\w{4,40})\s{0,2}(?:\([^(){}]{0,200}\)[^={}()\n]{0,80}\{|[:=]\s{0,3}(?:async\b\s{0,3})?(?:function\b|\([^(){}]{0,200}\)\s{0,2}=>))", re.MULTILINE)
_NO_METHODS = frozenset(("constructor", "switch", "catch", "while", "function", "return", "super", "render", "mounted", "created", "setup"))
_HOLDER = r"(?i:helcim|pay|gateway|service|sources?|billing|checkout|merchant|client|provider|strapi|container|cradle|deps)[\w$]{{0,30}}(?:\([^()\n]{{0,80}}\))?[!?]?\.{}\s{{0,3}}\("
_SERVICE = regex(r"(?:(?:api|plugin)::)?([\w-]+)\.([\w-]+)\Z")
_SERVICES = regex(r"(?:^|/)([\w-]+)/(?:server/)?(?:src/)?services/([\w-]+)\.[cm]?[jt]s$")


def services(name: str, stems: Mapping[str, list[str]]) -> list[str]:
    """The file of the service that `strapi.service(name)` means."""
    found = _SERVICE.match(name)
    if found is None:
        return []
    return [path for path in stems.get(found[2], ()) if (hit := _SERVICES.search(path)) is not None and hit.groups() == found.groups()][:1]


def service_named(machine: Machine, space: Space, name: str) -> Value | None:
    """What a named service offers: its module exports it, or a function that makes it."""
    from helcim_audit.program.lattice import Mark, join
    from helcim_audit.program.scopes import Closure

    if _SERVICE.match(name) is None:
        return None
    found = machine.link(space, name, "default")
    if found is None:
        return None
    made = [machine.invoke(ref, (), Mark(space.path, ref.function.at, "made as a service")) for ref in found.refs if isinstance(ref, Closure)]
    return join((found, *made))


def handed(scripts: Collection[str], project: Tree, like: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Pairs of files: one defines a method and speaks of Helcim, the other calls it on an object that it was handed."""
    texts = {path: text for path in scripts if _HELCIM.search(text := project.read(path) or "")}
    methods = {path: _methods(text) for path, text in texts.items()}
    wanted = {name for names in methods.values() for name in names}
    named = {path: hit[2] for path in texts if (hit := _SERVICES.search(path)) is not None}
    if not wanted and not named:
        return
    found = project.search(sorted({*wanted, *named.values()}), like)
    for path in texts:
        root = package_root(path, project)
        for name in methods[path]:
            yield from ((path, other) for other in _near(found, name, path, root, project) if re.search(_HOLDER.format(re.escape(name)), project.read(other) or ""))
        if path in named:
            asks = regex(r"""\bservices?(?:\(\s{0,3}|\[\s{0,3}|\.)["']?[\w:.-]{0,60}\b""" + re.escape(named[path]) + r"\b")
            yield from ((path, other) for other in _near(found, named[path], path, root, project) if asks.search(project.read(other) or ""))


def _near(found: Mapping[str, list[str]], name: str, path: str, root: str, project: Project) -> list[str]:
    return [other for other in found.get(name, ()) if other != path and package_root(other, project) == root][:_MOST_FILES]


def _methods(text: str) -> list[str]:
    return [name for name in dict.fromkeys(hit[1] for hit in _METHOD.finditer(text)) if name not in _NO_METHODS][:_MOST_METHODS]
