"""Where does an api-token stand that is known by nothing but its shape?

helcim.md section 2, the context-free detector, over the text as it stands and over what its escapes and
encodings hide. Works on runs of the token's alphabet, so that a long document costs one pass of a regex.
"""

import re
from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.scanners.variants import DEPTH, Mapped, decoded_runs, raw, unescaped
from helcim_audit.values import V2_CLASS, V2_LENGTH, is_v2

# One pass finds the runs that are long enough, of the alphabet and of all that encodings may add to it;
# beginning with what is not in the class keeps it at 100 MB/s (a bare `[class]{64,}` tries every place).
_WIDE = rf"{V2_CLASS}&;\\\\+/=`^"
SHORTEST = 50  # of a damaged token
_WINDOW = regex(rf"[^{_WIDE}][{_WIDE}]{{{SHORTEST},}}")
_HEAD = regex(rf"[{_WIDE}]{{{SHORTEST},}}")
_RUN = regex(rf"[{V2_CLASS}]{{{V2_LENGTH},}}")
_ESCAPED_RUN = regex(rf"[{V2_CLASS}&;\\\\=`^]{{{V2_LENGTH},}}")
_ESCAPE = regex(r"\\|%[0-9A-Fa-f]{2}|&#?\w{2,8};|\$\$|%%|##|!!|=[0-9A-F]{2}|`|\^")
_GLUE = regex(r"[!#$%*\-.@_]*(?:\.[A-Za-z]{1,5})?\Z")  # what prose, markup and file names put right beside a value
# "abc" + "def", 'abc' 'def', "abc" . "def", "abc" & _, one string a line: two or more quoted pieces in a row
_PIECES = regex(
    rf"""(["'`])[{V2_CLASS}]{{1,63}}\1(?:[ \t]{{0,40}}(?:[+.&,~]|\.\.|<>|\|\||_|\\)?[ \t]{{0,8}}(?:[&_\\]?[ \t]{{0,8}}(?:\#[^\r\n]{{0,80}}|//[^\r\n]{{0,80}})?\r?\n[ \t]{{0,80}})?(?:[+.&,]|\.\.|<>)?[ \t]{{0,40}}[fbru]?(["'`])[{V2_CLASS}]{{1,63}}\2){{1,20}}"""
)
_PIECE = regex(rf"""["'`]([{V2_CLASS}]{{1,63}})["'`]""")
_NAME = regex(r"[A-Za-z]{2,}(?:[-_.][A-Za-z]{2,}){1,4}")
# A value that a line break cuts, without a mark (a wrapped log, a YAML folded or plain scalar, an e-mail).
_WRAPPED = regex(rf"a[{V2_CLASS}]{{3,62}}[=\\\\]?[ \t]*\r?\n(?:[ \t>|#*/-]{{0,40}}[{V2_CLASS}]{{1,62}}[=\\\\]?[ \t]*(?:\r?\n|(?![{V2_CLASS}]))){{1,3}}")
# The next line may begin with the marks of a comment or a quotation, or with characters of the value that look like them.
_BREAKS = (regex(r"[=\\]?[ \t]*\r?\n[ \t]{0,40}"), regex(r"[=\\]?[ \t]*\r?\n[ \t>|#*/-]{0,40}"))


# A file that `base64` or `openssl` wrote: full lines, then one that may be shorter.
_FOLDED = regex(r"(?m)^[ \t]{0,40}[A-Za-z0-9+/]{60,76}\r?\n(?:[ \t]{0,40}[A-Za-z0-9+/]{60,76}\r?\n){0,800}[ \t]{0,40}[A-Za-z0-9+/]{2,76}={0,2}[ \t]*\r?$")


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Tokens within a maximal run of the alphabet, which may have punctuation glued to it."""
    length = end - start
    if length > V2_LENGTH + 24:
        return
    for lead in range(min(length - V2_LENGTH, 12) + 1):
        at = start + lead
        before = text[start:at]
        if text[at] != "a" or not _is_glue(text, start, before):
            continue
        if _GLUE.match(text, at + V2_LENGTH, end) and is_v2(text[at : at + V2_LENGTH]):
            yield at, at + V2_LENGTH
            return


def _is_glue(text: str, start: int, before: str) -> bool:
    if not before or _GLUE.match(before):
        return True
    if start and text[start - 1] == "\\" and before in ("n", "r", "t", "b", "f"):
        return True  # the letter of an escape
    if text[max(0, start - 2) : start] == "\x1b[" and re.fullmatch(r"\d{0,3}m", before):
        return True  # a terminal's colour
    return re.fullmatch(r"%[0-9A-Fa-f]{2}|.{0,8}%3[dDaA]|u00[0-9a-f]{2}|x[0-9a-f]{2}", before) is not None


def plain(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Tokens that stand as they are."""
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        for found in _in_run(text, run.start(), run.end()):
            yield Span(*found)


