"""Which cell of a table belongs to the column of a secret?

CSV and the column lists of SQL name a value far from where it stands.
"""

import csv
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeVar

from helcim_audit.model import Span
from helcim_audit.names import NameClass, classify

_INSERT = re.compile(r"(?i)\b(?:INSERT|REPLACE)\s+(?:\w+\s+){0,3}?INTO\s+([`\"\[\]\w.]{1,120})\s*\(([^()]{1,4000})\)\s*(?:VALUES|SELECT)\s*")
_COPY = re.compile(r"(?im)^COPY\s+([\"\w.]{1,120})\s*\(([^()]{1,4000})\)\s+FROM\s+stdin;\r?\n")
_CELL = re.compile(r"\s*(?:[NEn]?'((?:[^'\\]|''|\\.){0,4000})'|\"((?:[^\"\\]|\\.){0,4000})\"|([^,()'\"]{0,400}))\s*([,)])")
_ROW = re.compile(r"\s*,?\s*\(")
ROWS = 5000
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


def sql_cells(text: str, choose: Callable[[str, bool], Kind | None], bare: bool = False) -> Iterator[tuple[Kind, Span, bool]]:
    """(kind, range of the value, whether the table is Helcim's by name) of INSERT rows and COPY lines. `bare`: unquoted values too."""
    for insert in _INSERT.finditer(text):
        columns = _columns(insert[2].split(","), insert[1], choose)
        if not columns:
            continue
        at = insert.end()
        for _ in range(ROWS):
            row = _ROW.match(text, at)
            if not row:
                break
            at = row.end()
            place = 0
            while cell := _CELL.match(text, at):
                group = next((i for i in (1, 2, 3) if cell[i] is not None), 3)
                if place in columns and (group != 3 or bare):
                    yield columns[place], Span(*cell.span(group)), "helcim" in insert[1].lower()
                place += 1
                at = cell.end()
                if cell[4] == ")":
                    break
            else:
                break
    for copy in _COPY.finditer(text):
        columns = _columns(copy[2].split(","), copy[1], choose)
        at = copy.end()
        for line in text[at : at + (1 << 20)].split("\n")[:ROWS] if columns else ():
            if line.startswith("\\."):
                break
            yield from _cells(line, at, "\t", columns, "helcim" in copy[1].lower())
            at += len(line) + 1


def _cells(line: str, start: int, delimiter: str, columns: dict[int, Kind], helcim: bool) -> Iterator[tuple[Kind, Span, bool]]:
    at = 0
    for place, cell in enumerate(next(csv.reader([line.rstrip("\r")], delimiter=delimiter), [])):
        where = line.find(cell, at) if cell else at
        if where < 0:
            return  # doubled quotes inside: no place to name
        if place in columns and cell:
            yield columns[place], Span(start + where, start + where + len(cell)), helcim
        at = where + len(cell)


def csv_cells(text: str, path: str, choose: Callable[[str, bool], Kind | None]) -> Iterator[tuple[Kind, Span, bool]]:
    """The same for a delimited file whose first line names the columns."""
    head, _, _ = text.partition("\n")
    delimiter = max(",;\t|", key=head.count)
    if len(head) > 4000 or not head.count(delimiter):
        return
    names = [name.strip().strip("\"'\r") for name in head.split(delimiter)]
    helcim = "helcim" in path.lower() or "helcim" in head.lower()
    columns = _columns(names, path.rpartition("/")[2], choose)
    at = len(head) + 1
    for line in text[at:].split("\n")[:ROWS] if columns else ():
        if line.strip() and len(line) < 20000:
            yield from _cells(line, at, delimiter, columns, helcim)
        at += len(line) + 1


_BAR = re.compile(r"[|│┃]")
_RULE = re.compile(r"[\s|│┃+\-=:─━┌┐└┘├┤┬┴┼╋]*\Z")
_WIDEST = 4000
_LONGEST = 1 << 20


def grid_cells(text: str, choose: Callable[[str, bool], Kind | None]) -> Iterator[tuple[Kind, Span, bool]]:
    """The same for tables that are drawn: Markdown's, and what database clients print."""
    if len(text) > _LONGEST or not ("|" in text or "│" in text or "┃" in text):
        return
    columns: dict[int, Kind] = {}
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
            columns, count = _columns(names, "", choose), len(cells)
            continue
        for place, kind in columns.items() if len(cells) == count else ():
            left, right = cells[place]
            value = line[left:right].strip(" \t*`_\r\"'")
            if value:
                begin = start + line.index(value, left, right)
                yield kind, Span(begin, begin + len(value)), False
