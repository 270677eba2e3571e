"""Where in a file are its comments, and its strings?

Lexical, not syntactic: one walk over the openers of comments and strings that a language has
(syntax.py), through interpolations, here-documents and the languages that a page embeds. What is in
doubt counts as text, since a comment that is taken for a string only leaves a finding to be seen.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helcim_audit.comments.syntax import SYNTAXES, Token, dialect
from helcim_audit.lazy import regex

_BEFORE = 200  # characters that a guard looks back


@dataclass(frozen=True, slots=True)
class _Scanner:
    """Every opener of a syntax in one pattern; the group `t3` belongs to `tokens[3]`."""

    tokens: tuple[Token, ...]
    openers: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Hole:
    """An interpolation that is being read as code: how to go on with its string once it is closed."""

    token: Token
    delimiter: str
    left: str
    right: str
    depth: int = 1


def comments(text: str, path: str, language: str, stop: int) -> list[tuple[int, int]]:
    """Half-open ranges of what comments say, without their marks, of those that begin before `stop`."""
    return [(start, end) for kind, start, end in quoted(text, path, language, stop) if kind == "comment"]


def quoted(text: str, path: str, language: str, stop: int) -> list[tuple[str, int, int]]:
    """What is no code of its own: ("comment" or "string", start, end) without the marks, of those that begin before `stop`.

    A string with interpolations has a range for what stands before the first of them only.
    """
    name = dialect(path, language)
    return list(_walk(text, name, 0, len(text), stop)) if name else []


@functools.cache
def _scanner(name: str) -> _Scanner:
    tokens = SYNTAXES[name]
    parts = [f"(?P<t{i}>{token.opens.replace('(?P<d>', f'(?P<d{i}>')})" for i, token in enumerate(tokens)]
    if any(token.hole for token in tokens):
        parts.append(r"(?P<bracket>[(){}])")
    return _Scanner(tokens, re.compile("|".join(parts), re.MULTILINE))


@functools.cache
def _closer(token: Token, delimiter: str) -> re.Pattern[str]:
    # what is passed over, then interpolations, then the end: the first alternative wins
    parts = [f"(?P<skip>{token.skips})" if token.skips else "", f"(?P<hole>{token.hole})" if token.hole else "", f"(?:{token.closes.replace('§', re.escape(delimiter))})"]
    return re.compile("|".join(filter(None, parts)), re.MULTILINE | re.DOTALL)


@functools.cache
def _guard(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\Z", re.MULTILINE)


def _walk(text: str, name: str, at: int, end: int, stop: int) -> Iterator[tuple[str, int, int]]:
    scanner = _scanner(name)
    holes: list[_Hole] = []
    while at < end and (hit := scanner.openers.search(text, at, end)):
        if hit.start() >= stop:
            return
        if hit.lastgroup == "bracket":
            at = hit.end()
            if holes and (found := _bracket(holes, hit[0])):
                at = _string(text, at, end, found.token, found.delimiter, holes)[1]
            continue
        index = int((hit.lastgroup or "t0")[1:])
        token = scanner.tokens[index]
        if not _allowed(token, text, hit.start()):
            at = hit.start() + 1
            continue
        delimiter = hit[f"d{index}"] or "" if "(?P<d>" in token.opens else ""
        if token.kind in ("heredoc", "block"):
            line = text.find("\n", hit.end(), end)
            line = end if line < 0 else line
            yield from _walk(text, name, hit.end(), line, stop)
            inner, at = (_block_end(text, hit.start(), line, end),) * 2 if token.kind == "block" else _string(text, line, end, token, delimiter, [])
            if token.kind == "heredoc":
                yield "string", line, inner
            continue
        inner, at = _string(text, hit.end(), end, token, delimiter, holes) if token.closes else (hit.end(), hit.end())
        if token.kind in ("comment", "string"):
            yield token.kind, hit.end(), inner
        elif token.kind == "code":
            yield from _walk(text, token.inside, hit.end(), inner, stop)


def _bracket(holes: list[_Hole], mark: str) -> _Hole | None:
    """Count a bracket in the innermost interpolation; the interpolation itself if that closed it."""
    hole = holes[-1]
    if mark not in (hole.left, hole.right):
        return None
    depth = hole.depth + (1 if mark == hole.left else -1)
    holes[-1] = _Hole(hole.token, hole.delimiter, hole.left, hole.right, depth)
    return holes.pop() if depth == 0 else None


def _string(text: str, at: int, end: int, token: Token, delimiter: str, holes: list[_Hole]) -> tuple[int, int]:
    """Where the token's closing mark begins and ends, or where an interpolation of it begins (noted in `holes`)."""
    closer = _closer(token, delimiter)
    while at <= end and (hit := closer.search(text, at, end)):
        if hit.lastgroup == "hole":
            right = {"(": ")", "{": "}"}[hit[0][-1]]
            holes.append(_Hole(token, delimiter, hit[0][-1], right))
            return hit.end(), hit.end()
        if hit.lastgroup != "skip":
            return hit.start(), max(hit.end(), at)
        at = max(hit.end(), at + 1)
    return end, end


def _allowed(token: Token, text: str, at: int) -> bool:
    """Whether what stands before an opener lets it open anything."""
    low = max(0, at - _BEFORE)
    if token.after and not _guard(token.after).search(text, low, at):
        return False
    return not (token.unless and _guard(token.unless).search(text, low, at))


_INDENT = regex(r"[ ]*(?:[-?:][ ]+(?=\S))*")


def _block_end(text: str, at: int, line: int, end: int) -> int:
    """The end of a YAML block scalar whose header stands at `at` in a line that ends at `line`."""
    start = text.rfind("\n", 0, at) + 1
    head = _INDENT.match(text, start, at)
    parent = head.end() - start if head else 0
    while line < end:
        after = text.find("\n", line + 1, end)
        after = end if after < 0 else after
        content = text[line + 1 : after]
        if content.strip() and len(content) - len(content.lstrip(" ")) <= parent:
            return line + 1
        line = after
    return end
