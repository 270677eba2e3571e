"""Which tokens does a PowerShell document have: strings of all kinds, variables, parameters, signs?"""

import re
from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.program.tokens import Token

_SPACE = regex(r"(?:[ \t\f\u00a0]|`\r?\n)+")
_LINE = regex(r"\r?\n|\r")
_COMMENT = regex(r"<#.*?(?:#>|\Z)|#[^\r\n]*", re.DOTALL)
_HERE = regex(r"@([\"'])[ \t]*\r?\n(.*?)(?:\r?\n)?\1@", re.DOTALL)
VARIABLE = regex(r"\$(?:\{([^}\n]{1,200})\}|((?:[A-Za-z]\w*:)?[A-Za-z_]\w*|\d+)|([?^$_])(?!\w))")
_SPLAT = regex(r"@([A-Za-z_]\w*)")
_NUMBER = regex(r"0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:[kmgtp]b|[dl])?(?![\w])", re.IGNORECASE)
_WORD = regex(r"[A-Za-z_][\w]*(?:-[A-Za-z_]\w*)*")
_DASH = regex(r"-([A-Za-z_]\w*):?")
_SIGN = regex(r"@\{|@\(|\$\(|::|\?\.(?=[A-Za-z])|\?\?=|\?\?|\+\+|--|\+=|-=|\*=|/=|%=|&&|\|\||\.\.|>>|[^\s]")

QUOTES = {"'": "'\u2018\u2019", '"': '"\u201c\u201d'}


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`; line breaks are tokens, comments and white space are not."""
    at, end, before = 0, len(text), ""
    while at < end:
        if found := _SPACE.match(text, at):
            at, before = found.end(), " "
            continue
        if found := _LINE.match(text, at):
            yield Token("line", "", at, found.end())
            at, before = found.end(), " "
            continue
        if (text.startswith("<#", at) or (text[at] == "#" and before in ("", " ", "(", "{", ";"))) and (found := _COMMENT.match(text, at)):
            at = found.end()
            continue
        token = _next(text, at, before)
        yield token
        before, at = token.text[-1:] if token.kind == "sign" else "x", max(token.end, at + 1)


def _next(text: str, at: int, before: str) -> Token:
    char = text[at]
    if char == "@" and (found := _HERE.match(text, at)):
        return Token("string", found[2], at, found.end(), f"@{found[1]}")
    if char in "'\u2018\u2019":
        close = _single(text, at + 1)
        return Token("string", text[at + 1 : close], at, min(close + 1, len(text)), "'")
    if char in '"\u201c\u201d':
        close = closing_quote(text, at + 1, 0)
        return Token("string", text[at + 1 : close], at, min(close + 1, len(text)), '"')
    if char == "$" and (found := VARIABLE.match(text, at)):
        return Token("variable", found[1] or found[2] or found[3], at, found.end())
    if char == "@" and (found := _SPLAT.match(text, at)):
        return Token("splat", found[1], at, found.end())
    if char == "-" and before in ("", " ", "(", ",", "=", "{", ")", "]", "}") and (found := _DASH.match(text, at)):
        return Token("dash", found[1], at, found.end())
    for kind, pattern in (("number", _NUMBER), ("word", _WORD), ("sign", _SIGN)):
        if found := pattern.match(text, at):
            return Token(kind, found[0], at, found.end())
    return Token("sign", char, at, at + 1)


def _single(text: str, at: int) -> int:
    while True:
        close = text.find("'", at)
        if close < 0:
            return len(text)
        if text.startswith("''", close):
            at = close + 2
            continue
        return close


_IN_STRING = regex(r"`.|\"\"|\"|\$\(", re.DOTALL)
_IN_PARENS = regex(r"`.|'[^'\n]*'|\"|[()]", re.DOTALL)


def closing_quote(text: str, at: int, depth: int) -> int:
    """Where the string that was opened before `at` closes; `$(...)` in it may hold strings."""
    while found := _IN_STRING.search(text, at):
        if found[0] == '"':
            return found.start()
        at = closing_bracket(text, found.end(), depth + 1) if found[0] == "$(" and depth < 20 else found.end()
    return len(text)


def closing_bracket(text: str, at: int, depth: int) -> int:
    """Behind the `)` that closes what was opened before `at`."""
    level = 1
    while found := _IN_PARENS.search(text, at):
        at = found.end()
        if found[0] == '"' and depth < 20:
            at = closing_quote(text, at, depth + 1) + 1
        elif found[0] == "(":
            level += 1
        elif found[0] == ")":
            level -= 1
            if not level:
                return at
    return len(text)
