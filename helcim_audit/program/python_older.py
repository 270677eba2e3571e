"""How is a module of Python 2, or one that is broken somewhere, made readable for parsers of Python 3?

Statements of Python 2 are rewritten in place (`print x`, `except E, e`, `raise E, m`); lines that no parser reads
after that are left out. `Edits` leads back from the rewritten text to the document.
"""

import ast
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from helcim_audit.lazy import regex

_MOST_LINES = 25
"""Lines that are left out: what has more of them is no Python."""

_LONGEST = 400_000
_TOKEN = regex(
    r"""(?P<text>[a-zA-Z]{0,2}(?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))"""
    r"|(?P<comment>\#[^\n]*)|(?P<joined>\\\r?\n)|(?P<end>\n|;)|(?P<open>[\[({])|(?P<close>[\])}])"
    r"|(?P<number>(?<![\w.])(?:0[0-7]+[lL]?|\d+[lL]|0[xX][0-9a-fA-F]+[lL])(?![\w.]))|(?P<word>[^\W\d]\w*)|(?P<sign><>|>>|[,:`=]|[^\s\w])",
    re.DOTALL,
)
_BODIES = frozenset(("if", "elif", "else", "for", "while", "try", "except", "finally", "with"))
_ON_LINE = regex(r"on line (\d+)")


@dataclass(frozen=True, slots=True)
class Edits:
    """What was rewritten, in order: (start, end) in the document, and where it begins and ends in the new text."""

    places: tuple[tuple[int, int, int, int], ...] = ()

    def at(self, offset: int) -> int:
        """The offset in the document of one in the new text."""
        number = bisect_right(self.places, offset, key=lambda one: one[2]) - 1
        if number < 0:
            return offset
        start, end, begins, ends = self.places[number]
        return min(start + offset - begins, end) if offset < ends else end + offset - ends


def readable(text: str) -> tuple[str, Edits, int] | None:
    """The text as Python 3, how it was edited, and how many lines were left out; None where nothing helps."""
    if len(text) > _LONGEST or "\0" in text:
        return None
    whole, edits = _applied(text, sorted([*_tabs(text), *_statements(text)]))
    lines = whole.split("\n")
    left_out = 0
    while (wrong := _wrong(lines)) is not None:
        if wrong < 0 or not lines[wrong].strip() or left_out == _MOST_LINES:
            return None
        lines[wrong] = ""
        left_out += 1
    if not left_out:
        return whole, edits, 0
    if left_out > sum(bool(line.strip()) for line in lines):
        return None
    return _padded(whole, lines), edits, left_out


def _padded(text: str, lines: list[str]) -> str:
    """Lines that are left out keep their length, so that offsets of the others hold."""
    whole = text.split("\n")
    return "\n".join(line if line == old else line + " " * (len(old) - len(line)) for line, old in zip(lines, whole, strict=True))


def _applied(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, Edits]:
    out: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    at = size = 0
    for start, end, said in edits:
        if start < at:
            continue
        out.append(text[at:start])
        size += start - at
        places.append((start, end, size, size + len(said)))
        out.append(said)
        size += len(said)
        at = end
    out.append(text[at:])
    return "".join(out), Edits(tuple(places))


def _wrong(lines: list[str]) -> int | None:
    """The line that is to be left out, -1 where none is to blame: that of an error, or a header that lost its body."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse("\n".join(lines))
        except SyntaxError as error:
            told, number = error.msg or "", error.lineno or 1
        except (ValueError, RecursionError, MemoryError):
            return -1
        else:
            return None
    header = _ON_LINE.search(told) if told.startswith("expected an indented block") else None
    at = min(max(int(header[1]) if header is not None else number, 1), len(lines)) - 1
    while at > 0 and not lines[at].strip():
        at -= 1
    return at


def _tabs(text: str) -> Iterator[tuple[int, int, str]]:
    """Tabs and blanks mixed in the indentation: Python 2 counted a tab as up to eight blanks."""
    if "\t" not in text or not re.search(r"(?m)^ +", text):
        return
    for line in re.finditer(r"(?m)^[ ]*\t[ \t]*", text):
        yield line.start(), line.end(), line[0].expandtabs(8)


def _statements(text: str) -> Iterator[tuple[int, int, str]]:
    """Edits for what only Python 2 reads."""
    statement: list[re.Match[str]] = []
    depth = 0
    quoted = False
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth = max(depth - 1, 0)
            case "number":
                yield from _number(token)
                continue
            case "text" if token[0][:2].lower() == "ur":
                yield token.start(), token.start() + 1, " "
            case "comment" | "joined":
                continue
            case "sign" if token[0] == "<>":
                yield token.start(), token.end(), "!="
            case "sign" if token[0] == "`":
                yield token.start(), token.end(), ")" if quoted else "repr("
                quoted = not quoted
            case _:
                pass
        if token.lastgroup == "end" and depth == 0:
            yield from _rewritten(statement)
            statement = []
        elif token.lastgroup != "end":
            statement.append(token)
            if depth == 0 and token[0] == ":" and statement[0][0] in _BODIES and not (statement[0][0] in ("if", "elif", "while") and _in_lambda(statement)):
                yield from _rewritten(statement)
                statement = []
    yield from _rewritten(statement)


def _in_lambda(statement: list[re.Match[str]]) -> bool:
    return sum(one[0] == "lambda" for one in statement) >= sum(one[0] == ":" for one in statement)


def _number(token: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    digits = token[0].rstrip("lL")
    if len(digits) > 1 and digits[0] == "0" and digits.isdecimal() and digits.strip("0"):
        yield token.start(), token.start() + 1, "0o"
    if len(digits) < len(token[0]):
        yield token.end() - 1, token.end(), " "


def _rewritten(statement: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    if not statement:
        return
    first, last = statement[0], statement[-1]
    match first[0]:
        case "print" | "exec" if len(statement) > 1 and _is_argument(statement):
            after = statement[1].start()
            if statement[1][0] == ">>":  # print >>file, x
                yield first.end(), statement[1].end(), "(" + " " * (statement[1].end() - first.end() - 1)
            elif after > first.end():
                yield first.end(), first.end() + 1, "("
            else:
                yield after, after, "("
            yield last.end(), last.end(), ")"
        case "raise":
            comma = _commas(statement)
            if comma:
                yield comma[0].start(), comma[0].end(), "("
                yield last.end(), last.end(), ")"
        case "except":
            comma = _commas(statement)
            if comma and last[0] == ":":
                yield comma[-1].start(), comma[-1].end(), " as "
        case _:
            return


def _is_argument(statement: list[re.Match[str]]) -> bool:
    """Whether what follows `print` is printed: not a call, an attribute or an assignment."""
    second = statement[1]
    if second[0] in ("=", ".", ":", ",", ")") or (second.lastgroup == "word" and second[0] in ("in", "is", "and", "or", "if")):
        return False
    if second[0] != "(":
        return True
    depth = 0
    for place, one in enumerate(statement[1:], 1):
        depth += (one.lastgroup == "open") - (one.lastgroup == "close")
        if depth == 0:
            return place < len(statement) - 1
    return False


def _commas(statement: list[re.Match[str]]) -> list[re.Match[str]]:
    depth, found = 0, []
    for one in statement:
        depth += (one.lastgroup == "open") - (one.lastgroup == "close")
        if depth == 0 and one[0] == ",":
            found.append(one)
    return found
