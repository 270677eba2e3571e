"""Which tokens does a Perl document have: quotes of all kinds, here-documents, variables, regular expressions?"""

import re
from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.program.tokens import Token

_SPACE = regex(r"[ \t\r\f]+")
_POD = regex(r"=[a-zA-Z]\w*.*?(?:\n=cut\b[^\n]*(?=\n|\Z)|\Z)", re.DOTALL)
_VARIABLE = regex(r"\$#?\{\s*\^?(\w+)\s*\}|\$#?((?:::)?[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*)|\$(\d+|[_&!@/\\,;.0\"])(?!\w)|@((?:::)?[A-Za-z_]\w*(?:::\w+)*)|%((?:::)?[A-Za-z_]\w*(?:::\w+)*)")
_WORD = regex(r"[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*(?:::)?")
_NUMBER = regex(r"0[xX][0-9a-fA-F_]+|0[bB][01_]+|\d[\d_]*(?:\.(?!\.)[\d_]*)?(?:[eE][+-]?\d+)?|\.\d+")
_SIGN = regex(r"<=>|\*\*=|\|\|=|&&=|//=|\.\.\.|<<=|>>=|->|\+\+|--|\*\*|=~|!~|==|!=|<=|>=|&&|\|\||//|\.\.|::|=>|\+=|-=|\*=|/=|\.=|%=|x=|&=|\|=|\^=|<<|>>|[-+*/%=<>!~\\?:.,;(){}\[\]&|^@$]")
_HEREDOC = regex(r"<<(~?)(?:\"([^\"\n]*)\"|'([^'\n]*)'|([A-Za-z_]\w*))")
_READ = regex(r"<\$?\w*>")
_QUOTES = frozenset(("q", "qq", "qw", "qr", "m", "s", "tr", "y", "qx"))
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
# After these a slash begins a regular expression.
_BEFORE_REGEX = frozenset(("split", "grep", "map", "if", "unless", "and", "or", "not", "return", "while", "until", "push", "x", "when", "join"))


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` without white space and comments."""
    at, end = 0, len(text)
    waiting: list[tuple[str, bool, bool, int]] = []  # here-documents whose body begins on the next line
    before = Token("sign", ";", 0, 0)
    while at < end:
        char = text[at]
        if char == "\n":
            at += 1
            for index, (tag, indented, interpolates, start) in enumerate(waiting):
                at += bool(index) and text.startswith("\n", at)
                body_end, after = _heredoc(text, at, tag, indented)
                yield Token("body", text[at:body_end], at, body_end, f"{start}:{'qq' if interpolates else 'q'}")
                at = after
            waiting.clear()
            if text.startswith("=", at) and (pod := _POD.match(text, at)):
                at = pod.end()
            continue
        if found := _SPACE.match(text, at):
            at = found.end()
            continue
        if char == "#":
            line = text.find("\n", at)
            at = end if line < 0 else line
            continue
        if char == "=" and (not at or text[at - 1] == "\n") and (pod := _POD.match(text, at)):
            at = pod.end()
            continue
        token = _next(text, at, before)
        if token.kind == "heredoc":
            found = _HEREDOC.match(text, at)
            if found is not None:
                tag = found[2] if found[2] is not None else found[3] if found[3] is not None else found[4]
                waiting.append((tag, bool(found[1]), found[3] is None, token.start))
        if token.kind == "word" and token.text in ("__END__", "__DATA__"):
            return
        yield token
        before, at = token, max(token.end, at + 1)


def _heredoc(text: str, at: int, tag: str, indented: bool) -> tuple[int, int]:
    """Where the body ends, and where its end line ends."""
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        line = text[at:line_end].rstrip("\r")
        if (line.strip() if indented else line) == tag:
            return at, line_end
        at = line_end + 1
    return len(text), len(text)


def _next(text: str, at: int, before: Token) -> Token:
    char = text[at]
    if char in "\"'`":
        close = _close(text, at + 1, char, char)
        return Token("string", text[at + 1 : close], at, close + 1, "q" if char == "'" else "qx" if char == "`" else "qq")
    if char in "$@%" and (found := _VARIABLE.match(text, at)) and not (char == "%" and _is_value(before)):
        name = next(one for one in found.groups() if one is not None)
        return Token("variable", name, at, found.end(), char)
    if char == "<" and not _is_value(before):
        if found := _HEREDOC.match(text, at):
            return Token("heredoc", found[0], at, found.end())
        if found := _READ.match(text, at):
            return Token("read", found[0], at, found.end())
    if char == "/" and not _is_value(before):
        close = _close(text, at + 1, "/", "/", one_line=True)
        return Token("regex", text[at + 1 : close], at, _flags(text, close + 1))
    if found := _WORD.match(text, at):
        word = found[0]
        if word in _QUOTES and before.text not in ("->", "sub") and (quoted := _quoted(text, at, found.end(), word)) is not None:
            return quoted
        return Token("word", word, at, found.end())
    if found := _NUMBER.match(text, at):
        return Token("number", found[0], at, found.end())
    found = _SIGN.match(text, at)
    return Token("sign", found[0], at, found.end()) if found else Token("sign", char, at, at + 1)


def _is_value(token: Token) -> bool:
    """Whether a value ends with this token, so that a sign after it is an operator."""
    if token.kind == "word":
        return token.text not in _BEFORE_REGEX
    return token.kind in ("variable", "number", "string") or (token.kind == "sign" and token.text in (")", "]", "}"))


def _close(text: str, at: int, opening: str, closing: str, one_line: bool = False) -> int:
    """Where the quote that was opened before `at` closes; the end of the text where it does not."""
    depth = 1
    special = re.compile(rf"\\.|{re.escape(opening)}|{re.escape(closing)}" + (r"|\n" if one_line else ""), re.DOTALL)
    for found in special.finditer(text, at):
        sign = found[0]
        if sign == closing and (opening == closing or depth == 1):
            return found.start()
        if sign == "\n":
            return found.start()
        if sign == closing:
            depth -= 1
        elif sign == opening:
            depth += 1
    return len(text)


def _flags(text: str, at: int) -> int:
    while at < len(text) and text[at].isalpha():
        at += 1
    return min(at, len(text))


def _quoted(text: str, start: int, at: int, word: str) -> Token | None:
    """`q(...)`, `qw/.../`, `s{...}{...}`."""
    space = _SPACE.match(text, at)
    at = space.end() if space else at
    if at >= len(text) or text[at] in ",;=)} \n" or text[at].isalnum() or text[at] == "_":
        return None
    if space and text[at] == "#":
        return None
    opening = text[at]
    closing = _CLOSING.get(opening, opening)
    close = _close(text, at + 1, opening, closing)
    inner = text[at + 1 : close]
    if word in ("s", "tr", "y"):
        second = close + 1
        if opening in _CLOSING:
            while second < len(text) and text[second].isspace():
                second += 1
            second += 1
            other = text[second - 1] if second <= len(text) else ""
            last = _close(text, second, other, _CLOSING.get(other, other)) if other else close
        else:
            last = _close(text, second, opening, closing)
        return Token("regex", inner, start, _flags(text, last + 1), "s")
    if word in ("m", "qr"):
        return Token("regex", inner, start, _flags(text, close + 1))
    return Token("string" if word != "qw" else "words", inner, start, min(close + 1, len(text)), "q" if opening == "'" and word != "qq" else word)
