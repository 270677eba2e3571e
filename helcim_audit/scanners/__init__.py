"""Analyzers that look at one document at a time."""

from collections.abc import Iterator
from dataclasses import replace

from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.model import Document, Match, Span, Step
from helcim_audit.scanners.beginnings import fragments, previews
from helcim_audit.scanners.cards import cards
from helcim_audit.scanners.client import in_script_of_page, runs_in_client
from helcim_audit.scanners.context import Context, Neighbourhood
from helcim_audit.scanners.damaged import damaged
from helcim_audit.scanners.judged import IN_URL, rule_of
from helcim_audit.scanners.kinds import kind_of
from helcim_audit.scanners.paired import SMALL, paired, tabulated
from helcim_audit.scanners.public_names import compiled_names, public_names
from helcim_audit.scanners.shapes import tokens, windows
from helcim_audit.scanners.transport import transport
from helcim_audit.secrets import Secret, SecretKind

__all__ = ["Context", "Neighbourhood", "placed", "scan"]

_BEHIND_HEADER = regex(r"(?i)(?:api-token|authorization)[\"'\]\\]{0,3}\s{0,3}(?:=>|[:=,])\s{0,3}[\[({\"'\\]{0,4}(?:bearer\s)?$")
_PAGES = 200_000  # characters; of a payload that may have been wrapped by hand


def scan(document: Document, context: Context) -> list[Match]:
    """Everything that one document shows by itself."""
    text = document.text
    file = kind_of(document)
    near = Neighbourhood(document)
    runs = windows(text)
    matches = list(paired(document, file, near, runs))
    in_pieces = (near.mentions or near.names("api-token")) and len(text) < (_PAGES if file.family == "payload" and file.language != "email" else SMALL)
    for span, value in tokens(text, runs, joined=in_pieces):
        known = [match for match in matches if match.span.overlaps(span)]
        for match in known:
            if span.contains(match.span) and span != match.span and match.secret:
                # The name's value was only the first piece of the token.
                matches[matches.index(match)] = replace(match, span=span, secret=Secret(match.secret.kind, value))
        if not known:
            header = _BEHIND_HEADER.search(text, max(0, span.start - 40), span.start) is not None
            in_url = IN_URL.search(text, max(0, span.start - 400), span.start)
            rule = "api-token-in-url" if in_url else rule_of(document, file, SecretKind.API_TOKEN, header, named=False)
            matches.append(Match(rule, span, Secret(SecretKind.API_TOKEN, value), language=file.language))
    matches += fragments(text, matches)
    if near.mentions and file.family not in ("code", "template"):
        matches += previews(text, matches)
        matches += damaged(document, runs, near, matches)
    matches += tabulated(document, file, near)
    if _may_hold_cards(file, near):
        matches += cards(text, file, document.path)
    if near.mentions:
        matches += _published(matches, public_names(text, file))
        matches += compiled_names(text, file, document.path, matches)
        matches += transport(document, file, near)
    for rule, pattern in context.patterns:
        matches += (Match(rule, Span(*hit.span()), language=file.language) for hit in pattern.finditer(text) if hit[0])
    matches = placed(document, matches, context)
    if file.family == "template" or file.language == "php":
        return [_as_client(match, ()) if match.rule in _IN_CLIENT and in_script_of_page(text, match.span.start) else match for match in matches]
    return matches


def placed(document: Document, matches: list[Match], context: Context) -> list[Match]:
    """`matches` as they are called in a file that runs in a browser, if the document does."""
    if document.path in context.servers or not any(match.rule in _IN_CLIENT for match in matches):
        return matches
    trace = context.clients.get(document.path, ())
    if not trace and not runs_in_client(kind_of(document), document.path, document.text):
        return matches
    return [_as_client(match, trace) for match in matches]


def _may_hold_cards(file: FileType, near: Neighbourhood) -> bool:
    if file.family not in ("payload", "text", "data", "collection", "document") and file.language != "json":
        return False
    return (near.mentions and any(map(near.names, ("card", "cvv", "pan", "%b")))) or (near.names("cardnumber") and near.names("cardexpiry"))


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


