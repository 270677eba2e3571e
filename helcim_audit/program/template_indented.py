"""How do Pug, Haml and Slim, whose lines are tags, become JavaScript and Ruby?

Line by line: what a line prints is kept, its control words are not, so that no block has to be closed.
"""

from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.pages import RUBY, Page, Writer
from helcim_audit.program.template_lines import balanced

Loads = tuple[ir.Stmt, ...]

LONGEST = 2_000
"""Characters of one expression that are read: the grammars take long for what is none."""

_LINE = regex(r"[^\n]*")
_INTERPOLATED = regex(r"(?<!\\)[#!](?=\{)")
_NAME = regex(r"(?<![\w.])([\w@:.\[\]()-]+?)\s*!?=(?!=)\s*")
_BARE = regex(r"[ \t]+[\w:@.-]+=[^=\s]")
_SLIM_VALUE = regex(r"[ \t]+={1,2}[ \t]+(?=\S)")
# What stands before the attributes: `a.b#c`, `%a.b`, `.b`
_TAG = regex(r"[ \t]*(?:%?[A-Za-z][\w:-]*|(?=[.#&][\w{-]))(?:[.#][\w-]+)*(?:&attributes)?")
_PRINTS = regex(r"[ \t]*(?:[!&]?={1,2})(?:[<>']{0,2})(?=[ \t('\"@:\w\[])")
_LOADS = regex(r"[ \t]*(?:include|extends)(?::[\w-]+)?[ \t]+([\w./@-]{1,200})[ \t]*$")
_PUG_EACH = regex(r"[ \t]*(?:each|for)[ \t]+(\w+)(?:[ \t]*,[ \t]*\w+)?[ \t]+(?:in|of)[ \t]+(.+)")
_PUG_CONTROL = regex(r"[ \t]*(?:if|else if|unless|while|case|when|else|default|mixin|block|append|prepend|doctype)\b")
_PUG_MIXIN = regex(r"[ \t]*\+[\w-]+[ \t]*(?=\()")
_RUBY_EACH = regex(r"(.+?)\.(?:each|map|each_with_index)\s+do\s*\|\s*\(?(\w+)[^|]*\|\s*$")
_RUBY_CONTROL = regex(r"[ \t]*(?:if|unless|elsif|else|case|when|while|until|end|begin|rescue|ensure)\b")
_BLOCK = regex(r"\s(?:do|\{)\s*(?:\|[^|\n]*\|)?\s*$")


def pug(text: str) -> tuple[Page, Loads]:
    """A Pug template as JavaScript, and what it includes."""
    writer = Writer(text, quote="`")
    loads: list[ir.Stmt] = []
    for start, end in _lines(text):
        line = text[start:end]
        if (load := _LOADS.match(line)) is not None:
            loads.append(ir.Import(Span(start + load.start(1), start + load.end(1)), load[1], (ir.Imported("*", "*"),)))
        elif (each := _PUG_EACH.match(line)) is not None:
            writer.code(start, "", f"for (const {each[1]} of ")
            writer.copy(start + each.start(2), each[2])
            writer.write(") {}\n")
        elif line.lstrip().startswith("-"):
            at = start + line.index("-") + 1
            if not text[at:end].rstrip().endswith("{"):
                writer.code(at, text[at:end], "\n;\n")
        elif _PUG_CONTROL.match(line) is None:
            _shown(writer, start, end, "(")
    return writer.page(), tuple(loads)


