"""How is a secret masked in an office document whose text is cut into runs?

Each character of a part's text knows where it stands in the XML, so that runs, styles and tags stay.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from helcim_audit.lazy import regex
from helcim_audit.masking import veil
from helcim_audit.model import Document, Span
from helcim_audit.redaction.text import Redactor, Unsafe
from helcim_audit.redaction.written import star
from helcim_audit.sources.containers import office, zips
from helcim_audit.sources.containers.content import Readable

_TOKEN = regex(r"<!--.*?-->|<[^<>]*>|(&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{2,8});)|([^<&]+)|[<&]", re.DOTALL)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_LARGEST = 64 << 20  # bytes of a part


def rebuild(
    path: str,
    source: io.BufferedIOBase,
    infos: list[zipfile.ZipInfo],
    out: zipfile.ZipFile,
    redactor: Redactor,
    member: Callable[[str, bytes], bytes],
) -> None:
    """Write the document's parts to `out`. Secrets are sought in the parts' views, as `scan` sees them, and masked in their XML."""
    from helcim_audit.redaction.containers import copied

    files = [info for info in infos if not info.is_dir()]
    read: dict[str, bytes] = {}
    for info, entry in zip(files, zips.entries(source, infos), strict=True):
        if entry.source is None:
            raise Unsafe(f"cannot be made safe: {entry.problem}", path=veil(f"{path}!/{entry.name}"))
        read[info.filename] = b"".join(_all(entry.source))
    xml = {name: data.decode("utf-8", "surrogateescape") for name, data in read.items() if name.endswith((".xml", ".rels", ".vml"))}
    shared = next((office.shared_strings(text) for name, text in xml.items() if "/sharedStrings" in name), [])
    for name, text in xml.items():
        shown = office.sheet(text, shared) if "xl/worksheets/" in name else office.text(text)
        redactor.learn(Document(f"{path}!/{name}", shown.encode("utf-8", "surrogateescape")))
    for info in files:
        name = info.filename
        data = _masked(xml[name], redactor).encode("utf-8", "surrogateescape") if name in xml else member(f"{path}!/{name}", read[name])
        out.writestr(copied(info), data, info.compress_type if info.compress_type in (0, 8) else zipfile.ZIP_DEFLATED)


def _all(source: Readable) -> Iterator[bytes]:
    left = _LARGEST
    while piece := source.read(1 << 20):
        left -= len(piece)
        if left < 0:
            raise Unsafe("cannot be made safe: a part of it is too large")
        yield piece


def _masked(xml: str, redactor: Redactor) -> str:
    """The XML with every known value hidden in its text, over runs, and in its attributes."""
    text, places = _joined(xml)
    edits: list[tuple[Span, str]] = []
    for value, keep in redactor.known.values.items():
        at = text.find(value)
        while at >= 0:
            hidden = star(value, keep)
            edits += [(places[at + i], hidden[i]) for i in range(len(value)) if hidden[i] != value[i]]
            at = text.find(value, at + len(value))
        for written in {value, _escaped(value)}:
            at = xml.find(written)
            while at >= 0:
                edits.append((Span(at, at + len(written)), star(value, keep)))
                at = xml.find(written, at + len(written))
    pieces, at = [], 0
    for span, new in sorted(edits, key=lambda edit: (edit[0].start, -edit[0].end)):
        if span.start >= at:
            pieces += [xml[at : span.start], new]
            at = span.end
    return "".join([*pieces, xml[at:]])


def _joined(xml: str) -> tuple[str, list[Span]]:
    """The text of all runs one behind the other, and where each character of it stands."""
    characters: list[str] = []
    places: list[Span] = []
    for hit in _TOKEN.finditer(xml):
        if hit[1]:
            characters.append(_ENTITIES.get(hit[1]) or _numbered(hit[1]))
            places.append(Span(*hit.span(1)))
        elif hit[2]:
            characters += hit[2]
            places += [Span(at, at + 1) for at in range(*hit.span(2))]
    return "".join(characters), places


def _numbered(entity: str) -> str:
    number = entity[2:-1]
    if not entity.startswith("&#"):
        return " "
    code = int(number[1:], 16) if number[:1] in "xX" else int(number)
    return chr(code) if code < 0x110000 else " "


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
