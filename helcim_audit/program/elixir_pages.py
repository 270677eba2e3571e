"""How do pages of Phoenix (`.eex`, `.heex`, `~H`), which hold whole programs, become Elixir?"""

from helcim_audit.lazy import regex
from helcim_audit.program.pages import Page, Writer
from helcim_audit.program.template_lines import balanced
from helcim_audit.program.template_scan import DELIMITERS, pieces

_AROUND = ("(", "\n)")
_SIGIL = regex(r"~[HLE](?:(\"\"\"|''')|([\"|]))")
_OPENS = regex(r"(?:\bdo|->)\s*$")
_BRACE = regex(r"(:?[\w-]{1,60}=)?\{|<(script|style)\b")
_BARE = {name: regex(rf"(?i)</{name}>") for name in ("script", "style")}
_ASSIGNED = regex(r"(?<![\w\"'@])@(?=[a-z_])")


def page(text: str) -> Page:
    """A template as Elixir."""
    writer = _writer(text)
    _template(writer, 0, len(text))
    return writer.page()


def module(text: str) -> Page:
    """A module as it is, its pages as what they print."""
    writer = _writer(text)
    at = 0
    while (hit := _SIGIL.search(text, at)) is not None:
        quote = hit[1] or hit[2]
        end = text.find(quote, hit.end())
        if end < 0:
            break
        writer.code(at, text[at : hit.start()], "(\n")
        _template(writer, hit.end(), end)
        writer.close()
        writer.write(":page)")
        at = end + len(quote)
    writer.code(at, text[at:], "")
    return writer.page()


def has_pages(text: str) -> bool:
    """Whether a module holds pages."""
    return _SIGIL.search(text) is not None


def _writer(text: str) -> Writer:
    return Writer(text, around=_AROUND)


def _template(writer: Writer, start: int, stop: int) -> None:
    text = writer.source
    for piece in pieces(text[:stop], DELIMITERS["eex"], start):
        match piece.kind:
            case "text":
                _markup(writer, piece.start, piece.end)
            case "print" if _OPENS.search(_code(text[piece.start : piece.end])) is None:
                _printed(writer, piece.start, piece.end)
            case _:
                writer.code(piece.start, _code(text[piece.start : piece.end]))


def _markup(writer: Writer, at: int, stop: int) -> None:
    """`{@value}` in markup and in attributes; what `:if`, `:for` and `:let` are told is not shown."""
    text, shown = writer.source, at
    while (hit := _BRACE.search(text, at, stop)) is not None:
        if hit[2] is not None:
            end = _BARE[hit[2].lower()].search(text, hit.end(), stop)
            at = stop if end is None else end.end()
            continue
        opening = hit.end() - 1
        at = min(balanced(text, opening), stop)
        if text[at - 1 : at] != "}":
            continue
        writer.literal(shown, opening)
        shown = at
        if not (hit[1] or "").startswith(":"):
            _printed(writer, opening + 1, at - 1)
    writer.literal(shown, stop)


def _printed(writer: Writer, start: int, end: int) -> None:
    writer.printed(start, _code(writer.source[start:end]))


def _code(text: str) -> str:
    """`@name` is a name of the page."""
    return _ASSIGNED.sub(" ", text)
