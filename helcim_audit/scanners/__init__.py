"""Analyzers that look at one document at a time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from helcim_audit.comments import quoted
from helcim_audit.filetypes import FileType
from helcim_audit.model import Confidence, Document, Match, Span, Step
from helcim_audit.names import is_helcim_host
from helcim_audit.scanners.cards import cards
from helcim_audit.scanners.client import runs_in_client
from helcim_audit.scanners.context import Context, Neighbourhood
from helcim_audit.scanners.dumps import decoded_parts
from helcim_audit.scanners.enclosing import enclosing
from helcim_audit.scanners.extents import LONGEST as LONGEST_VALUE
from helcim_audit.scanners.kinds import kind_of
from helcim_audit.scanners.pairs import Pair, pairs
from helcim_audit.scanners.place import is_bundle, rule_for
from helcim_audit.scanners.public_names import compiled_names, public_names
from helcim_audit.scanners.shapes import tokens, windows
from helcim_audit.scanners.tables import csv_cells, grid_cells, secret_columns, sql_cells
from helcim_audit.scanners.transport import transport
from helcim_audit.scanners.variants import decoded_runs, percent_decoded, raw, unescaped
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import Verdict, is_v2, is_v2_like, judge

__all__ = ["Context", "Neighbourhood", "scan"]

_HEX22 = re.compile(r"[0-9a-f]{22}\Z")
_HEX = re.compile(r"[0-9a-fA-F]{32,}\Z")
_VERIFIER = re.compile(r"[A-Za-z0-9+/]{43}=\Z")
_TRAILING = ".,;:!?)'\"`"
_IN_URL = re.compile(r"(?:(?:https?|wss?)://|(?:GET|POST|PUT|PATCH|DELETE|HEAD) /)[^\s\"'<>]{0,300}[?&;][\w.\-\[\]]{0,40}=$")
# A header's name, as it is or as servers and telemetry write it: HTTP_API_TOKEN, http.request.header.api_token
_HOST = re.compile(r"\w{2,5}://(?:[^/@\s]{1,80}@)?((?!localhost)[A-Za-z][\w-]*\.[\w.-]{2,80})")
_HEADER = re.compile(r"(?i)(?:http\.)?(?:request|req)?[._-]?headers?[._-](?:http[._-])?(?:api[-_]token|authorization)|(?:http|request|req)_(?:api[-_]token|authorization)|api-token|authorization|x-[a-z-]+|partner-token|secret-token|js-token")
_BEHIND_HEADER = re.compile(r"(?i)(?:api-token|authorization)[\"'\]\\]{0,3}\s{0,3}(?:=>|[:=,])\s{0,3}[\[({\"'\\]{0,4}(?:bearer\s)?$")
_MORE = re.compile(r"""(?:["'][ \t]{0,20}(?:[+.&~]|\.\.|<>)?[ \t]{0,20}(?:\\?\r?\n[ \t]{0,40})?(?:[+.&~]|\.\.|<>)?[ \t]{0,20}["'][A-Za-z0-9!#$%*\-.@_+/=]{2,80}(?=["'])){1,8}["']""")
_PIECE = re.compile(r"""["']([A-Za-z0-9!#$%*\-.@_+/=]{2,80})(?=["']|\Z)""")
_PREVIEW = re.compile(
    r"(?i:\b(?:token|key))([^\n]{0,40}?)(?<![\w!#$%*.@-])(a(?=[A-Za-z_-]{0,12}[0-9!#$%@])[A-Za-z0-9!#$%@_-]{3,24}(?:\*{3,}|\.{3}|…|[•●]{3,})[A-Za-z0-9!#$%@_-]{0,12})"
)
_FRAGMENT = 6  # characters of a known token that are no chance any more
_AROUND = 300  # characters beside a value in which its name stands
_PAGES = 200_000  # characters; of a payload that may have been wrapped by hand
_SMALL = 2 << 20  # characters; larger documents are logs and dumps, where values do not come in pieces


