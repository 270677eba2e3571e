"""Where in a PHP document does PHP stand, and what does the page print around it?

The grammar reads PHP only: `page` gives a program without tags and markup.
"""

import re
from collections.abc import Callable

from helcim_audit.lazy import regex
from helcim_audit.program.pages import Page, Writer

HEAD = "<?php "
_OPENING = regex(r"<\?(?:php(?=\s|$)|=|(?!xml|\w))", re.IGNORECASE)
# What may hide a closing tag. Each alternative ends at the end of the text if nothing else ends it: no second look.
_PHP = regex(
    r"""'[^'\\]*+(?:\\.[^'\\]*+)*+(?:'|\\?\Z)|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|`[^`\\]*+(?:\\.[^`\\]*+)*+(?:`|\\?\Z)"""
    r"""|/\*|(?://|\#(?!\[))[^\n?]*+(?:\?(?!>)[^\n?]*+)*+|<<<[ \t]{0,20}["']?(\w{1,200})["']?\r?\n|\?>|\b__halt_compiler\b""",
    re.DOTALL,
)
_ECHO = regex(r"\s{0,200}(?:echo|print)\b(?=[\s('\"$])", re.IGNORECASE)
_QUOTED = regex(r"'[^'\\]*+(?:\\.[^'\\]*+)*+'|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/", re.DOTALL)


def page(text: str) -> Page:
    """`text` as PHP alone."""
    if "?>" not in text and text.startswith("<?php"):
        return Page(text)
    writer = Writer(text, HEAD)
    write(writer, text.find("\n") + 1 if text.startswith("#!") else 0, len(text))
    return writer.page()


def write(writer: Writer, at: int, stop: int, literal: Callable[[int, int], None] | None = None) -> None:
    """The markup and PHP of the writer's document from `at` to `stop`; `literal` writes markup in another way."""
    text = writer.source
    while at < stop:
        opening = _OPENING.search(text, at, stop)
        (literal or writer.literal)(at, opening.start() if opening is not None else stop)
        if opening is None:
            break
        end, at = _closing(text, opening.end())
        code(writer, opening.end(), end, opening[0] == "<?=")


def _closing(text: str, start: int) -> tuple[int, int]:
    """Where the code ends that begins at `start`, and where the markup goes on."""
    at = start
    while (hit := _PHP.search(text, at)) is not None:
        found = hit[0]
        if found == "?>":
            return hit.start(), hit.end()
        if found == "__halt_compiler":
            return hit.start(), len(text)
        at = hit.end()
        if found == "/*":
            end = text.find("*/", at)
            at = len(text) if end < 0 else end + 2
        elif hit[1] is not None:
            closing = re.compile(rf"\n[ \t]*+{re.escape(hit[1])}\b").search(text, at - 1)
            at = len(text) if closing is None else closing.end()
    return len(text), len(text)


def code(writer: Writer, start: int, end: int, prints: bool) -> None:
    """PHP from `start` to `end`; `prints` behind `<?=`. A lone `echo` is as good as `<?=`."""
    text = writer.source[start:end]
    echo = None if prints else _ECHO.match(text)
    at = echo.end() if echo is not None else 0
    if prints or echo is not None:
        bare = text[at:].rstrip().removesuffix(";")
        if ";" not in _QUOTED.sub("", bare) and "<<<" not in bare:
            writer.printed(start + at, bare)
            return
    writer.close()
    if prints:
        writer.write("echo ")
    # A closing tag ends a statement, but `:` and `{` open a block; the line break ends a comment.
    writer.code(start, text, "\n" if text.rstrip().endswith((":", "{", ";")) else "\n;\n")
