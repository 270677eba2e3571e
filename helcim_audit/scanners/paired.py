"""Which secrets does a document hold beside their names: in the text itself, in its long strings, tables and dumps?"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from helcim_audit.comments import quoted
from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.model import Document, Match, Span
from helcim_audit.names import speaks_of_helcim
from helcim_audit.scanners.context import Neighbourhood
from helcim_audit.scanners.dumps import decoded_parts
from helcim_audit.scanners.extents import LONGEST as LONGEST_VALUE
from helcim_audit.scanners.judged import judged
from helcim_audit.scanners.pairs import Pair, pairs
from helcim_audit.scanners.tables import csv_cells, grid_cells, secret_columns, sql_cells

SMALL = 2 << 20  # characters; larger documents are logs and dumps, where values do not come in pieces
_AROUND = 300  # characters beside a value in which its name stands
_LONG_STRING = regex(r"<<[-~<]?\s{0,3}[\"'`]?[A-Z_]|\"\"\"|'''|`[^`\n]{0,200}\n|@['\"]\r?\n")


def _all_pairs(document: Document, file: FileType, quoted_only: bool, near: Neighbourhood, runs: list[tuple[int, int]]) -> Iterator[Pair]:
    """Pairs of the whole text, or only those around long values: where nothing speaks of Helcim, no others count."""
    text = document.text
    if near.mentions:
        yield from pairs(text, quoted_only, _is_own(document, file, near))
        if quoted_only and _LONG_STRING.search(text):
            # A string of several lines holds a document of its own: an environment file, a request, a query.
            for kind, start, end in quoted(text, document.path, file.language, len(text)):
                if kind == "string" and text.find("\n", start, end) >= 0 and end - start < SMALL:
                    yield from (pair.moved(start) for pair in pairs(text[start:end]))
        return
    done = 0
    for start, end in runs:
        low, high = max(done, start - _AROUND), min(len(text), end + _AROUND)
        if high - low > 4 * _AROUND + LONGEST_VALUE or high <= low:
            continue
        for pair in pairs(text[low:high], quoted_only):
            yield pair.moved(low)
        done = max(done, end)


def _is_own(document: Document, file: FileType, near: Neighbourhood) -> bool:
    """Whether all of a collection of requests, or of a configuration called after Helcim, is Helcim's."""
    called = file.family == "config" and speaks_of_helcim(document.path.rpartition("/")[2])
    return (file.family == "collection" or called) and len(document.text) < SMALL and near.sole


def _hidden_pairs(text: str, runs: list[tuple[int, int]]) -> Iterator[Pair]:
    """Pairs of what dumps and encoded bodies say, at the places where it is said."""
    for part, shown in decoded_parts(text, runs):
        for pair in pairs(part.text):
            span = part.span(pair.span.start, pair.span.end)
            if shown:  # the rest of the line shows it too
                line = text.find("\n", span.end)
                span = Span(span.start, line if line >= 0 else len(text))
            yield replace(pair, span=span, name_span=part.span(pair.name_span.start, pair.name_span.end), quoted=True)


def paired(document: Document, file: FileType, near: Neighbourhood, runs: list[tuple[int, int]]) -> Iterator[Match]:
    quoted_only = file.family == "code" and file.language not in ("shell", "batch", "powershell", "vue", "svelte")
    seen: set[Span] = set()
    found = _all_pairs(document, file, quoted_only, near, runs)
    if near.mentions and file.family in ("payload", "text", "collection"):
        found = chain(found, _hidden_pairs(document.text, runs))
    for pair in found:
        if pair.span in seen:
            continue
        seen.add(pair.span)
        match = judged(document, file, near, pair)
        if match:
            yield match


def tabulated(document: Document, file: FileType, near: Neighbourhood) -> Iterator[Match]:
    """Values whose names stand at the head of a column."""
    text = document.text
    if file.language == "sql" or (file.family in ("payload", "text") and len(text) < SMALL and near.names("insert into") and near.mentions):
        yield from _cells(sql_cells(text, secret_columns), document, file, near)
    if near.mentions and file.family in ("document", "text", "payload"):
        yield from _cells(grid_cells(text, secret_columns), document, file, near)
    if file.language == "csv":
        yield from _cells(csv_cells(text, document.path, secret_columns), document, file, near)


def _cells(cells: Iterator[tuple[object, Span, bool]], document: Document, file: FileType, near: Neighbourhood) -> Iterator[Match]:
    for kind, span, helcim in cells:
        pair = Pair("", span, kind, document.text[span.start : span.end], span, True, ",", helcim)  # type: ignore[arg-type]
        if match := judged(document, file, near, pair):
            yield match
