"""How else may a value be written down, and where exactly did it stand?

Formats put escapes before a token's special characters, or encode it whole (helcim.md section 2,
"Encodings"). A `Mapped` is decoded text that remembers, for each of its characters, the range of the
document that it came from; decoders take one and give further ones, so that nested encodings compose.
"""

import binascii
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.model import Span

DEPTH = 3  # encodings within encodings
LONGEST = 1 << 16  # characters of one run; longer ones hold files, not tokens


@dataclass(frozen=True, slots=True, eq=False)
class Mapped:
    """`text[i]` came from `starts[i]` to `starts[i + 1]` of the document; one more start than characters."""

    text: str
    starts: tuple[int, ...] | range

    def span(self, start: int, end: int) -> Span:
        """Range of the document that holds characters `start` to `end`."""
        return Span(self.starts[start], self.starts[end])

    def cut(self, start: int, end: int) -> "Mapped":
        return Mapped(self.text[start:end], self.starts[start : end + 1])


def raw(text: str, start: int, end: int) -> Mapped:
    return Mapped(text[start:end], range(start, end + 1))


def _substitute(source: Mapped, pattern: re.Pattern[str], value: Callable[[re.Match[str]], str | None]) -> Mapped | None:
    """Replace each hit of `pattern` by `value(hit)` (None leaves it); None if nothing changed."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    changed = False
    for hit in pattern.finditer(source.text):
        new = value(hit)
        if new is None:
            continue
        changed = True
        pieces.append(source.text[at : hit.start()])
        starts.extend(source.starts[at : hit.start()])
        pieces.append(new)
        starts.extend([source.starts[hit.start()]] * len(new))
        at = hit.end()
    if not changed:
        return None
    pieces.append(source.text[at:])
    starts.extend(source.starts[at:])
    return Mapped("".join(pieces), tuple(starts))


_PERCENT = regex(r"%([0-9A-Fa-f]{2})")
_BACKSLASH = regex(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-7]{3})|([nrtbf])|\r?\n[ \t]*|(.))", re.DOTALL)
_ENTITY = regex(r"&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}|[a-zA-Z]{2,10});")
_DOUBLED = regex(r"\$\$|%%|\^\^|!!|##")
_QUOTED_PRINTABLE = regex(r"=(?:([0-9A-F]{2})|\r?\n)")
_BACKTICK = regex(r"`([$#!%*@])")
_CARET = regex(r"\^([!%&])")


def percent_decoded(value: str) -> str:
    """What `value` says once its percent-encoding is undone, characters of several bytes included; "" if it has none."""
    if not _PERCENT.search(value):
        return ""
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit[1], 16)]), value.encode("utf-8", "surrogateescape"))
    return data.decode("utf-8", "replace")


def _percent(source: Mapped) -> Mapped | None:
    return _substitute(source, _PERCENT, lambda hit: chr(int(hit[1], 16)) if int(hit[1], 16) < 128 else None)


def _backslash(source: Mapped) -> Mapped | None:
    def value(hit: re.Match[str]) -> str | None:
        code, octal, control, other = hit[1] or hit[2], hit[3], hit[4], hit[5]
        if code:
            return chr(int(code, 16)) if int(code, 16) < 0x110000 else None
        if octal:
            return chr(int(octal, 8))
        if control:
            return "\n"  # whatever it is, no character of a value
        return other if other is not None else ""

    return _substitute(source, _BACKSLASH, value)


def _entities(source: Mapped) -> Mapped | None:
    return _substitute(source, _ENTITY, lambda hit: new if len(new := html.unescape(hit[0])) == 1 else None)


def _doubled(source: Mapped) -> Mapped | None:
    return _substitute(source, _DOUBLED, lambda hit: hit[0][0])


def _printable(source: Mapped) -> Mapped | None:
    return _substitute(source, _QUOTED_PRINTABLE, lambda hit: chr(int(hit[1], 16)) if hit[1] else "")


def _shell_marks(source: Mapped) -> Mapped | None:
    """PowerShell's backtick and batch's caret."""
    return _substitute(source, _BACKTICK, lambda hit: hit[1]) or _substitute(source, _CARET, lambda hit: hit[1])


_ESCAPES = (_backslash, _percent, _entities, _doubled, _printable, _shell_marks)


def unescaped(source: Mapped, depth: int = DEPTH) -> Iterator[Mapped]:
    """`source` with its escapes resolved, one kind after another, nested to `depth`."""
    if depth == 0 or len(source.text) > LONGEST:
        return
    for decode in _ESCAPES:
        decoded = decode(source)
        if decoded is not None:
            yield decoded
            yield from unescaped(decoded, depth - 1)


# A run that may be base64 or hex of something with a token in it: 64 characters take 86.
SHORTEST = 20  # characters of a run that is decoded
_BASE64 = regex(rf"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_-]{{{SHORTEST},}}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]{{4,}})*={{0,2}}(?![A-Za-z0-9+/])")
_HEX = regex(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}){20,}(?![0-9A-Za-z])")
_SPACE = regex(r"\s+")
_LONG = regex(r"[A-Za-z0-9!#$%*\-.@_]{57}")
_NO_TEXT = regex(r"[\x00-\x08\x0e-\x1f\x7f-\xff]")


def _base64_run(source: Mapped, hit: re.Match[str]) -> Mapped | None:
    coded = _SPACE.sub("", hit[0]).rstrip("=")
    coded = coded[: len(coded) - (len(coded) % 4 == 1)].replace("-", "+").replace("_", "/")
    try:
        data = binascii.a2b_base64(coded + "=" * (-len(coded) % 4))
    except binascii.Error:
        return None
    text = data.decode("latin-1")
    wide = text[1:2] == "\0" and text[1::2].count("\0") == len(text) // 2  # PowerShell's -EncodedCommand: UTF-16
    if wide:
        text = text[::2]
    if _NO_TEXT.search(text) or not _may_hold(text):
        return None
    places = [at for at in range(hit.start(), hit.end()) if source.text[at] not in " \t\r\n="]
    step = 8 if wide else 4
    starts = tuple(source.starts[places[min(i * step // 3, len(places) - 1)]] for i in range(len(text)))
    return Mapped(text, (*starts, source.starts[places[-1] + 1]))


def _may_hold(text: str) -> bool:
    """Whether decoded text is short (a value) or has room for a token or a name."""
    return len(text) < 160 or _LONG.search(text) is not None or "elcim" in text.lower()


def _hex_run(source: Mapped, hit: re.Match[str]) -> Mapped | None:
    text = bytes.fromhex(hit[0]).decode("latin-1")
    if _NO_TEXT.search(text) or not _may_hold(text):
        return None
    return Mapped(text, tuple(source.starts[hit.start() + 2 * i] for i in range(len(text) + 1)))


def decoded_runs(source: Mapped) -> Iterator[Mapped]:
    """Texts that stand in `source` as base64 or hex."""
    for hit in _BASE64.finditer(source.text):
        if hit.end() - hit.start() <= LONGEST and (found := _base64_run(source, hit)):
            yield found
    for hit in _HEX.finditer(source.text):
        if hit.end() - hit.start() <= LONGEST and (found := _hex_run(source, hit)):
            yield found
