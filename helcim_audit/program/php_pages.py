"""Where in a PHP document does PHP stand, and what does the page print around it?

The grammar reads PHP only. A page becomes PHP in which each run of markup and `<?= x ?>` is one call of
`PRINTED` with the pieces of markup and the printed values as its arguments, in order. `Page.at` leads from
an offset there to the offset in the document.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

PRINTED = "__printed__"
_OPEN = "<?php "
_OPENING = re.compile(r"<\?(?:php(?=\s|$)|=|(?!xml|\w))", re.IGNORECASE)
# What may hide a closing tag. Each alternative ends at the end of the text if nothing else ends it: no second look.
_PHP = re.compile(
    r"""'[^'\\]*+(?:\\.[^'\\]*+)*+(?:'|\\?\Z)|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|`[^`\\]*+(?:\\.[^`\\]*+)*+(?:`|\\?\Z)"""
    r"""|/\*|(?://|\#(?!\[))[^\n?]*+(?:\?(?!>)[^\n?]*+)*+|<<<[ \t]{0,20}["']?(\w{1,200})["']?\r?\n|\?>|\b__halt_compiler\b""",
    re.DOTALL,
)
_ECHO = re.compile(r"\s{0,200}(?:echo|print)\b(?=[\s('\"$])", re.IGNORECASE)
_QUOTED = re.compile(r"'[^'\\]*+(?:\\.[^'\\]*+)*+'|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/", re.DOTALL)
# A quoted piece of markup keeps its length, so that its offsets stay true.
_QUOTES = str.maketrans("'\\", "\ue000\ue001")
_UNQUOTES = str.maketrans("\ue000\ue001", "'\\")


@dataclass(frozen=True, slots=True)
class Page:
    """text: PHP. starts: where its copied pieces begin. origins: where they stand in the document, half-open."""

    text: str
    starts: tuple[int, ...] = ()
    origins: tuple[tuple[int, int], ...] = ()

    def at(self, offset: int) -> int:
        """The offset in the document; for what was written between two pieces, the end of the former."""
        if not self.starts:
            return offset
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        start, end = self.origins[piece]
        return min(start + max(offset - self.starts[piece], 0), end)


def markup(text: str) -> str:
    """A quoted piece of markup as it stands in the document."""
    return text.translate(_UNQUOTES)


def page(text: str) -> Page:
    """`text` as PHP alone."""
    if "?>" not in text and text.startswith("<?php"):
        return Page(text)
    writer = _Writer(text)
    at = text.find("\n") + 1 if text.startswith("#!") else 0
    while at < len(text):
        opening = _OPENING.search(text, at)
        end = opening.start() if opening is not None else len(text)
        writer.literal(at, end)
        if opening is None:
            break
        start = opening.end()
        stop, at = _closing(text, start)
        writer.code(start, stop, opening[0] == "<?=")
    return writer.page()


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
            closing = re.compile(rf"\n[ \t]*+{hit[1]}\b").search(text, at - 1)
            at = len(text) if closing is None else closing.end()
    return len(text), len(text)


class _Writer:
    """Builds a Page. `open` while a call of PRINTED waits for more arguments."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.out: list[str] = []
        self.size = 0
        self.starts: list[int] = []
        self.origins: list[tuple[int, int]] = []
        self.open = False

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.size += len(text)

    def _copy(self, start: int, text: str) -> None:
        self.starts.append(self.size)
        self.origins.append((start, start + len(text)))
        self._write(text)

    def _next(self) -> None:
        self._write(",\n" if self.open else f"{PRINTED}(")
        self.open = True

    def _close(self) -> None:
        if self.open:
            self._write(");")
            self.open = False

    def literal(self, start: int, end: int) -> None:
        """Markup. Blanks between two blocks of code say nothing, and may not stand before the first `case`."""
        if not self.source[start:end].strip():
            return
        self._next()
        self._write("'")
        self._copy(start, self.source[start:end].translate(_QUOTES))
        self._write("'")

    def code(self, start: int, end: int, prints: bool) -> None:
        """PHP from `start` to `end`; `prints` behind `<?=`."""
        code = self.source[start:end]
        if not prints and (echo := _ECHO.match(code)) is not None:
            prints, start, code = True, start + echo.end(), code[echo.end() :]
            bare = _alone(code)
            if bare is None:
                self._close()
                self._copy(start - len(echo[0]), echo[0] + code)
                self._write("\n;")
                return
        else:
            bare = _alone(code)
        if not prints or bare is None:
            self._close()
            if prints:
                self._write("echo ")
            self._copy(start, code)
            # A line break ends a comment; a closing tag ends a statement, but `:` and `{` open a block.
            self._write("\n" if code.rstrip().endswith((":", "{", ";")) else "\n;")
        elif bare.strip():
            self._next()
            self._copy(start, bare)
            self._write("\n")

    def page(self) -> Page:
        self._close()
        return Page(_OPEN + "".join(self.out), tuple(start + len(_OPEN) for start in self.starts), tuple(self.origins))


def _alone(code: str) -> str | None:
    """`code` without its last semicolon if it is one expression, else None."""
    bare = code.rstrip().removesuffix(";")
    return None if ";" in _QUOTED.sub("", bare) or "<<<" in bare else bare
