"""What takes the place of a secret that stands in a text in one of many writings?

As long as what it replaces, so that offsets, lengths of bodies and tables stay true; and of a form that keeps
its surroundings valid: quotes, line breaks, escapes and the alphabet of an encoding stay what they were.
"""

import base64
import binascii
import re
from collections.abc import Mapping

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.scanners.variants import decoded_runs, raw, unescaped
from helcim_audit.secrets import MASK, shown

# A backslash in front of a line break continues a string, and goes on doing so.
_HIDE = regex(r"[^\r\n\\]|\\(?!\r?\n)")
_BREAK = regex(r"[=\\]?[ \t]*\r?\n[ \t>|#*/-]{0,40}")
_QUOTE = regex(r"[\"'`]")
_QUOTES = ('"', "'", "`")
_MATERIAL = regex(r"[A-Za-z0-9!#$%*@_\-]{12,}")  # could be a part of a secret
# A bare scalar of YAML that begins with an asterisk would be an alias.
_SCALAR = regex(r"(?:^|[:,\[{\-?|>][ \t]*|\n[ \t]*)(?:[!&][^\s,\[\]{}]{0,80}[ \t]+)*\Z")
_NUMBER_BEFORE = regex(r"[:\[,]\s*\Z")
_NUMBER_AFTER = regex(r"\s*(?:[,}\]\r\n]|\Z)")
_BASE64 = regex(r"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_-]{16,}(?:\\?[rn]?\r?\n?[ \t]*[A-Za-z0-9+/_-]{4,})*={0,2}(?![A-Za-z0-9+/])")
_HEX = regex(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}){8,}(?![0-9A-Za-z])")
_FILLER = regex(r"[^A-Za-z0-9+/_-]+")
_DEEPEST = 4  # encodings within encodings
_REACH = 1 << 17  # characters around a secret in which the run that encodes it begins and ends


def star(text: str, keep: int = 0, mark: str = MASK) -> str:
    """`text` with nothing left but line breaks and its last `keep` characters."""
    end = len(text) - keep
    return _HIDE.sub(mark, text[:end]) + text[end:]


def replacement(text: str, span: Span, value: str, yaml: bool = False) -> str:
    """What stands between `span` once the secret `value` is masked; of the same length."""
    written = text[span.start : span.end]
    keep = shown(value)
    mark = MASK
    before, after = text[max(0, span.start - 200) : span.start], text[span.end : span.end + 8]
    if yaml and _SCALAR.search(before):
        mark = "x"
    if written.isdecimal() and _NUMBER_BEFORE.search(before) and _NUMBER_AFTER.match(after):
        mark = "9"  # a number of JSON stays one, and no issuer's number begins like that
    if written == value:
        return star(written, keep, mark)
    if len(value) > keep:
        if (pieces := _quoted(written, before[-1:] in _QUOTES)) and "".join(pieces[::2]) == value:
            return _in_pieces(pieces, keep, mark)
        if (pieces := _broken(written)) and "".join(pieces[::2]) == value:
            return _in_pieces(pieces, keep, mark)
        for decoded in unescaped(raw(written, 0, len(written))):
            at = decoded.text.rfind(value)
            if at >= 0:
                end = decoded.span(at + len(value) - keep, at + len(value)).start if keep else decoded.starts[at + len(value)]
                tail = decoded.starts[at + len(value)]
                return star(written[: decoded.starts[at]], 0, mark) + star(written[decoded.starts[at] : end], 0, mark) + written[end:tail] + star(written[tail:], 0, mark)
    if (pieces := _quoted(written, before[-1:] in _QUOTES)) and not any(_MATERIAL.search(piece) for piece in pieces[1::2]):
        return _in_pieces(pieces, 0, mark)  # a piece too much or too little: quotes and what joins them stay all the same
    return star(written, keep if keep and written.endswith(value[-keep:]) and len(written) > keep else 0, mark)