def scan(document: Document, context: Context) -> list[Match]:
    """Everything that one document shows by itself."""
    text = document.text
    file = kind_of(document)
    near = Neighbourhood(document)
    runs = windows(text)
    matches = list(_paired(document, file, near, runs))
    for span, value in tokens(text, runs, joined=(near.mentions or near.names("api-token")) and len(text) < _SMALL and (file.family != "payload" or file.language == "email" or len(text) < _PAGES)):
        known = [match for match in matches if match.span.overlaps(span)]
        for match in known:
            if span.contains(match.span) and span != match.span and match.secret:
                # The name's value was only the first piece of the token.
                matches[matches.index(match)] = replace(match, span=span, secret=Secret(match.secret.kind, value))
        if not known:
            rule = "api-token-in-url" if _IN_URL.search(text, max(0, span.start - 400), span.start) else _rule(document, file, SecretKind.API_TOKEN, _BEHIND_HEADER.search(text, max(0, span.start - 40), span.start) is not None)
            matches.append(Match(rule, span, Secret(SecretKind.API_TOKEN, value), language=file.language))
    matches += _fragments(text, matches)
    if near.mentions and file.family not in ("code", "template"):
        matches += _previews(text, matches)
    if file.language == "sql":
        matches += _cells(sql_cells(text, secret_columns), document, file, near)
    if near.mentions and file.family in ("document", "text", "payload"):
        matches += _cells(grid_cells(text, secret_columns), document, file, near)
    if file.language == "csv":
        matches += _cells(csv_cells(text, document.path, secret_columns), document, file, near)
    if _may_hold_cards(file, near):
        matches += cards(text, file, document.path)
    if near.mentions:
        matches += _published(matches, public_names(text, file))
        matches += compiled_names(text, file, document.path, matches)
        matches += transport(document, file, near)
    for rule, pattern in context.patterns:
        matches += (Match(rule, Span(*hit.span()), language=file.language) for hit in pattern.finditer(text) if hit[0])
    if document.path not in context.servers and any(match.rule in _IN_CLIENT for match in matches):
        trace = context.clients.get(document.path, ())
        if trace or runs_in_client(file, document.path, text):
            return [_as_client(match, trace) for match in matches]
    return matches


def _may_hold_cards(file: FileType, near: Neighbourhood) -> bool:
    if file.family not in ("payload", "text", "data", "collection", "document") and file.language != "json":
        return False
    return (near.mentions and any(map(near.names, ("card", "cvv", "pan", "%b")))) or (near.names("cardnumber") and near.names("cardexpiry"))


def _fragments(text: str, matches: list[Match]) -> list[Match]:
    """Beginnings of tokens that the document shows whole elsewhere: cut by a parser, or meant as a preview."""
    found: list[Match] = []
    whole = {match.secret.value: match for match in matches if match.secret and is_v2(match.secret.value)}
    for value, match in whole.items():
        at = text.find(value[:_FRAGMENT])
        while at >= 0:
            end = at + _FRAGMENT
            while end < len(text) and end - at < len(value) and text[end] == value[end - at]:
                end += 1
            span = Span(at, end)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum() and not any(span.overlaps(one.span) or any(span.overlaps(h) for h in one.hidden) for one in matches):
                found.append(Match("partly-masked-token", span, match.secret, language=match.language))
            at = text.find(value[:_FRAGMENT], end)
    return found


def _previews(text: str, matches: list[Match]) -> Iterator[Match]:
    """Beginnings of tokens behind a mask that no name stands beside: `token prefix a1B2c3***`."""
    for hit in _masked_beginnings(text):
        span = Span(*hit.span(2))
        if judge(hit[2]) is Verdict.PARTLY_MASKED and not any(span.overlaps(match.span) for match in matches):
            yield Match("partly-masked-token", span, Secret(SecretKind.API_TOKEN, hit[2]), confidence="low")


_NO_VALUE = frozenset(" \t\r\n'\"`:=([{<>")
_MASKS = ("***", "...", "…", "•••", "●●●")


def _masked_beginnings(text: str) -> Iterator[re.Match[str]]:
    """Hits of _PREVIEW, looked for only around masks that follow a letter or digit."""
    done = 0
    for at in sorted(at for mask in _MASKS for at in _ends(text, mask)):
        if at >= done and (hit := _PREVIEW.search(text, max(done, at - 100), at + 60)):
            done = hit.end()
            yield hit


def _ends(text: str, mask: str) -> Iterator[int]:
    """Where each run of a mask's character begins that follows what may be a value."""
    at = text.find(mask)
    while at >= 0:
        if text[at - 1] not in _NO_VALUE:
            yield at
        while text.startswith(mask, at):
            at += len(mask)
        at = text.find(mask, at)


