"""Does a module run in a browser (or an app), on a server, or on both?

What a module says of itself (directives, imports, what it calls), what its framework says of its place,
and then who imports it: code that a browser's module imports is in the browser, unless a boundary that
the bundler enforces stands between them.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helcim_audit.browsers import PARSES_PAGES
from helcim_audit.lazy import regex
from helcim_audit.model import Step
from helcim_audit.program import ir
from helcim_audit.program.resolve_javascript import Project, package_root
from helcim_audit.program.side_frameworks import RENDERED_ON_SERVERS, Evidence, Kind, by_convention, by_place, frameworks
from helcim_audit.program.side_functions import server_functions
from helcim_audit.program.side_imports import Edges

_SCRIPTS = frozenset(("javascript", "typescript", "tsx"))
_COMPONENTS = frozenset(("vue", "svelte"))


@dataclass(frozen=True, slots=True)
class Side:
    """kind: where the module runs. because: why, as a chain of imports from where that is known.

    server_names: functions and values of the top level that stay on the server although the module
        reaches a browser (`getServerSideProps`, `loader`, and what only they use).
    place: a file of an application that runs on both sides: "split" where the bundler drops those names, else "whole".
    """

    kind: Kind
    because: tuple[Step, ...] = ()
    server_names: frozenset[str] = frozenset()
    place: str = ""

    @property
    def in_client(self) -> bool:
        return self.kind in ("client", "both")


_SERVER_ONLY = regex(r"server-only$|\$env/(?:static|dynamic)/private$|next/headers$|@remix-run/node$|@react-router/node$|node:(?!buffer|url|util|events|assert|path)\w")
_SERVER_MODULE = regex(
    r"(?:express|koa|fastify|@hapi/hapi|@nestjs/(?:common|core)|http|https|http2|net|tls|fs|fs/promises|child_process|cluster|os|dgram|readline"
    r"|firebase-functions(?:/.*)?|firebase-admin(?:/.*)?|@google-cloud/[\w-]+|aws-lambda|aws-sdk|@aws-sdk/.*|@azure/functions|@netlify/functions|@vercel/node"
    r"|body-parser|cors|helmet|morgan|express-session|cookie-parser|dotenv(?:/config)?|mongoose|pg|mysql2?(?:/promise)?|knex|sequelize|typeorm|@prisma/client|ioredis|redis|nodemailer"
    r"|@actions/.*|@octokit/.*|commander|yargs|inquirer|chalk|puppeteer(?:-core)?|playwright|supertest|jsonwebtoken|bcrypt(?:js)?|passport|apollo-server.*|@apollo/server|@trpc/server"
    r"|graphql-yoga|@medusajs/.*|@strapi/.*|serverless-http|@middy/.*|inngest|twilio|@clerk/nextjs/server|worker_threads|path|crypto|stream|util"
    r"|next/server|@sveltejs/kit/node|h3|nitropack(?:/.*)?|hono(?:/(?!client|jsx).*)?|@hono/node-server|winston|bunyan|stripe|bull|bullmq|node-cron|node-fetch"
    r"|\$fresh/server\.ts|(?:jsr:)?@fresh/.*|https://deno\.land/std.*|@supabase/functions-js.*|npm:.*|jsr:@std/.*)$"
)
# No browser runs these: what looks like a browser's code beside them is text that they send.
_SERVES = regex(r"(?:express|koa|fastify|@hapi/hapi|@nestjs/(?:common|core)|firebase-functions(?:/.*)?|firebase-admin(?:/.*)?|@azure/functions|@google-cloud/[\w-]+|express-session|body-parser|helmet|morgan)$")
# Bundlers have stand-ins for these, or they run in both places.
_BUNDLED = frozenset(
    ("stripe", "node-fetch", "dotenv", "dotenv/config", "h3", "http", "https", "path", "crypto", "stream", "util", "jsonwebtoken", "bcryptjs", "chalk", "redis")
)
_BROWSER_MODULE = regex(
    r"(?:react-dom(?:/client)?|vue|vue-router|pinia|vuex|jquery|react-router-dom|@angular/.*|react-native(?:-.*)?|@react-navigation/.*|expo(?:-.*)?"
    r"|@react-native-async-storage/.*|client-only|alpinejs|svelte(?:/.*)?|\$app/navigation|\$app/stores|@ionic/.*|@capacitor/.*|zustand|framer-motion|swr)$"
)
_HOOKS = frozenset(
    ("useState", "useEffect", "useRef", "useContext", "useReducer", "useLayoutEffect", "useCallback", "useMemo", "createContext", "useTransition")
)
_BROWSER_TEXT = regex(
    r"\b(?:document\.(?:getElementById|querySelector|createElement|addEventListener|body|head|cookie|forms|title|write)|window\.\w"
    r"|localStorage\.|sessionStorage\.|addEventListener\(\s{0,3}['\"](?:DOMContentLoaded|click|submit|message|load)|XMLHttpRequest|jQuery\(|navigator\.(?:userAgent|serviceWorker|clipboard)"
    r"|ReactDOM\.|appendHelcimPayIframe\(|chrome\.(?:runtime|storage|tabs))"
    r"|(?<![\w$.])\$(?:\.(?:ajax|post|get|getJSON)\(|\((?:document|window|this|function\b|['\"](?:[#.]|\w+[\[ '\"])))"
)
_PARSES_PAGES = regex(PARSES_PAGES)
_RENDERER = regex(r"\b(?:ipcRenderer|contextBridge|document\.)")
_MAIN = regex(r"\b(?:ipcMain|BrowserWindow|app\.whenReady|app\.on)\b")
_SERVER_TEXT = regex(
    r"\bDeno\.(?:serve|env)|\bBun\.serve|\bmodule\.exports\s{0,3}=|\bexports\.\w+\s{0,3}=|\bprocess\.(?:argv|exit|on|cwd)\b|^#!|\bdefineEventHandler\(|\bres\.(?:json|status|send)\(\s{0,9}[^)\s]|\b__dirname\b"
    r"|NextApiRequest|NextRequest|APIGatewayProxy|addEventListener\(\s{0,3}['\"]fetch['\"]|async fetch\(request",
    re.MULTILINE,
)


def sides(modules: Mapping[str, ir.Module], imports: Mapping[str, Mapping[str, int]], project: Project) -> dict[str, Side]:
    """The side of every module.

    imports: importer -> {imported path: line of the import}, of values, not of types.
    """
    evidence = {path: _evidence(module, project) for path, module in modules.items()}
    # Only what the browser may get is worth splitting.
    dropped = {
        path: server_functions(modules[path]) for path, found in evidence.items() if found is not None and found.kind == "both" and _splits(found)
    }
    edges = Edges(modules, imports, project, dropped)
    in_server = _reach(edges, evidence, ("server",), {})
    in_client = _reach(edges, evidence, ("client", "both"), in_server)
    return {path: _side(evidence[path], in_client.get(path), in_server.get(path), dropped.get(path, frozenset())) for path in sorted(modules)}


def _splits(found: Evidence) -> bool:
    return "Next.js" in found.note or "Remix" in found.note


def _side(own: Evidence | None, client: tuple[Step, ...] | None, server: tuple[Step, ...] | None, names: frozenset[str]) -> Side:
    if own is not None and own.kind in ("client", "both") and not own.weak:
        return Side(own.kind, client or (), names, "" if own.kind == "client" else "split" if _splits(own) else "whole")
    if client is not None:
        return Side("both" if server is not None else "client", client, names)
    if server is not None:
        return Side("server", server)
    return Side("unknown")


def _reach(
    edges: Edges, evidence: Mapping[str, Evidence | None], kinds: tuple[str, ...], others: Mapping[str, tuple[Step, ...]]
) -> dict[str, tuple[Step, ...]]:
    """Every module that code of these kinds brings along, with the shortest chain of imports to it.

    others: modules that the other side brings along; what only a place says of them counts for nothing.
    """
    client = "client" in kinds
    found: dict[str, tuple[Step, ...]] = {}
    waiting: deque[str] = deque()
    for path in sorted(evidence):
        own = evidence[path]
        if own is not None and own.kind in kinds and not (own.weak and path in others):
            found[path] = (Step(path, 1, own.note),)
            waiting.append(path)
    while waiting:
        path = waiting.popleft()
        for target, line in edges.of(path, client):
            if target in found or target not in evidence:
                continue
            own = evidence[target]
            if own is not None and (own.firm if client else own.kind in ("client", "both") and not own.weak):
                continue
            found[target] = (*found[path], Step(path, line, f"imports {target}"))
            waiting.append(target)
    return found


def _evidence(module: ir.Module, project: Project) -> Evidence | None:
    if "use client" in module.directives:
        return Evidence("client", 'says "use client"', True)
    if "use server" in module.directives:
        return Evidence("server", 'says "use server"', True)
    if module.language not in _SCRIPTS | _COMPONENTS | {"astro", "html"}:
        return None
    imported = [one for one in module.body if isinstance(one, ir.Import) and not one.types_only]
    names = [one.module for one in imported] + list(_required(module))
    if (marker := next((name for name in names if _SERVER_ONLY.search(name)), None)) is not None:
        return Evidence("server", f"imports {marker}", True)
    if module.language == "astro":
        return Evidence("server", "Astro runs it on the server", True)
    if (found := by_convention(module.path, project)) is not None:
        return found
    if module.language == "html":
        return Evidence("client", "a page")
    if module.language in _COMPONENTS:
        return Evidence("client", "a component of the browser application")
    return _by_content(module, imported, names, project)


_ROUTE = regex(r"\bRoute\.(?:Loader|Action)Args\b|\bcommitSession\b|[\"']Set-Cookie[\"']")


def _by_content(module: ir.Module, imported: list[ir.Import], names: list[str], project: Project) -> Evidence | None:
    text = project.read(module.path) or ""
    if any(isinstance(one, ir.Export) and one.name in ("loader", "action") for one in module.body) and _ROUTE.search(text):
        return Evidence("both", "a route of Remix, which sets cookies")
    place = by_place(module.path, project)
    server = next((name for name in names if _SERVER_MODULE.match(name)), None)
    browser = _BROWSER_TEXT.search(text) if not _PARSES_PAGES.search(text) else None
    if "electron" in names and _RENDERER.search(text) and not _MAIN.search(text):
        return Evidence("client", "shown by a desktop app")
    if "electron" in names:
        return Evidence("client", "part of a desktop app, which its users can unpack")
    if server is not None and (browser is None or _SERVES.match(server)):
        return Evidence("server", f"imports {server}", server not in _BUNDLED)
    if any(one.local in _HOOKS for found in imported if found.module in ("react", "preact/hooks", "preact") for one in found.names):
        return Evidence("client", "uses React's hooks")
    names_of = frameworks(package_root(module.path, project), project)
    if not names_of & RENDERED_ON_SERVERS and re.search(r"[jt]sx$", module.path) and re.search(r"</|/>", text) and "email" not in module.path.lower():
        return Evidence("client", "a component of the browser application")
    if (marker := next((name for name in names if _BROWSER_MODULE.match(name)), None)) is not None:
        return Evidence("client", f"imports {marker}")
    if browser is not None and not _SERVER_TEXT.search(text):
        return Evidence("client", f"uses the browser's {browser[0].strip('.(')[:40]}")
    if _SERVER_TEXT.search(text) and (place is None or place.note != "served as it is"):
        return Evidence("server", "written for a server", weak=place is not None and place.kind == "client")
    return place


def _required(module: ir.Module) -> Iterator[str]:
    """Modules of `const x = require("m")` at the top level."""
    for one in module.body:
        value = one.value if isinstance(one, ir.Bind | ir.Evaluate) else None
        while isinstance(value, ir.Attribute | ir.Call):
            if isinstance(value, ir.Call) and isinstance(value.target, ir.Name) and value.target.id == "require":
                if value.args and isinstance(value.args[0].value, ir.Literal):
                    yield value.args[0].value.value
                break
            value = value.base if isinstance(value, ir.Attribute) else value.target
