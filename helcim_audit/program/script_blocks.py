"""Where in a page or a component does JavaScript stand?

A Vue, Svelte, Astro or HTML document becomes texts as long as itself, in which everything that is not
script is blanked: offsets in them are offsets in the document.
"""

import re
from dataclasses import dataclass

from helcim_audit.lazy import regex

_SCRIPT = regex(r"<(script|style)\b([^>]{0,600})>", re.IGNORECASE)
_SCRIPT_TYPE = regex(r"""\btype\s{0,3}=\s{0,3}["']?([\w/+.-]{1,60})""", re.IGNORECASE)
_SOURCE = regex(r"(?:^|\s)src\s{0,3}=", re.IGNORECASE)
_RUNS = frozenset(("module", "text/javascript", "application/javascript", "text/ecmascript", "text/babel", "text/jsx", "text/typescript"))
_ANY = regex(r"[^\n]")
_COMMENT = regex(r"<!--.{0,20000}?-->", re.DOTALL)
_FRONT = regex(r"\A\ufeff?\s{0,200}---[^\n]{0,20}\n")
# Vue: `:a="x"`, `v-html="x"` show a value; `@a="x"` runs code.
_BOUND = regex(r"""(?<=\s)((?:v-(?:bind|html|text|model|on)\b|[:@#])[\w:.\[\]-]{0,80})\s{0,3}=\s{0,3}(?:"([^"]{1,4000})"|'([^']{1,4000})')""")
_MUSTACHE = regex(r"\{\{(.{1,4000}?)\}\}", re.DOTALL)
# Svelte: `{#if x}`, `{@html x}`, `{:else if x}`, `{/if}`; `{...x}` of both.
_TAG = regex(r"\{\s{0,3}(?:[#:@/][a-z]{1,12}(?: if)?\b|\.\.\.)")
_AS = regex(r"\sas\s")
LONGEST_EXPRESSION = 20_000


@dataclass(frozen=True, slots=True)
class Blocks:
    """scripts: one text for the code that runs on its own; template: `{expression}` blocks of the markup.

    browser: scripts of a document whose own code runs on a server (Astro's `<script>`).
    """

    scripts: tuple[str, ...]
    template: str = ""
    browser: tuple[str, ...] = ()


def blank(text: str) -> str:
    """Spaces for everything but line breaks."""
    return _ANY.sub(" ", text)


def blocks(text: str, language: str) -> Blocks:
    """The scripts and printed expressions of a document in `language` (vue, svelte, astro, html)."""
    front, rest_at = _frontmatter(text) if language == "astro" else ("", 0)
    scripts, markup = _split(text, rest_at)
    match language:
        case "vue":
            return Blocks((scripts,), _vue(markup))
        case "svelte":
            return Blocks((scripts,), _braces(markup))
        case "astro":
            return Blocks((front,), _braces(markup), (scripts,) if scripts.strip() else ())
        case _:
            return Blocks((scripts,))


def _frontmatter(text: str) -> tuple[str, int]:
    opening = _FRONT.match(text)
    if opening is None:
        return "", 0
    end = text.find("\n---", opening.end() - 1)
    if end < 0:
        return "", 0
    return blank(text[: opening.end()]) + text[opening.end() : end] + blank(text[end:]), end + 4


def _split(text: str, start: int) -> tuple[str, str]:
    """Scripts alone and markup alone, each as long as `text`."""
    lowered = text.lower()
    scripts: list[str] = [blank(text[:start])]
    markup: list[str] = [blank(text[:start])]
    at = start
    while (tag := _SCRIPT.search(text, at)) is not None:
        end = lowered.find("</" + tag[1].lower(), tag.end())
        end = len(text) if end < 0 else end
        inner = text[tag.end() : end]
        scripts.extend((blank(text[at : tag.end()]), inner if _runs(tag[1], tag[2]) else blank(inner)))
        markup.extend((text[at : tag.end()], blank(text[tag.end() : end])))  # what a tag's attributes print counts
        at = end
    scripts.append(blank(text[at:]))
    markup.append(text[at:])
    return "".join(scripts), _COMMENT.sub(lambda hit: blank(hit[0]), "".join(markup))


def _runs(tag: str, attributes: str) -> bool:
    if tag.lower() != "script" or _SOURCE.search(attributes):
        return False
    kind = _SCRIPT_TYPE.search(attributes)
    return kind is None or kind[1].lower() in _RUNS


def _vue(markup: str) -> str:
    pieces = [(hit.start(), hit[0]) for hit in _MUSTACHE.finditer(markup)]
    for hit in _BOUND.finditer(markup):
        group = 2 if hit[2] is not None else 3
        runs = hit[1].startswith(("@", "v-on"))
        opening, closing = (";", ";") if runs else ("{", "}")
        if not hit[1].startswith("#"):
            pieces.append((hit.start(group) - 1, opening + hit[group] + closing))
    return _placed(markup, pieces)


def _braces(markup: str) -> str:
    pieces: list[tuple[int, str]] = []
    at = markup.find("{")
    while at >= 0:
        end = _closing(markup, at)
        if end < 0:
            at = markup.find("{", at + 1)
            continue
        inner = markup[at:end]
        if (tag := _TAG.match(inner)) is not None:
            shows = "@html" in tag[0] or "..." in tag[0]
            inner = blank(tag[0][1:]) + inner[tag.end() : -1]
            if "each" in tag[0] and (items := _AS.search(inner)) is not None:
                inner = inner[: items.start()] + blank(inner[items.start() :])
            inner = f"{{{inner}}}" if shows else f";{inner};"  # a condition is no output
        pieces.append((at, inner))
        at = markup.find("{", end)
    return _placed(markup, pieces)


def _closing(text: str, start: int) -> int:
    """Behind the brace that closes the one at `start`, strings aside; -1 if none is near."""
    depth, at, end = 0, start, min(len(text), start + LONGEST_EXPRESSION)
    quote = ""
    while at < end:
        char = text[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote or (char == "\n" and quote != "`"):
                quote = ""
        elif char in "\"'`":
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return -1


def _placed(text: str, pieces: list[tuple[int, str]]) -> str:
    """`pieces` at their offsets in a blanked `text`; of two that overlap the first stays."""
    out: list[str] = []
    at = 0
    for start, piece in sorted(pieces):
        if start < at:
            continue
        out.extend((blank(text[at:start]), piece))
        at = start + len(piece)
    out.append(blank(text[at:]))
    return "".join(out)