def _quoted(written: str, inside: bool) -> list[str]:
    """What stands inside and outside of quotes, in turn; nothing where the quotes do not close. `inside`: whether it begins so."""
    marks = [hit.start() for hit in _QUOTE.finditer(written)]
    if not marks or len(marks) % 2:
        return []
    pieces, at = [], 0
    if not inside:
        pieces, at = ["", written[: marks[0] + 1]], marks[0] + 1
        marks = marks[1:]
    for opened, closed in zip(marks[::2], marks[1::2], strict=False):
        pieces += [written[at:opened], written[opened : closed + 1]]
        at = closed + 1
    if inside:
        return [*pieces, written[at:]]
    return [*pieces, written[at : marks[-1]], written[marks[-1] :]]


def _broken(written: str) -> list[str]:
    """Lines and the breaks between them, in turn."""
    pieces, at = [], 0
    for hit in _BREAK.finditer(written):
        pieces += [written[at : hit.start()], hit[0]]
        at = hit.end()
    return [*pieces, written[at:]] if pieces else []


def _in_pieces(pieces: list[str], keep: int, mark: str) -> str:
    """The value's pieces, at even places, starred but for the last `keep` characters of them together."""
    left = sum(map(len, pieces[::2])) - keep
    out = []
    for place, piece in enumerate(pieces):
        if place % 2:
            out.append(piece)
            continue
        hidden = min(left, len(piece))
        left -= hidden
        out.append(star(piece[:hidden], 0, mark) + piece[hidden:])
    return "".join(out)


# --- base64 and hex: decoded, masked inside, encoded again -----------------------------------------


def runs(text: str, span: Span) -> list[Span]:
    """Base64 and hex runs that may encode what stands between `span`."""
    low, high = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    found = [Span(hit.start(), hit.end()) for pattern in (_HEX, _BASE64) for hit in pattern.finditer(text, low, high)]
    return [run for run in found if run.overlaps(span)]


def recoded(coded: str, values: Mapping[str, int], depth: int = _DEEPEST) -> str | None:
    """`coded`, a run of base64 or hex, with each of `values` masked in what it encodes; None if none is there."""
    if _HEX.fullmatch(coded) and (inner := _inside(bytes.fromhex(coded), values, depth)):
        text = inner.hex()
        return text.upper() if coded.upper() == coded else text
    plain = _FILLER.sub("", coded)
    safe = plain.replace("-", "+").replace("_", "/")
    whole = safe[: len(safe) - (len(safe) % 4 == 1)]
    try:
        data = binascii.a2b_base64(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return None
    inner = _inside(data, values, depth)
    if inner is None:
        return None
    fresh = base64.b64encode(inner).decode().rstrip("=")[: len(whole)] + plain[len(whole) :]
    if "-" in plain or "_" in plain:
        fresh = fresh.replace("+", "-").replace("/", "_")
    letters = iter(fresh)
    # Line breaks and padding stay where they were.
    return "".join(piece if _FILLER.fullmatch(piece) else "".join(next(letters) for _ in piece) for piece in re.split(r"([^A-Za-z0-9+/_-]+)", coded) if piece)


def _inside(data: bytes, values: Mapping[str, int], depth: int) -> bytes | None:
    """The decoded bytes with all `values` masked, of the same length; None where nothing was found."""
    wide = data[1:2] == b"\0" and data[1::2].count(0) == len(data) // 2
    text = (data[::2] if wide else data).decode("latin-1")
    masked = hidden(text, values, depth - 1)
    if masked == text:
        return None
    out = masked.encode("latin-1")
    if not wide:
        return out
    both = bytearray(data)
    both[::2] = out
    return bytes(both)


def hidden(text: str, values: Mapping[str, int], depth: int = _DEEPEST) -> str:
    """A decoded text with `values` masked in every writing. `values`: each with the count that may stay."""
    for value, keep in values.items():
        if value in text:
            text = text.replace(value, star(value, keep))
    for decoded in unescaped(raw(text, 0, len(text))):
        for value in values:
            at = decoded.text.find(value)
            while at >= 0:
                span = decoded.span(at, at + len(value))
                text = text[: span.start] + replacement(text, span, value) + text[span.end :]
                at = decoded.text.find(value, at + len(value))
    if depth > 0:
        for inner in decoded_runs(raw(text, 0, len(text))):
            for run in runs(text, Span(inner.starts[0], inner.starts[-1])):
                fresh = recoded(text[run.start : run.end], values, depth)
                if fresh is not None and len(fresh) == run.end - run.start:
                    text = text[: run.start] + fresh + text[run.end :]
    return text
