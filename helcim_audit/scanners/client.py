"""Does this file, by what stands in it alone, run in a browser or an app?

Only what one document can tell; the import graph is the program analysis's to follow.
"""

import re

from helcim_audit.browsers import PARSES_PAGES, SERVED_SCRIPT
from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.scanners.place import is_served

_SCRIPTS = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro"))
_USE_CLIENT = regex(r"""\A(?:\s|//[^\n]*\n|/\*.*?\*/)*["']use client["']""", re.DOTALL)
_SERVER = regex(
    PARSES_PAGES + r"""|["']use server["']|["']server-only["']|\brequire\(["'](?:express|http|https|fs|path|koa|fastify|dotenv|crypto)["']\)|from\s+["'](?:express|node:\w+|http|https|fs|path|crypto|koa|fastify|hono|next/server|@nestjs/\w+|firebase-functions[\w/]*|@supabase/functions[\w/-]*|aws-lambda|h3|nitropack|dotenv[\w/]*|server-only|@sveltejs/kit|next/headers)["']|\bmodule\.exports\b|\bexports\.handler\b|\bDeno\.|NextApiRequest|defineEventHandler|\bBun\.serve|getServerSideProps|export\s+(?:async\s+)?function\s+(?:GET|POST|PUT|PATCH|DELETE|loader|action)\b|#!/usr/bin"""
)
_SERVER_PATH = regex(
    r"(?:^|/)(?:api|server|functions|netlify|supabase|lambda|backend|scripts?|bin|cli|cypress|e2e|tests?|__tests__|migrations|workers?|middleware|routes|controllers|services/server|cloud[\w-]*)/|\.server\.[jt]sx?$|\+(?:page|layout)\.server\.|\+server\.|(?:^|/)(?:server|middleware|next\.config|nuxt\.config|vite\.config|webpack[\w.]*)\.[cm]?[jt]s$|\.(?:test|spec|cy)\.[jt]sx?$"
)
_SERVED_SCRIPT = regex(SERVED_SCRIPT)
_BROWSER = regex(
    r"\b(?:document\.(?:getElementById|querySelector|createElement|addEventListener|body|cookie|forms)|window\.(?:location|addEventListener|localStorage|onload|fetch|\w+\s*=)|localStorage\.|sessionStorage\.|addEventListener\(\s*['\"](?:DOMContentLoaded|click|submit|message)|useState\(|useEffect\(|useRef\(|ReactDOM|createRoot\(|createApp\(|navigator\.|XMLHttpRequest|jQuery\(|@angular/core|@Component\(|@Injectable\(|react-native|expo-|AsyncStorage)"
)
_BROWSER_PATH = regex(
    r"(?:^|/)(?:public|static|assets|www|wwwroot|webroot|resources/(?:js|assets)|client|frontend|components|hooks|stores?|composables|src/(?:app|pages|views|screens)|js)/.{0,200}\.[cm]?[jt]sx?$|(?:^|/)environments?/environment[\w.-]*\.ts$|(?:^|/)App\.[jt]sx?$"
)


def runs_in_client(file: FileType, path: str, text: str) -> bool:
    """True only where the document gives evidence for a browser or app and none for a server."""
    if file.language not in _SCRIPTS and file.language != "html":
        return False
    if file.language == "html":
        return True
    if _USE_CLIENT.match(text):
        return True
    if _SERVER.search(text) or (_SERVER_PATH.search(path) and not _SERVED_SCRIPT.search(path)):
        return False
    if re.search(r"(?:^|/)environments?/environment[\w.-]*\.ts$", path):
        return True
    if file.language in ("vue", "svelte") or is_served(path):
        return True
    return _BROWSER.search(text) is not None and (_BROWSER_PATH.search(path) is not None or "process.env" not in text)


_SCRIPT_EDGE = regex(r"<script\b(?P<attributes>[^>]{0,400})>|</script\s*>", re.IGNORECASE)
_NOT_RUN = regex(r"""runat\s*=\s*["']?server|\btype\s*=\s*["']?text/(?!javascript|babel|ecmascript|typescript)""", re.IGNORECASE)
_TAG_EDGE = regex(r"<\?(?:php|=)?|\?>|<%|%>|\{%|%\}|\{\{|\}\}|@php\b|@endphp\b")
_OPENS = ("<?", "<%", "{%", "{{", "@php")
_BACK = 20_000  # characters that a script is looked for in


def in_script_of_page(text: str, offset: int) -> bool:
    """Whether a place of a template is sent to the browser as part of a script: not within what the server runs."""
    edges = list(_SCRIPT_EDGE.finditer(text, max(0, offset - _BACK), offset))
    if not edges or edges[-1]["attributes"] is None or _NOT_RUN.search(edges[-1]["attributes"]):
        return False
    tags = _TAG_EDGE.findall(text, edges[-1].end(), offset)
    return not tags or not tags[-1].startswith(_OPENS)