def in_mapped(source: Mapped, depth: int = DEPTH) -> Iterator[tuple[Span, str]]:
    """Tokens in decoded text, and in what is encoded in that: (range of the document, token)."""
    for span in plain(source.text):
        yield source.span(span.start, span.end), source.text[span.start : span.end]
    if depth == 0:
        return
    for run in _ESCAPED_RUN.finditer(source.text):
        if _ESCAPE.search(run[0]):
            for decoded in unescaped(source.cut(run.start(), run.end()), depth):
                for span in plain(decoded.text):
                    yield decoded.span(span.start, span.end), decoded.text[span.start : span.end]
    for inner in decoded_runs(source):
        yield from in_mapped(inner, depth - 1)


def _joined(text: str) -> Iterator[tuple[Span, str]]:
    """Tokens put together from quoted pieces, or cut by a line break."""
    for chain in _PIECES.finditer(text):
        if chain.end() - chain.start() < V2_LENGTH:
            continue
        pieces = list(_PIECE.finditer(text, chain.start(), chain.end()))
        value = "".join(piece[1] for piece in pieces)
        # ("api-token", "damaged value"): a name is no piece of a token
        names = {border for border, piece in zip(sorted(_borders(pieces)), pieces, strict=False) if _NAME.fullmatch(piece[1])}
        if len(value) > V2_LENGTH and "," in _PIECE.sub("", chain[0]):
            continue  # a list of other things too
        for at in range(len(value) - V2_LENGTH + 1):
            if any(at <= name < at + V2_LENGTH for name in names):
                continue
            if value[at] == "a" and is_v2(value[at : at + V2_LENGTH]) and at in _borders(pieces):
                yield Span(pieces[0].start(1), pieces[-1].end(1)), value[at : at + V2_LENGTH]
                break
    for wrapped in _WRAPPED.finditer(text):
        yield from _unwrapped(text, wrapped)


def _unwrapped(text: str, wrapped: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """The token that lines of a match make together: 64 characters, then no letter or digit."""
    if wrapped.start() and text[wrapped.start() - 1].isalnum():
        return
    for pattern in _BREAKS:
        value, at = "", wrapped.start()
        while at < wrapped.end() and len(value) < V2_LENGTH:
            if cut := pattern.match(text, at, wrapped.end()):
                at = cut.end()
                continue
            value += text[at]
            at += 1
        if is_v2(value) and not text[at : at + 1].isalnum():
            yield Span(wrapped.start(), at), value
            return


def _borders(pieces: list[re.Match[str]]) -> set[int]:
    """Where pieces begin in their concatenation: a token begins with a piece."""
    borders = {0}
    total = 0
    for piece in pieces:
        total += len(piece[1])
        borders.add(total)
    return borders


def windows(text: str) -> list[tuple[int, int]]:
    """Ranges of the runs that are long enough to be or to encode a token, but for masks of its length."""
    found = [(hit.start() + 1, hit.end()) for hit in _WINDOW.finditer(text)]
    if head := _HEAD.match(text):
        found.insert(0, head.span())
    return [run for run in found if not _is_mask(text, *run)]


def _is_mask(text: str, start: int, end: int) -> bool:
    stars = text.count("*", start, end)
    return stars >= 16 and end - start - stars < 40


def tokens(text: str, runs: list[tuple[int, int]], joined: bool = True) -> list[tuple[Span, str]]:
    """Every api-token of `text` that its shape tells, in any writing: (range, token), in order of place.

    `runs`: `windows` of the text. `joined`: also look for tokens in several quoted pieces or on several lines.
    """
    found: dict[Span, str] = {}
    for start, end in runs:
        if end - start < V2_LENGTH:
            continue
        for span in plain(text, start, end):
            found[span] = text[span.start : span.end]
        for span, value in in_mapped(raw(text, start, end)):
            if not any(span.overlaps(other) for other in found):
                found[span] = value
    for folded in _FOLDED.finditer(text) if runs else ():
        for span, value in in_mapped(raw(text, *folded.span())):
            if not any(span.overlaps(other) for other in found):
                found[span] = value
    if joined:
        for span, value in _joined(text):
            if not any(span.overlaps(other) for other in found):
                found[span] = value
    return sorted(found.items())
