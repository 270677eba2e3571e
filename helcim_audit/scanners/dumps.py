"""What do hex dumps and encoded bodies of a document say?

`curl --trace`, tcpdump -X, xxd, Node's Buffer and the base64 of a HAR file hide names and values alike. Each is
given as text that remembers where in the document its characters came from.
"""

from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.scanners.variants import LONGEST, Mapped, decoded_runs, raw

# An offset, then up to sixteen bytes alone or in pairs, then often what they are as text.
_LINE = regex(r"(?m)^[ \t]*(?:0x)?[0-9a-fA-F]{4,8}:?[ \t]{1,4}(?P<bytes>[0-9a-fA-F]{2}(?:[ \t]{0,2}[0-9a-fA-F]{2}){3,31})(?=[ \t]{2}|[ \t]*\|?[^\n]{0,40}$)")
_BUFFER = regex(r"<Buffer((?: [0-9a-f]{2}){16,5000})")
_BYTE = regex(r"[0-9a-fA-F]{2}")
_NAMES = regex(r"(?i)token|secret|helcim|authorization")
_ENCODED = regex(r"[A-Za-z0-9+/=_-]{40,}")


def decoded_parts(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[Mapped, bool]]:
    """Every dump and encoded body that names something; and whether the same bytes stand as text at the end of each line.

    `runs`: `shapes.windows` of the text, in which encoded bodies stand.
    """
    for part in _hex_dumps(text):
        if _NAMES.search(part.text):
            yield part, True
    for part in (*_buffers(text), *_bodies(text, runs)):
        if _NAMES.search(part.text):
            yield part, False


def _mapped(pairs: list[tuple[str, int, int]]) -> Mapped:
    return Mapped("".join(char for char, _, _ in pairs), (*(start for _, start, _ in pairs), pairs[-1][2]))


def _of_bytes(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(chr(int(hit[0], 16)), *hit.span()) for hit in _BYTE.finditer(text, start, end)]


def _hex_dumps(text: str) -> Iterator[Mapped]:
    if "0000: " not in text and "0000:\t" not in text and "0010  " not in text:
        return
    block: list[tuple[str, int, int]] = []
    last = -1
    for line in _LINE.finditer(text):
        if block and text.count("\n", last, line.start()) > 1:
            yield _mapped(block)
            block = []
        start, end = line.span("bytes")
        found = _of_bytes(text, start, end)
        block += found[:16] if " " in text[start:end] else found
        last = line.end()
    if block:
        yield _mapped(block)


def _buffers(text: str) -> Iterator[Mapped]:
    for buffer in _BUFFER.finditer(text):
        yield _mapped(_of_bytes(text, *buffer.span(1)))


def _bodies(text: str, runs: list[tuple[int, int]]) -> Iterator[Mapped]:
    for start, end in runs:
        if end - start <= LONGEST and _ENCODED.search(text, start, end):
            yield from decoded_runs(raw(text, start, end))
