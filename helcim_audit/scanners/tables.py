"""Which cell of a table belongs to the column of a secret?

CSV and the column lists of SQL name a value far from where it stands.
"""

import csv
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeVar

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.names import NameClass, classify, speaks_of_helcim

_INSERT = regex(r"(?i)\b(?:INSERT|REPLACE)\s+(?:\w+\s+){0,3}?INTO\s+([`\"\[\]\w.]{1,120})\s*\(([^()]{1,4000})\)\s*(?:VALUES|SELECT)\s*")
_COPY = regex(r"(?im)^COPY\s+([\"\w.]{1,120})\s*\(([^()]{1,4000})\)\s+FROM\s+stdin;\r?\n")
_CELL = regex(r"\s*(?:[NEn]?'((?:[^'\\]|''|\\.){0,4000})'|\"((?:[^\"\\]|\\.){0,4000})\"|([^,()'\"]{0,400}))\s*([,)])")
_ROW = regex(r"\s*,?\s*\(")
ROWS = 5000
_CALLED = 40  # characters of a cell that says whose row it is
Kind = TypeVar("Kind")


def secret_columns(name: str, helcim: bool) -> NameClass | None:
    """For `sql_cells` and `csv_cells`: the columns whose names announce a secret."""
    return classify(name, helcim)


def _columns(names: list[str], table: str, choose: Callable[[str, bool], Kind | None]) -> dict[int, Kind]:
    helcim = "helcim" in table.lower()
    if len(names) == 1 and not helcim and "helcim" not in names[0].lower():
        return {}
    chosen = ((place, choose(name.strip().strip('`"[]'), helcim)) for place, name in enumerate(names))
    return {place: kind for place, kind in chosen if kind is not None}


# Tables of settings: one column says what another one holds.
_KEYS = regex(r"(?i)(?:.*[_ .-])?(?:name|key|path|option|setting|variable|parameter|property|header|field|code|identifier|env)")
_VALUES = regex(r"(?i)(?:.*[_ .-])?(?:value|val|content|data|text|secret)")


def _keyed(names: list[str]) -> tuple[int, int] | None:
    """(place of the name, place of its value) in the rows of a table with these columns."""
    bare = [name.strip(" \t\r`\"'[]*") for name in names]
    key = next((place for place, name in enumerate(bare) if _KEYS.fullmatch(name)), None)
    value = next((place for place, name in enumerate(bare) if _VALUES.fullmatch(name)), None)
    return None if key is None or value is None or key == value else (key, value)


def sql_cells(text: str, choose: Callable[[str, bool], Kind | None], bare: bool = False) -> Iterator[tuple[Kind, Span, bool]]:
    """(kind, range of the value, whether the table is Helcim's by name) of INSERT rows and COPY lines. `bare`: unquoted values too."""
    for insert in _INSERT.finditer(text):
        named = insert[2].split(",")
        columns, keyed = _columns(named, insert[1], choose), _keyed(named)
        if not columns and not keyed:
            continue
        at = insert.end()
        for _ in range(ROWS):
            row = _ROW.match(text, at)
            if not row:
                break
            at = row.end()
            place = 0
            cells: list[Span] = []
            while cell := _CELL.match(text, at):
                group = next((i for i in (1, 2, 3) if cell[i] is not None), 3)
                if place in columns and (group != 3 or bare):
                    yield columns[place], Span(*cell.span(group)), "helcim" in insert[1].lower()
                cells.append(Span(*cell.span(group)))
                place += 1
                at = cell.end()
                if cell[4] == ")":
                    break
            else:
                break
            yield from _told(text, cells, keyed, choose)
    for copy in _COPY.finditer(text):
        named = copy[2].split(",")
        columns, keyed = _columns(named, copy[1], choose), _keyed(named)
        at = copy.end()
        for line in text[at : at + (1 << 20)].split("\n")[:ROWS] if columns or keyed else ():
            if line.startswith("\\."):
                break
            cells = _row_cells(line, at, "\t")
            yield from _chosen(cells, columns, "helcim" in copy[1].lower())
            yield from _told(text, cells, keyed, choose)
            at += len(line) + 1


