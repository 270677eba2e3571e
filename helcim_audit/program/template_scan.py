"""Where in a template do its prints, tags and comments stand?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from helcim_audit.lazy import regex

Kind = Literal["text", "print", "tag", "code"]
Mark = Literal["print", "tag", "code", "comment", "escape"]


@dataclass(frozen=True, slots=True)
class Piece:
    """`start` to `end` of the document, without delimiters."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Delimiters:
    """opening: finds any opening. closing: what it is closed by, and what stands between."""

    opening: re.Pattern[str]
    closing: dict[str, tuple[str, Mark]]


def _table(*rows: tuple[str, str, Mark]) -> Delimiters:
    longest = sorted(rows, key=lambda row: -len(row[0]))
    return Delimiters(re.compile("|".join(re.escape(row[0]) for row in longest)), {opening: (closing, mark) for opening, closing, mark in rows})


DELIMITERS = {
    "jinja": _table(("{#", "#}", "comment"), ("{%", "%}", "tag"), ("{{", "}}", "print")),
    "handlebars": _table(
        ("{{!--", "--}}", "comment"), ("{{~!--", "--}}", "comment"), ("{{!", "}}", "comment"), ("{{{", "}}}", "print"), ("{{", "}}", "print"), ("\\{{", "}}", "escape"),
    ),
    "gotemplate": _table(("{{/*", "*/}}", "comment"), ("{{- /*", "}}", "comment"), ("{{", "}}", "print")),
    "asp": _table(
        ("<%--", "--%>", "comment"), ("<%=", "%>", "print"), ("<%:", "%>", "print"), ("<%#", "%>", "print"), ("<%$", "%>", "print"), ("<%@", "%>", "tag"), ("<%", "%>", "code"),
    ),
    "jsp": _table(
        ("<%--", "--%>", "comment"), ("<%=", "%>", "print"), ("<%@", "%>", "tag"), ("<%!", "%>", "code"), ("<%", "%>", "code"), ("${", "}", "print"), ("#{", "}", "print"),
        ("\\${", "}", "escape"),
    ),
    "mako": _table(("<%doc>", "</%doc>", "comment"), ("<%text>", "</%text>", "escape"), ("<%!", "%>", "code"), ("<%", "%>", "code"), ("</%", ">", "comment"), ("${", "}", "print")),
    "eex": _table(("<%!--", "--%>", "comment"), ("<%#", "%>", "comment"), ("<%%", "%>", "escape"), ("<%=", "%>", "print"), ("<%", "%>", "code")),
    "erb": _table(("<%#", "%>", "comment"), ("<%%", "%>", "escape"), ("<%==", "%>", "print"), ("<%=", "%>", "print"), ("<%-", "%>", "code"), ("<%", "%>", "code")),
    "ejs": _table(("<%#", "%>", "comment"), ("<%%", "%>", "escape"), ("<%=", "%>", "print"), ("<%-", "%>", "print"), ("<%_", "%>", "code"), ("<%", "%>", "code")),
    "freemarker": _table(("<#--", "-->", "comment"), ("<#", ">", "tag"), ("${", "}", "print"), ("#{", "}", "print")),
    "smarty": _table(("{*", "*}", "comment"), ("{$", "}", "print"), ("{assign ", "}", "tag"), ("{include ", "}", "tag"), ("{foreach ", "}", "tag"), ("{literal}", "{/literal}", "escape")),
    "blade": _table(
        ("{{--", "--}}", "comment"), ("@{{", "}}", "escape"), ("@{!!", "!!}", "escape"), ("{{{", "}}}", "print"), ("{{", "}}", "print"), ("{!!", "!!}", "print"),
    ),
}  # fmt: skip
_QUOTED = regex(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_RAW = regex(r"[-~+]?\s*(raw|verbatim|comment|schema|stylesheet)\b")
_ENDS = {word: regex(r"\{%[-~+]?\s*end" + word + r"\s*[-~+]?%\}") for word in ("raw", "verbatim", "comment", "schema", "stylesheet")}
_LONGEST_LOOK = 2_000


def pieces(text: str, delimiters: Delimiters, start: int = 0) -> Iterator[Piece]:
    """The parts of a template in order from `start` on, comments left out."""
    at = shown = start
    absent: set[str] = set()
    while (hit := delimiters.opening.search(text, at)) is not None:
        closing, mark = delimiters.closing[hit[0]]
        end = -1 if closing in absent else _end(text, hit.end(), closing)
        if end < 0:
            absent.add(closing)
            at = hit.end()
            continue
        if mark == "escape":
            at = end + len(closing)
            continue
        yield Piece("text", shown, hit.start())
        shown = at = end + len(closing)
        if mark == "comment":
            continue
        inner = Piece(mark, *_trimmed(text, hit.end() - hit[0].endswith("$"), end))
        yield inner
        raw = _RAW.match(text, inner.start, inner.end) if mark == "tag" else None
        if raw is not None and raw[1] not in absent:
            ending = _ENDS[raw[1]].search(text, at)
            if ending is None:
                absent.add(raw[1])
                continue
            if raw[1] in ("raw", "verbatim"):
                yield Piece("text", at, ending.start())
            shown = at = ending.end()
    yield Piece("text", shown, len(text))


def _end(text: str, start: int, closing: str) -> int:
    """Where `closing` stands outside of strings (and braces, where it is of them); else where it stands first."""
    first = end = text.find(closing, start)
    braces = closing[0] == "}"
    for _ in range(4):
        if end < 0 or end - start > _LONGEST_LOOK:
            break
        inner = text[start:end]
        bare = _QUOTED.sub("", inner) if '"' in inner or "'" in inner else inner
        if not ('"' in bare or "'" in bare or (braces and bare.count("{") > bare.count("}"))):
            return end
        end = text.find(closing, end + 1)
    return first


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without marks that trim white space around the tag."""
    if start < end and text[start] in "-~+" and (start + 1 == end or not text[start + 1].isdigit()):
        start += 1
    if end > start and text[end - 1] in "-~+_":
        end -= text[end - 2 : end - 1].isspace() or text[end - 1] in "-~"
    return start, end