def haml(text: str, slim: bool = False) -> tuple[Page, Loads]:
    """A Haml or Slim template as Ruby."""
    writer = Writer(text, around=RUBY)
    for start, end in _lines(text):
        line = text[start:end]
        if not line.lstrip().startswith("-"):
            _shown(writer, start, end, "({[", slim)
            continue
        at = start + line.index("-") + 1
        if (each := _RUBY_EACH.match(text, at, end)) is not None:
            writer.code(each.start(2), each[2], " = (")
            writer.copy(each.start(1), each[1])
            writer.write(").first\n")
        elif _RUBY_CONTROL.match(text, at, end) is None and _BLOCK.search(text, at, end) is None:
            writer.code(at, text[at:end])
    return writer.page(), ()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines that are no comments; attributes that go on over several lines belong to the first."""
    at = 0
    while at < len(text):
        hit = _LINE.match(text, at)
        end = hit.end() if hit is not None else len(text)
        line = text[at:end].lstrip()
        tag = _TAG.match(text, at, end)
        if tag is not None and tag.end() < end and text[tag.end()] in "({" and not line.startswith(("if", "else", "each", "for", "unless", "while", "case")):
            closed = balanced(text, tag.end())
            if closed > end:
                rest = _LINE.match(text, closed)
                end = rest.end() if rest is not None else closed
        if line and not line.startswith(("//", "-#", "-//", "/ ", "/!")):
            yield at, end
        at = end + 1


def _shown(writer: Writer, start: int, end: int, brackets: str, slim: bool = False) -> None:
    """A line of markup: its attributes, what it prints, its text."""
    text = writer.source
    at = start
    tag = _TAG.match(text, at, end) or _PUG_MIXIN.match(text, at, end)
    if tag is not None:
        at = tag.end()
        while at < end and text[at] in brackets:
            closed = min(balanced(text, at), end)
            writer.literal(start, at)
            _attributes(writer, at, closed)
            start = at = closed
    printing = _PRINTS.match(text, at, end)
    if printing is not None:
        writer.literal(start, at)
        _value(writer, printing.end(), end)
    elif tag is not None and slim and _BARE.match(text, at, end) is not None:  # `input value=@token`
        value = _SLIM_VALUE.search(text, at, end)
        _attributes(writer, start, value.start() if value is not None else end)
        if value is not None:
            _value(writer, value.end(), end)
    else:
        _text(writer, start, end)


def _value(writer: Writer, start: int, end: int) -> None:
    """One expression. The block that it may open is not read as one."""
    code = writer.source[start : min(end, start + LONGEST)]
    block = _BLOCK.search(code)
    writer.printed(start, (code[: block.start()] if block is not None else code).rstrip().removesuffix(";"))


def _text(writer: Writer, start: int, end: int) -> None:
    text = writer.source
    for hit in _INTERPOLATED.finditer(text, start, end):
        if hit.start() < start:
            continue
        closed = min(balanced(text, hit.end()), end)
        writer.literal(start, hit.end() + 1)
        writer.printed(hit.end() + 1, text[hit.end() + 1 : max(closed - 1, hit.end() + 1)][:LONGEST])
        start = max(closed - 1, hit.end() + 1)
    writer.literal(start, end)


def _attributes(writer: Writer, start: int, end: int) -> None:
    """`(a=x, b="c" d=y)`, `{a: x}`: the values as they are written."""
    text = writer.source
    if text[start] == "{":
        writer.printed(start, text[start:end][:LONGEST])
        return
    at = start
    while (name := _NAME.search(text, at, end)) is not None:
        writer.literal(at, name.end())
        at = _value_end(text, name.end(), end)
        writer.printed(name.end(), text[name.end() : at][:LONGEST])
    writer.literal(at, end)


_AHEAD = regex(r"[\s,]+(?:$|\)|[\w@:.\[\]-]+(?:\s*!?=(?!=)|[\s,)]))|,")


def _value_end(text: str, at: int, end: int) -> int:
    """Where the value of an attribute ends: at a comma, or where the next name begins."""
    start = at
    while at < end:
        char = text[at]
        if char in "\"'`":
            close = text.find(char, at + 1, end)
            at = close + 1 if close > 0 else end
        elif char in "([{":
            at = min(balanced(text, at), end)
        elif char in ")]}" or (at > start and _AHEAD.match(text, at, end)):
            return at
        else:
            at += 1
    return end