# What a literal is called in a file that a browser or an app is given.
_IN_CLIENT = {
    "hardcoded-api-token": "api-token-in-client-code",
    "api-token-in-document": "api-token-in-client-code",
    "hardcoded-helcimjs-secret-key": "helcimjs-secret-key-in-client",
}


def _as_client(match: Match, trace: tuple[Step, ...]) -> Match:
    if match.rule not in _IN_CLIENT:
        return match
    return replace(match, rule=_IN_CLIENT[match.rule], trace=match.trace or trace)


def _published(matches: list[Match], names: Iterator[Match]) -> list[Match]:
    """Names with a public prefix; where the value beside one was found, that finding says it instead."""
    found = []
    for name in names:
        for place, match in enumerate(matches):
            if match.secret and 0 <= match.span.start - name.span.end <= 12 and name.subject.startswith("define:"):
                matches[place] = replace(match, rule="public-env-secret", subject=name.subject)
                break
        else:
            found.append(name)
    return found


def _rule(document: Document, file: FileType, kind: SecretKind, header: bool) -> str:
    if document.metadata:
        return "api-token-in-metadata"
    return rule_for(kind, file, is_bundle(document.path, file.language, document.text), header)


_LONG_STRING = re.compile(r"<<[-~<]?\s{0,3}[\"'`]?[A-Z_]|\"\"\"|'''|`[^`\n]{0,200}\n|@['\"]\r?\n")


def _all_pairs(document: Document, file: FileType, quoted_only: bool, whole: bool, runs: list[tuple[int, int]]) -> Iterator[Pair]:
    """Pairs of the whole text, or only those around long values: where nothing speaks of Helcim, no others count."""
    text = document.text
    if whole:
        yield from pairs(text, quoted_only)
        if quoted_only and _LONG_STRING.search(text):
            # A string of several lines holds a document of its own: an environment file, a request, a query.
            for kind, start, end in quoted(text, document.path, file.language, len(text)):
                if kind == "string" and text.find("\n", start, end) >= 0 and end - start < _SMALL:
                    yield from (pair.moved(start) for pair in pairs(text[start:end]))
        return
    done = 0
    for start, end in runs:
        low, high = max(done, start - _AROUND), min(len(text), end + _AROUND)
        if high - low > 4 * _AROUND + LONGEST_VALUE or high <= low:
            continue
        for pair in pairs(text[low:high], quoted_only):
            yield pair.moved(low)
        done = max(done, end)


def _hidden_pairs(text: str, runs: list[tuple[int, int]]) -> Iterator[Pair]:
    """Pairs of what dumps and encoded bodies say, at the places where it is said."""
    for part, shown in decoded_parts(text, runs):
        for pair in pairs(part.text):
            span = part.span(pair.span.start, pair.span.end)
            if shown:  # the rest of the line shows it too
                line = text.find("\n", span.end)
                span = Span(span.start, line if line >= 0 else len(text))
            yield replace(pair, span=span, name_span=part.span(pair.name_span.start, pair.name_span.end), quoted=True)


def _paired(document: Document, file: FileType, near: Neighbourhood, runs: list[tuple[int, int]]) -> Iterator[Match]:
    quoted_only = file.family == "code" and file.language not in ("shell", "batch", "powershell", "vue", "svelte")
    seen: set[Span] = set()
    found = _all_pairs(document, file, quoted_only, near.mentions, runs)
    if near.mentions and file.family in ("payload", "text", "collection"):
        found = chain(found, _hidden_pairs(document.text, runs))
    for pair in found:
        if pair.span in seen:
            continue
        seen.add(pair.span)
        match = _judged(document, file, near, pair)
        if match:
            yield match


