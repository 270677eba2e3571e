"""Which files does a framework bring together although none imports the other?

By their place (a middleware and what it wraps), or by a name under which one keeps what another takes:
`event.locals.payments = ...`, `fastify.decorate("helcim", ...)`, `app.set("helcim", ...)`.
"""

import posixpath
import re
from collections.abc import Collection, Iterator

from helcim_audit.filetypes import identify
from helcim_audit.lazy import regex
from helcim_audit.program.folders import above
from helcim_audit.program.front_ends import group, has_front_end
from helcim_audit.program.injected import handed
from helcim_audit.program.resolve_javascript import Project, Tree, package_root

_MOST = 40  # files that take one name
_KEPT = regex(
    r"""(?:\.locals|\blocals|\.state|\.context)\s{0,3}\.\s{0,3}(\w{3,40})\s{0,3}=(?![=>])"""
    r"""|\.(?:decorate|decorateRequest|decorateReply|provide)\(\s{0,3}["'](\w{3,40})["']"""
    r"""|\b(?:app|c|ctx|context|server|express)\.set\(\s{0,3}["']([\w.-]{3,40})["']\s{0,3},"""
    r"""|\b(?:req|request|ctx|event\.context)\.(\w{0,30}(?:helcim|payment|gateway)\w{0,30})\s{0,3}=(?![=>])""",
    re.IGNORECASE,
)
_SETTINGS_OF_EXPRESS = frozenset(("view engine", "views", "trust proxy", "port", "env", "etag", "x-powered-by", "json spaces", "title"))
_TAKES = r"""(?:locals|state|app|fastify|server|instance|request|req|ctx|context|event|this|c|\))\s{{0,3}}(?:\?\.|\.)\s{{0,3}}{0}\b|\.(?:get|inject|var)\(?\s{{0,3}}["'.]?{0}\b|\{{[^{{}}]{{0,200}}\b{0}\b[^{{}}]{{0,200}}\}}\s{{0,3}}(?:=|\)|:)"""


def wired(paths: Collection[str], project: Tree) -> dict[str, list[str]]:
    """For scripts of `paths` the files that belong to them without an import, each way; only the ones that may matter."""
    scripts = [path for path in paths if has_front_end(path) and group(identify(path).language) == "script"]
    links: dict[str, set[str]] = {}
    for path in scripts:
        for other in _around(path, project):
            links.setdefault(path, set()).add(other)
            links.setdefault(other, set()).add(path)
    for path, other in handed(scripts, project, _is_script):
        links.setdefault(path, set()).add(other)
        links.setdefault(other, set()).add(path)
    names = {path: _kept(project.read(path) or "") for path in scripts}
    wanted = {name for kept in names.values() for name in kept}
    if wanted:
        holders = project.search(sorted(wanted), _is_script)
        for path in scripts:
            root = package_root(path, project)
            for name in names[path]:
                takes = re.compile(_TAKES.format(re.escape(name)))
                near = [other for other in holders.get(name, ()) if other != path and package_root(other, project) == root][:_MOST]
                for other in near:
                    if takes.search(project.read(other) or "") is not None:
                        links.setdefault(path, set()).add(other)
                        links.setdefault(other, set()).add(path)
    return {path: sorted(others) for path, others in sorted(links.items())}


def _is_script(path: str) -> bool:
    return "node_modules/" not in path and has_front_end(path) and group(identify(path).language) == "script"


def _kept(text: str) -> set[str]:
    found = {next(filter(None, hit.groups())) for hit in _KEPT.finditer(text)}
    return {name for name in found if name.lower() not in _SETTINGS_OF_EXPRESS}


def _around(path: str, project: Project) -> Iterator[str]:
    """What wraps a file by its place: Cloudflare's `_middleware`, Nitro's middleware and plugins."""
    known = project.paths()
    parts = path.split("/")
    if "functions" in parts[:-1] and not parts[-1].startswith("_middleware"):
        for folder in above(path):
            yield from (one for ending in (".js", ".ts") if (one := posixpath.join(folder, "_middleware" + ending)) in known)
            if posixpath.basename(folder) == "functions":
                break
