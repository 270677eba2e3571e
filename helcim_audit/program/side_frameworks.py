"""Which frameworks is a package written for, and what do their conventions say of a file's side?

Evidence is the package.json above a file and the names of files that only one framework has: a project
that is scanned in part still shows its conventions.
"""

import functools
import posixpath
import re
from dataclasses import dataclass, replace
from typing import Literal

from helcim_audit.browsers import SERVED_SCRIPT
from helcim_audit.lazy import regex
from helcim_audit.program.resolve_javascript import Project, loads, package_root

Kind = Literal["client", "server", "both", "unknown"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """firm: no import carries code past it into a browser (the framework or the bundler refuses).

    weak: only the place says so; who imports the module knows better.
    """

    kind: Kind
    note: str
    firm: bool = False
    weak: bool = False


_BY_DEPENDENCY = {
    "next": "next", "nuxt": "nuxt", "nuxt3": "nuxt", "@sveltejs/kit": "sveltekit", "svelte": "svelte", "astro": "astro", "gatsby": "gatsby",
    "@remix-run/react": "remix", "@remix-run/node": "remix", "@react-router/dev": "remix", "@react-router/node": "remix", "@react-router/serve": "remix", "@react-router/express": "remix", "@react-router/cloudflare": "remix",
    "@remix-run/cloudflare": "remix", "@remix-run/serve": "remix", "@remix-run/express": "remix", "@remix-run/deno": "remix", "@remix-run/dev": "remix", "react-scripts": "react", "@angular/core": "angular",
    "react-native": "native", "expo": "native", "ember-source": "ember", "vue": "vue", "@vue/cli-service": "vue", "vite": "vite", "react-dom": "react", "preact": "react",
    "solid-js": "react", "@ionic/react": "react", "@capacitor/core": "app", "cordova": "app", "electron": "electron", "lit": "vite",
    "express": "node", "koa": "node", "fastify": "node", "hono": "node", "@nestjs/core": "node", "@hapi/hapi": "node", "firebase-functions": "firebase",
    "@storybook/react": "storybook", "@solidjs/start": "solid", "@tanstack/start": "tanstack", "@tanstack/react-start": "tanstack", "@builder.io/qwik": "qwik", "@builder.io/qwik-city": "qwik", "@qwik.dev/core": "qwik",
}
_BY_FILE = regex(
    r"(?:^|/)(?:(?P<next>next\.config\.[cm]?[jt]s|pages/api/[^\n]*\.[jt]s|app/(?:[^\n]*/)?(?:page\.[jt]sx?|route\.[jt]s))"
    r"|(?P<fresh>fresh\.(?:gen|config)\.ts|(?:routes/_(?:app|layout|middleware)|islands/[^\n]+)\.[jt]sx?)|(?P<nuxt>nuxt\.config\.[jt]s)|(?P<sveltekit>\+(?:page|layout|server)[\w.@]*\.(?:svelte|[jt]s)|svelte\.config\.[jt]s)"
    r"|(?P<astro>[^/\n]*\.astro|astro\.config\.\w+)|(?P<gatsby>gatsby-(?:config|node|browser)\.[jt]sx?)|(?P<remix>remix\.config\.js|app/root\.[jt]sx|app/routes\.ts|app/entry\.(?:server|client)\.tsx?|react-router\.config\.ts)"
    r"|(?P<angular>angular\.json|[^/\n]*\.component\.ts)|(?P<native>metro\.config\.js|app\.config\.[jt]s|eas\.json)"
    r"|(?P<vite>vite\.config\.[cm]?[jt]s)|(?P<webpack>webpack[\w.-]*\.[cm]?js|vue\.config\.js|craco\.config\.js)"
    r"|(?P<firebase>firebase\.json)|(?P<netlify>netlify\.toml)|(?P<vercel>vercel\.json)|(?P<cloudflare>wrangler\.(?:toml|jsonc?))|(?P<extension>manifest\.json))$"
)

_META = frozenset(("qwik", "next", "nuxt", "sveltekit", "remix", "astro", "solid", "tanstack"))
# In these a component without a directive may never leave the server.
RENDERED_ON_SERVERS = frozenset(("fresh", "qwik", "next", "remix", "astro", "gatsby", "solid", "tanstack"))

_J = r"\.[cm]?[jt]sx?$"


def _rules(*rows: tuple[str, str, Kind, str, bool]) -> tuple[tuple[frozenset[str], "re.Pattern[str]", Evidence], ...]:
    return tuple((frozenset(names.split()), regex(pattern), Evidence(kind, note, firm)) for names, pattern, kind, note, firm in rows)


# (frameworks or "" for any, pattern of the path below the package, side, why, firm): the first that fits decides.
_CONVENTIONS = _rules(
    ("", r"(?:^|/)(?:__tests__|__mocks__|tests?|spec|cypress|e2e|playwright)/|\.(?:test|spec|cy|e2e)\.[cm]?[jt]sx?$", "server", "a test", False),
    ("astro", r"^src/scripts/", "client", "a script of Astro's pages", False),
    ("", SERVED_SCRIPT, "client", "served as it is", False),
    ("", r"(?:^|/)(?:scripts?|bin|cli|migrations|seeds?|tools|benchmarks?)/[^\n]*" + _J, "server", "a script that is run by hand", False),
    ("", r"(?:^|/)(?:[\w.-]+\.config|gulpfile|gruntfile|Gruntfile|webpack[\w.-]*|jest\.setup|vitest\.setup)" + _J, "server", "configuration of the build", False),
    ("gatsby", r"^gatsby-(?:node|config|ssr)" + _J, "server", "Gatsby runs it at build time", True),
    ("gatsby", r"^src/api/", "server", "a Gatsby function", False),
    ("", r"(?:^|/)(?:netlify/(?:edge-)?functions|supabase/functions|amplify/(?:backend|functions)|lambdas?|cloud-?functions|azure-functions)/", "server", "a function of the host", False),
    ("firebase node", r"^functions/", "server", "a Firebase function", False),
    ("netlify cloudflare", r"^functions/", "server", "a function of the host", False),
    ("cloudflare", r"^(?:src/)?(?:worker|index)\.[jt]s$", "server", "a Worker", False),
    ("next", r"^(?:src/)?pages/api/", "server", "an API route of Next.js", False),
    ("next", r"^(?:src/)?app/(?:[^\n]*/)?route\.[jt]sx?$", "server", "a route handler of Next.js", False),
    ("next", r"^(?:src/)?(?:middleware|proxy|instrumentation)\.[jt]s$", "server", "Next.js runs it on the server", False),
    ("next", r"^(?:src/)?pages/_document\.", "server", "Next.js renders it on the server only", False),
    ("next", r"^(?:src/)?pages/[^\n]*\.[jt]sx?$", "both", "a page of Next.js", False),
    ("next", r"^(?:src/)?app/(?:[^\n]*/)?(?:page|layout|template|loading|not-found|default)\.[jt]sx?$", "server", "a server component of Next.js", False),
    ("nuxt", r"^(?:app/)?(?:[^\n]*\.server\.(?:vue|[jt]s))$", "server", "Nuxt keeps `.server` files on the server", True),
    ("nuxt", r"^(?:app/|src/)?(?:plugins|components|middleware|composables)/[^\n]*\.client\.(?:vue|[jt]s)$", "client", "Nuxt runs `.client` files in the browser", False),
    ("nuxt", r"^server/", "server", "Nuxt runs `server/` in Nitro", True),
    ("nuxt", r"^(?:app/|src/)?(?:pages|components|layouts|composables|plugins|middleware|stores?|utils)/", "both", "part of the Nuxt application", False),
    ("sveltekit", r"(?:^|/)\+(?:page|layout)\.server\.[jt]s$|(?:^|/)\+server\.[jt]s$", "server", "SvelteKit runs it on the server", True),
    ("sveltekit", r"^src/(?:lib/)?server/|^src/hooks\.server\.", "server", "SvelteKit keeps it on the server", True),
    ("sveltekit", r"(?:^|/)\+(?:page|layout)(?:@[\w.]*)?\.[jt]s$|^src/hooks(?:\.client)?\.[jt]s$", "both", "a universal `load` of SvelteKit", False),
    ("remix solid tanstack", r"^app/entry\.server\.|\.server\.[jt]sx?$|(?:^|/)\.server/", "server", "the bundler keeps `.server` modules out of the browser", True),
    ("remix", r"^app/(?:routes(?:/|\.)|root\.)", "both", "a route of Remix", False),
    ("fresh", r"(?:^|/)islands/|(?:^|/)\(_islands\)/", "client", "an island of Fresh", False),
    ("fresh", r"^(?:src/)?(?:routes/|components/|main\.ts|dev\.ts)", "server", "Fresh renders it on the server only", False),
    ("qwik", r"^src/(?:routes|components)/", "both", "part of the Qwik application", False),
    ("astro", r"^src/pages/[^\n]*\.[jt]s$|^src/(?:middleware|actions/index)\.[jt]s$", "server", "an endpoint of Astro", False),
    ("angular", r"^(?:src/)?(?:server|main\.server|app/app\.(?:config|module)\.server)\.ts$|^src/server/", "server", "Angular's server entry", False),
    ("angular", r"(?:^|/)(?:src|projects|apps|libs)/[^\n]*\.ts$|(?:^|/)environments?/environment[\w.-]*\.ts$", "client", "part of the Angular application", False),
    ("native", r"\+api\.[jt]sx?$", "server", "an API route of Expo", False),
    ("native", r"^(?:api|server|backend|functions)/", "server", "outside of the app", False),
    ("native", r"^(?:App|index|app|src|screens|components|navigation|hooks|services|lib|utils|constants|contexts?|config|api|store)\b[^\n]*" + _J, "client", "part of the app", False),
    ("electron", r"(?:^|/)(?:renderer|preload)\b[^\n]*" + _J, "client", "part of the desktop app", False),
    ("", r"\.server\.[cm]?[jt]sx?$", "server", "a `.server` module", False),
    ("", r"(?:^|/)environments/environment[\w.-]*\.ts$", "client", "an environment file of Angular", False),
    ("", r"(?:^|/)(?:server|[\w-]+[.-]server)" + _J, "server", "a server by its name", False),
)
# Weaker than what the text says: asked last.
_PLACES = _rules(
    ("", r"(?:^|/)(?:server|backend|back-end|controllers|middlewares?|cron|jobs|queues?|edge-functions)/[^\n]*" + _J, "server", "stands in a server's directory", False),
    ("", r"^(?:api|functions)/[^\n]*" + _J, "server", "a function of the host", False),
    ("react vue vite svelte gatsby ember", r"^(?:client/|frontend/)?(?:src|app|components|pages|hooks|stores?|services|utils|lib)/", "client", "part of the browser application", False),
    ("webpack app", r"^(?:src|www|js|app|assets)/", "client", "part of the bundle", False),
    ("", r"(?:^|/)(?:api|functions)/[^\n]*" + _J, "server", "stands in a server's directory", False),
    ("", r"(?:^|/)(?:public|static|wwwroot|webroot|www|assets|htdocs|public_html)/[^\n]*\.m?js$", "client", "served as it is", False),
    ("", r"(?:^|/)(?:client|frontend|front-end|web-?app|mobile|islands|resources/(?:js|assets|ts)|app/javascript|views/js|view/(?:frontend|adminhtml|base)/web)/[^\n]*" + _J, "client", "stands in the browser application's directory", False),
)


def _inner(path: str, root: str) -> str:
    return path[len(root) + 1 :] if root else path


@functools.lru_cache(maxsize=4)
def _by_files(project: Project) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path in project.paths():
        hit = _BY_FILE.search(path)
        if hit is not None and hit.lastgroup is not None and "node_modules/" not in path:
            found.setdefault(package_root(path, project), set()).add(hit.lastgroup)
    return {root: frozenset(names) for root, names in found.items()}


@functools.lru_cache(maxsize=1024)
def frameworks(root: str, project: Project) -> frozenset[str]:
    """What the package in the directory `root` is written for."""
    manifest = loads(project.read(posixpath.join(root, "package.json")))
    found: set[str] = set()
    for group in ("dependencies", "devDependencies", "peerDependencies"):
        listed = manifest.get(group)
        found.update(_BY_DEPENDENCY[name] for name in (listed if isinstance(listed, dict) else ()) if name in _BY_DEPENDENCY)
    found |= _by_files(project).get(root, frozenset())
    if found & _META:  # their own conventions say more than those of what they are built on
        found -= {"react", "vue", "vite", "svelte", "webpack"}
    return frozenset(found)


def _first(
    rules: tuple[tuple[frozenset[str], "re.Pattern[str]", Evidence], ...], inner: str, names: frozenset[str]
) -> Evidence | None:
    for wanted, pattern, evidence in rules:
        if (not wanted or wanted & names) and pattern.search(inner):
            return evidence
    return None


def by_convention(path: str, project: Project) -> Evidence | None:
    """What a framework says of a file in this place."""
    root = package_root(path, project)
    return _first(_CONVENTIONS, _inner(path, root), frameworks(root, project))


def by_place(path: str, project: Project) -> Evidence | None:
    """What the place alone suggests, where nothing in the file says otherwise."""
    root = package_root(path, project)
    found = _first(_PLACES, _inner(path, root), frameworks(root, project)) or _first(_PLACES, path, frozenset())
    return replace(found, weak=True) if found is not None else None
