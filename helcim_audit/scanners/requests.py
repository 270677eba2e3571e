"""Which requests to Helcim's API does a collection, a capture or a log tell of, and what authenticates them?

A request is an address with its method and headers around it, in whatever format: what stands nearest belongs to it,
up to the addresses before and behind.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from helcim_audit.filetypes import identify
from helcim_audit.lazy import regex
from helcim_audit.model import Document
from helcim_audit.names import is_helcim_host
from helcim_audit.scanners.recorded import recorded
from helcim_audit.secrets import masked

UNKNOWN = "?"
"""The method of a request that does not say it."""

_METHODS = "GET|POST|PUT|PATCH|DELETE"
_PATH = r"[\w\-./{}:$%<>&=?+~@\[\]]{0,200}"
# An address with a host, one that begins with a variable, or the first line of an HTTP request.
_ADDRESS = regex(
    rf"""https?:(?:\\?/){{2}}(?P<host>[\w.\-]{{3,80}})(?::\d+)?(?P<path>(?:\\?/){_PATH})"""
    rf"""|(?:\{{\{{[\w .\-]{{1,60}}\}}\}}|\$\{{?\w{{1,60}}\}}?|<<\w{{1,60}}>>)(?P<below>/{_PATH})"""
    rf"""|(?<![\w/.])(?P<root>/v2/{_PATH})(?=["']?[ ]HTTP/|["'])"""
)
_BEFORE = regex(rf"""(?i)(?:\b({_METHODS})\b|"method"\s*:\s*"({_METHODS})"|-X\s*['"]?({_METHODS})\b|--request[ =]['"]?({_METHODS})\b|\bmethod['"]?\s*[:=]\s*['"]?({_METHODS})\b)""")
_SENDS = regex(r"(?<![\w-])(?:-d|--data(?:-\w+)?|--json|-F|--form)(?![\w-])")
_CURL = regex(r"(?:^|[\s`;&|('\"$])curl(?:\.exe)?\s[^\n]{0,400}$")
_TOKEN = regex(
    r"""(?i)\bapi-token\\?["']?\s*(?:[:=]>?|,\s*\\?["']?value\\?["']?\s*[:=]|,)\s*\\?["']?\s*"""
    r"""(?:\{\{\s*(?:process\.env\.|env\.|_\.)?([\w.\-]{2,60})\s*\}\}|\$\{?(?:env:)?(\w{2,60})\}?|<<(\w{2,60})>>|%(\w{2,60})%|(\S{4,100}?)(?=\\?["']?(?:[,}\s]|$)))"""
)
_AROUND = 1200  # characters before and behind an address that may belong to its request
_SHORTEST = 16  # characters of a token; what is shorter stands for one
_FAMILIES = frozenset(("collection", "payload", "text"))
_LANGUAGES = frozenset(("json", "yaml", "jsonl"))


@dataclass(frozen=True, slots=True)
class Seen:
    """One request. at: offset of its address; path: from the API's root; token: the name or the masked end of what authenticates it, or ""."""

    at: int
    method: str
    path: str
    token: str


def requests(document: Document, roots: Collection[str]) -> list[Seen]:
    """The requests of a document that is no program, in order. roots: first parts of the paths that the API has."""
    kind = identify(document.path)
    if kind.family not in _FAMILIES and kind.language not in _LANGUAGES:
        return []
    text = document.text
    if text.lstrip()[:1] in ("{", "[") and (told := list(_told(text, roots))):
        return list(dict.fromkeys(told))
    found = list(_addresses(text, roots))
    seen = []
    for number, (start, end, path) in enumerate(found):
        low = max(found[number - 1][1] if number else 0, start - _AROUND)
        high = min(found[number + 1][0] if number + 1 < len(found) else len(text), end + _AROUND)
        seen.append(Seen(start, _method(text, low, start, end, high), path, _token(text, low, start, end, high)))
    return list(dict.fromkeys(seen))


def _told(text: str, roots: Collection[str]) -> Iterator[Seen]:
    """The requests of a collection or a capture by its objects: each has its own method, and the authentication of what it stands in."""
    at = 0
    for told in recorded(text):
        if not (hits := list(_addresses(told.address, roots)) or list(_addresses(told.address + " HTTP/", roots))):
            continue
        written = json.dumps(told.address, ensure_ascii=False)[1:-1]
        place = next((place for one in (written, written.replace("/", "\\/")) for start in (at, 0) if (place := text.find(one, start)) >= 0), 0)
        at = place + 1 if place else at
        yield Seen(place, told.method, hits[0][2], _token(f"api-token: {told.token}", 0, 0, 0, _AROUND) if told.token else "")


def _addresses(text: str, roots: Collection[str]) -> Iterator[tuple[int, int, str]]:
    for hit in _ADDRESS.finditer(text):
        if hit["host"] and not is_helcim_host(hit["host"]):
            continue
        raw = (hit["path"] or hit["below"] or hit["root"]).replace("\\", "")
        path = re.split(r"[?#]", raw, maxsplit=1)[0].rstrip("/.:")
        parts = [part for part in path.split("/") if part]
        while parts and parts[0].lower() in ("v2", "api"):
            parts.pop(0)
        if parts and parts[0] in roots:
            yield hit.start(), hit.end(), "/" + "/".join(_variable(part) for part in parts)


def _variable(part: str) -> str:
    """A part of a path that differs from call to call is shown as `{}`."""
    return "{}" if re.fullmatch(r"\d+|:\w+|.*[{}$<>%].*|[A-Z]{3}\d+", part) else part


def _method(text: str, low: int, start: int, end: int, high: int) -> str:
    line = text.rfind("\n", 0, start) + 1
    if told := list(_BEFORE.finditer(text, max(low, line), start)):
        return _first(told[-1])
    command = _command(text, start, low, high)
    if command is not None:
        asked = _BEFORE.search(text, *command)
        return _first(asked) if asked else "POST" if _SENDS.search(text, *command) else "GET"
    before, behind = list(_BEFORE.finditer(text, low, start)), _BEFORE.search(text, end, high)
    if before and (behind is None or start - before[-1].end() <= behind.start() - end):
        return _first(before[-1])
    return _first(behind) if behind else UNKNOWN


def _first(hit: "re.Match[str]") -> str:
    return next(group for group in hit.groups() if group).upper()


def _command(text: str, start: int, low: int, high: int) -> tuple[int, int] | None:
    """The range of the curl command that the address stands in, over its continued lines."""
    first = text.rfind("\n", 0, start) + 1
    while first > low and text[:first].rstrip("\r\n").endswith(("\\", "^", "`")):
        first = text.rfind("\n", 0, first - 1) + 1
    if not _CURL.search(text[max(first, start - 800) : start].replace("\\\n", " ").replace("\n", " ")):
        return None
    last = text.find("\n", start)
    while 0 <= last < high and text[:last].rstrip("\r").endswith(("\\", "^", "`")):
        last = text.find("\n", last + 1)
    return first, high if last < 0 else min(last, high)


def _token(text: str, low: int, start: int, end: int, high: int) -> str:
    behind, before = _TOKEN.search(text, end, high), list(_TOKEN.finditer(text, low, start))
    hit = before[-1] if before and (behind is None or start - before[-1].end() < behind.start() - end) else behind
    if hit is None:
        return ""
    name = next((group for group in hit.groups()[:4] if group), "")
    value = (hit[5] or "").rstrip("\"'\\")
    return name or (masked(value) if len(value) >= _SHORTEST and not value.startswith(("<", "[")) else "")