def _settled(text: str, pair: Pair) -> tuple[str, Span, Verdict]:
    """The value as meant: without the punctuation of prose, its escapes resolved, its encoding undone."""
    value, span = pair.value, pair.span
    if not pair.quoted:
        value = value.strip("\\")
        if not is_v2(value):
            value = value.rstrip(_TRAILING) if value.strip(".*") and not value.endswith("...") else value
        at = text.index(value, span.start, span.end) if value else span.start
        span = Span(at, at + len(value))
    verdict = judge(value)
    if verdict is Verdict.V2 or not value:
        return value, span, verdict
    # By chance, `%` and two hexadecimal digits stand in one of four tokens.
    if not is_v2_like(value) and (plain := percent_decoded(value)):
        return plain, span, judge(plain)
    source = raw(text, span.start, span.end)
    for variant in (*unescaped(source), *decoded_runs(source)):
        if is_v2(variant.text) or (is_v2_like(variant.text) and not is_v2_like(value)):
            return variant.text, span, judge(variant.text)
    if verdict is Verdict.SECRET and not is_v2_like(value) and len(value) % 4 == 0:
        # a Kubernetes Secret's `data`: what it holds is judged, not its base64
        for variant in decoded_runs(source):
            if len(variant.text) >= 6 and variant.text.isprintable():
                return variant.text, span, judge(variant.text)
    return value, span, verdict


def _judged(document: Document, file: FileType, near: Neighbourhood, pair: Pair) -> Match | None:
    value, span, verdict = _settled(document.text, pair)
    if pair.quoted and verdict in (Verdict.SECRET, Verdict.PLACEHOLDER) and (more := _MORE.match(document.text, span.end)):
        # "abc" + "def": judged, and hidden, as a whole
        value += "".join(_PIECE.findall(more[0]))
        span = Span(span.start, more.end() - 1)
        verdict = judge(value)
    kind = pair.kind.kind
    own = pair.kind.helcim or pair.in_helcim
    if verdict not in (Verdict.V2, Verdict.SECRET, Verdict.PARTLY_MASKED):
        return None
    if file.language == "yaml" and near.names("encrypteddata:") and "encryptedData" in enclosing(document.text, pair.name_span.start):
        return None  # a SealedSecret: only the cluster can read it
    if verdict is Verdict.V2:
        kind = SecretKind.API_TOKEN if kind not in (SecretKind.PARTNER_TOKEN,) else kind
    elif (not own and not is_v2_like(value) and not near.speaks_of_helcim(pair.span.start)) or (kind is SecretKind.API_TOKEN and _is_public_or_foreign(value, pair, own)):
        return None
    if kind is SecretKind.WEBHOOK_VERIFIER and not own and "verif" not in pair.name.lower() and not _VERIFIER.match(value):
        return None
    if kind in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN) and (file.family not in ("payload",) or len(value) != 22):
        return None
    header = _HEADER.fullmatch(pair.name) is not None
    secret = Secret(kind, value)
    if verdict is Verdict.PARTLY_MASKED:
        return Match("partly-masked-token", span, secret, language=file.language)
    if kind is SecretKind.API_TOKEN and verdict is Verdict.SECRET and not is_v2_like(value):
        secret = Secret(SecretKind.LEGACY_API_TOKEN if len(value) < 50 else kind, value)
    rule = _rule(document, file, kind, header)
    if url := _IN_URL.search(document.text, max(0, span.start - 400), span.start):
        if (host := _HOST.match(url[0])) and not is_helcim_host(host[1]) and verdict is not Verdict.V2 and not pair.kind.helcim:
            return None  # badge.svg?token=x of another service
        rule = "api-token-in-url"
    if pair.kind.public_prefix and not pair.kind.helcim and verdict is Verdict.V2 and file.family == "config":
        return Match("public-env-secret", span, secret, language=file.language, subject=f"define:{pair.name}")
    return Match(rule, span, secret, confidence=_confidence(verdict, value, own), language=file.language)


def _is_public_or_foreign(value: str, pair: Pair, own: bool) -> bool:
    if _HEX22.match(value):
        return "api" not in pair.name.lower()  # a Helcim.js or checkout token: public
    return not own and _HEX.match(value) is not None


def _confidence(verdict: Verdict, value: str, own: bool) -> Confidence:
    if verdict is Verdict.V2 or (own and is_v2_like(value)):
        return "high"
    return "medium" if own or is_v2_like(value) else "low"


def _cells(cells: Iterator[tuple[object, Span, bool]], document: Document, file: FileType, near: Neighbourhood) -> Iterator[Match]:
    for kind, span, helcim in cells:
        pair = Pair("", span, kind, document.text[span.start : span.end], span, True, ",", helcim)  # type: ignore[arg-type]
        if match := _judged(document, file, near, pair):
            yield match
