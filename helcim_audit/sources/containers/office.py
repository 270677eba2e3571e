"""What does an office document say (Word, Excel, PowerPoint, OpenDocument)?

Their text stands in XML in which one word may be cut into many runs. Runs are joined, a paragraph or a row
of a table is a line, cells are parted by tabs. Attributes that are long enough to hold something follow behind.
"""

import html
import re
from collections.abc import Iterator

from helcim_audit.lazy import regex

_TOKEN = regex(r"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>|<(/?)([\w.:-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>|([^<]+)", re.DOTALL)
_ATTRIBUTE = regex(r"([\w.:-]+)\s*=\s*(?:\"([^\"]{12,4000})\"|'([^']{12,4000})')")
_CELL = regex(r"<(?:\w+:)?c\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ROW = regex(r"<(?:\w+:)?row\b[^<>]*>(.*?)</(?:\w+:)?row>", re.DOTALL)
_ITEM = regex(r"<(?:\w+:)?si\b[^<>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_VALUE = regex(r"<(?:\w+:)?v\b[^<>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_LINE_ENDS = frozenset(("p", "h", "tr", "table-row", "si", "li", "comment", "row"))
_BREAKS = frozenset(("br", "cr", "line-break"))
_CELLS = frozenset(("tc", "table-cell"))
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def is_office(names: list[str]) -> bool:
    """Whether an archive with these members is an office document."""
    return "[Content_Types].xml" in names or ("content.xml" in names and "META-INF/manifest.xml" in names)


def text(xml: str) -> str:
    """The text of one part, then its long attributes."""
    return "".join(_text(xml)) + "\n" + "".join(_attributes(xml))


def _text(xml: str) -> Iterator[str]:
    cells = 0
    for hit in _TOKEN.finditer(xml):
        closing, tag, _, empty = hit[2], hit[3], hit[4], hit[5]
        if hit[6] is not None:
            piece = html.unescape(hit[6])
            yield piece if piece.strip("\r\n\t ") else piece.strip("\r\n\t")
        elif hit[1] is not None:
            yield hit[1]
        elif tag is not None:
            name = tag.rpartition(":")[2]
            if name in _CELLS:
                cells = max(0, cells - 1) if closing else cells + (not empty)
                if closing or empty:
                    yield "\t"
            elif (closing and name in _LINE_ENDS) or name in _BREAKS:
                yield " " if cells and name in ("p", "h") else "\n"
            elif name == "tab" and not closing:
                yield "\t"
            elif name == "s" and empty:
                yield " "


def _attributes(xml: str) -> Iterator[str]:
    for hit in _ATTRIBUTE.finditer(xml):
        if not hit[1].startswith("xmlns"):
            value = hit[2] or hit[3]
            if not value.startswith(("http://schemas.", "application/vnd.")):
                yield f'{hit[1]}="{html.unescape(value)}"\n'


def shared_strings(xml: str) -> list[str]:
    """The strings of a workbook, which its cells name by number."""
    return ["".join(_text(item[1] or "")).strip("\n") for item in _ITEM.finditer(xml)]


def sheet(xml: str, shared: list[str]) -> str:
    """A sheet's rows as lines of cells parted by tabs."""
    lines = []
    for row in _ROW.finditer(xml):
        lines.append("\t".join(_cell(cell[1], cell[2] or "", shared).replace("\t", " ").replace("\n", " ") for cell in _CELL.finditer(row[1])))
    return "\n".join(lines) + "\n" + "".join(_attributes(xml))


def _cell(attributes: str, inner: str, shared: list[str]) -> str:
    value = _VALUE.search(inner)
    if re.search(r"\bt\s*=\s*[\"']s[\"']", attributes) and value:
        place = value[1].strip()
        return shared[int(place)] if place.isdecimal() and int(place) < len(shared) else ""
    return html.unescape(value[1]) if value else "".join(_text(inner)).strip("\n")
