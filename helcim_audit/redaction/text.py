"""How is one document made safe, byte for byte the same but for its secrets?

Scanned, masked, scanned again, until nothing is found: a secret that hid behind another one is seen in the
second round.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from helcim_audit.errors import UnreadableError
from helcim_audit.filetypes import identify
from helcim_audit.merge import merge
from helcim_audit.mixed import stretches
from helcim_audit.model import Document, Match, Span
from helcim_audit.program import analyse, is_candidate
from helcim_audit.redaction.known import Known
from helcim_audit.redaction.record import Record
from helcim_audit.redaction.written import recoded, replacement, runs, star
from helcim_audit.scanners import Context, scan
from helcim_audit.scanners.variants import decoded_runs, raw
from helcim_audit.secrets import DEFAULT_SALT, masked, shown, token_id
from helcim_audit.sources.memory import Memory
from helcim_audit.tree import Tree
from helcim_audit.values import is_v2

_ROUNDS = 6


class Unsafe(UnreadableError):
    """Something could not be made safe, so nothing of it is written."""


@dataclass(slots=True)
class Redactor:
    """Remembers what it found: a value is hidden wherever else it stands, with a name or without."""

    context: Context = field(default_factory=Context)
    salt: str = DEFAULT_SALT
    found: Record = field(default_factory=Record)
    known: Known = field(default_factory=Known)

    def document(self, document: Document, start: int = 0) -> bytes:
        """The document's bytes without its secrets. Characters before `start` are context and stay.

        Raises Unsafe where something is still found after several rounds.
        """
        data = document.data
        for number in range(_ROUNDS):
            matches = _sought(find(document, self.context), document, start)
            self._remember(document, matches, first=number == 0)
            edits = self._edits(document, matches, start, crude=number >= 2)
            if not edits:
                return data
            data = _spliced(document, edits)
            document = Document(document.path, data, document.origin, document.first_line, document.first_column, cut=document.cut)
        raise Unsafe("a secret could not be masked here; nothing was written", path=document.path)

    def others(self, path: str, data: bytes, start: int, wide: bool) -> bytes:
        """`data` with what is not in its main encoding made safe too, from `start` on. `wide`: whether the main one is."""
        pieces, at = [], 0
        for low, high in stretches(data, wide):
            if high > start:
                low = max(low, start + (low - start) % 2)
                pieces += [data[at:low], self.document(Document(path, data[low:high]))]
                at = high
        return b"".join([*pieces, data[at:]])

    def _remember(self, document: Document, matches: Iterable[Match], first: bool) -> None:
        for match in matches:
            secret = match.secret
            value = secret.value if secret else document.text[match.span.start : match.span.end]
            self.known.add(value, shown(value) if secret else 0)
            if first:
                line, _ = document.position(match.span.start)
                kind = secret.kind.value if secret else "other"
                self.found.add(document.path, line, match.rule, kind, masked(value) if secret else "****", token_id(value, self.salt))

    def _edits(self, document: Document, matches: list[Match], start: int, crude: bool) -> list[tuple[Span, str]]:
        text = document.text
        yaml = identify(document.path).language == "yaml" or document.path.lower().endswith((".yaml", ".yml"))
        edits: list[tuple[Span, str]] = []
        for match in matches:
            value = match.secret.value if match.secret else ""
            spans = ((match.span,) if match.at_secret else ()) + match.hidden
            for span in spans:
                if crude:
                    edits.append((span, star(text[span.start : span.end])))
                elif value and (fresh := self._recoded(text, span, value)):
                    edits += fresh
                elif value:
                    edits.append((span, replacement(text, span, value, yaml)))
                else:
                    edits.append((span, star(text[span.start : span.end])))
        edits += [(span, replacement(text, span, value, yaml)) for span, value in self.known.copies(text, start)]
        return _disjoint([(span, new) for span, new in edits if span.start >= start and text[span.start : span.end] != new])

    def _recoded(self, text: str, span: Span, value: str) -> list[tuple[Span, str]]:
        """Where the secret stands in base64 or hex: that run, encoded anew."""
        if not value.isascii():
            return []
        if value in text[span.start : span.end]:
            # The name's value was taken as it stands, although it encodes a token.
            value = next((inner.text for inner in decoded_runs(raw(value, 0, len(value))) if is_v2(inner.text)), "")
            if not value:
                return []
        for run in runs(text, span):
            fresh = recoded(text[run.start : run.end], {value: shown(value)})
            if fresh is not None and len(fresh) == run.end - run.start:
                return [(run, fresh)]
        return []

    def learn(self, document: Document) -> None:
        """Remember what a document shows without writing it."""
        self._remember(document, _sought(find(document, self.context), document, 0), first=True)

    def sees(self, document: Document) -> bool:
        """Whether the document still shows something."""
        return bool(_sought(find(document, self.context), document, 0))


def find(document: Document, context: Context) -> list[Match]:
    """What one document shows by itself, as `scan` would."""
    matches = scan(document, context)
    if is_candidate(document.path, document.data):
        tree = Tree(Memory({document.path: document.data}))
        matches += [match for match in analyse([document.path], tree, tree.near).matches.get(document.path, ()) if match.at_secret]
    return merge(matches)


def _sought(matches: list[Match], document: Document, start: int) -> list[Match]:
    """Those that show something, in the part that is to be masked. One that the document's end cuts is whole in the next window."""
    end = len(document.text)
    return [m for m in matches if (m.at_secret or m.hidden) and m.span.end > max(start, m.span.start) and not (document.cut and m.span.end == end)]


def _disjoint(edits: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Edits in order, none over another: what is left over is seen in the next round."""
    kept: list[tuple[Span, str]] = []
    for span, new in sorted(edits, key=lambda edit: (edit[0].start, -edit[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, new))
    return kept


# --- from characters to bytes ----------------------------------------------------------------------

_WIDTHS = {"latin-1": 1, "utf-32-le": 4, "utf-32-be": 4}
_MARKS = {"utf-8": (b"\xef\xbb\xbf",), "utf-16-le": (b"\xff\xfe",), "utf-16-be": (b"\xfe\xff",), "utf-32-le": (b"\xff\xfe\0\0",), "utf-32-be": (b"\0\0\xfe\xff",)}


def _spliced(document: Document, edits: list[tuple[Span, str]]) -> bytes:
    """The document's bytes with `edits` applied; everything else is not touched, valid text or not."""
    data, text, encoding = document.data, document.text, document.encoding
    place = next((len(mark) for mark in _MARKS.get(encoding, ()) if data.startswith(mark)), 0)
    pieces = [data[:place]]
    at = 0
    for span, new in edits:
        middle, end = place + _size(text[at : span.start], encoding), 0
        end = middle + _size(text[span.start : span.end], encoding)
        pieces += [data[place:middle], new.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict")]
        place, at = end, span.end
    return b"".join([*pieces, data[place:]])


def _size(text: str, encoding: str) -> int:
    if width := _WIDTHS.get(encoding):
        return len(text) * width
    if encoding == "utf-8":
        return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
    return 2 * len(text) + 2 * sum(character > "\uffff" for character in text)


def redact_text(text: str, name: str = "helcim.log") -> str:
    """`text` with every Helcim secret in it masked to its last four characters, of the same length.

    name: the name of the file it could stand in; one that speaks of Helcim lets ambiguous names count.
    Raises Unsafe where something could not be masked.
    """
    return Redactor().document(Document(name, text.encode("utf-8", "surrogatepass"))).decode("utf-8", "surrogatepass")