def _row_cells(line: str, start: int, delimiter: str) -> list[Span]:
    """Where the cells of a row stand, up to one that cannot be placed."""
    found: list[Span] = []
    at = 0
    for cell in next(csv.reader([line.rstrip("\r")], delimiter=delimiter), []):
        where = line.find(cell, at) if cell else at
        if where < 0:
            break  # doubled quotes inside
        found.append(Span(start + where, start + where + len(cell)))
        at = where + len(cell)
    return found


def _chosen(cells: list[Span], columns: dict[int, Kind], helcim: bool) -> Iterator[tuple[Kind, Span, bool]]:
    for place, cell in enumerate(cells):
        if place in columns and cell.end > cell.start:
            yield columns[place], cell, helcim


def _told(text: str, cells: list[Span], keyed: tuple[int, int] | None, choose: Callable[[str, bool], Kind | None]) -> Iterator[tuple[Kind, Span, bool]]:
    """The value of a row whose name says that it is one."""
    if keyed is None or max(keyed) >= len(cells):
        return
    key, value = cells[keyed[0]], cells[keyed[1]]
    helcim = any(cell.end - cell.start <= _CALLED and cell is not value and speaks_of_helcim(text[cell.start : cell.end]) for cell in cells)
    kind = choose(text[key.start : key.end].strip(" \t*`_\"'"), helcim) if value.end > value.start else None
    if kind is not None:
        yield kind, value, helcim


def csv_cells(text: str, path: str, choose: Callable[[str, bool], Kind | None]) -> Iterator[tuple[Kind, Span, bool]]:
    """The same for a delimited file whose first line names the columns."""
    head, _, _ = text.partition("\n")
    delimiter = max(",;\t|", key=head.count)
    if len(head) > 4000 or not head.count(delimiter):
        return
    names = [name.strip().strip("\"'\r") for name in head.split(delimiter)]
    helcim = "helcim" in path.lower() or "helcim" in head.lower()
    columns, keyed = _columns(names, path.rpartition("/")[2], choose), _keyed(names)
    at = len(head) + 1
    for line in text[at:].split("\n")[:ROWS] if columns or keyed else ():
        if line.strip() and len(line) < 20000:
            cells = _row_cells(line, at, delimiter)
            yield from _chosen(cells, columns, helcim)
            yield from _told(text, cells, keyed, choose)
        at += len(line) + 1


_BAR = regex(r"[|│┃]")
_RULE = regex(r"[\s|│┃+\-=:─━┌┐└┘├┤┬┴┼╋]*\Z")
_WIDEST = 4000
_LONGEST = 1 << 20


def grid_cells(text: str, choose: Callable[[str, bool], Kind | None]) -> Iterator[tuple[Kind, Span, bool]]:
    """The same for tables that are drawn: Markdown's, and what database clients print."""
    if len(text) > _LONGEST or not ("|" in text or "│" in text or "┃" in text):
        return
    columns: dict[int, Kind] = {}
    keyed: tuple[int, int] | None = None
    count = at = 0  # cells of the table's first row, 0 between tables
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        bars = [hit.start() for hit in _BAR.finditer(line)] if len(line) < _WIDEST else []
        if not bars:
            if not _RULE.match(line) or not line.strip():
                count = 0
            continue
        if _RULE.match(line):
            continue
        edges = [-1, *bars, len(line)]
        cells = [(left + 1, right) for left, right in pairwise(edges)]
        if not count:
            names = [line[left:right].strip(" \t*`_\r") for left, right in cells]
            columns, keyed, count = _columns(names, "", choose), _keyed(names), len(cells)
            continue
        for place, kind in columns.items() if len(cells) == count else ():
            left, right = cells[place]
            value = line[left:right].strip(" \t*`_\r\"'")
            if value:
                begin = start + line.index(value, left, right)
                yield kind, Span(begin, begin + len(value)), False
        if keyed and len(cells) == count:
            yield from _told(text, [_bare(text, start + left, start + right) for left, right in cells], keyed, choose)


def _bare(text: str, start: int, end: int) -> Span:
    """A drawn cell without the space and marks around its text."""
    value = text[start:end].strip(" \t*`_\r\"'")
    begin = text.index(value, start, end) if value else start
    return Span(begin, begin + len(value))
