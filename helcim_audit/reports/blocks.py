"""How is a page of prose, lists, tables and commands written for a terminal, as Markdown and for a browser?"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from helcim_audit.reports.escape import visible

WIDTH = 80


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """`marks`: what stands before each, "" for a number."""

    items: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Commands:
    """Lines to copy; nothing in them is shortened."""

    lines: tuple[str, ...]


Block = Heading | Prose | Items | Table | Commands


def _marks(block: Items) -> Sequence[str]:
    return block.marks or [f"{number}." for number in range(1, len(block.items) + 1)]


def text(title: str, blocks: Sequence[Block]) -> str:
    lines = [visible(title), "=" * min(WIDTH, len(title))]
    for block in blocks:
        match block:
            case Heading():
                lines += ["", visible(block.text), "-" * len(block.text)]
            case Prose():
                lines += textwrap.wrap(visible(block.text), WIDTH, break_long_words=False, break_on_hyphens=False)
            case Items():
                for mark, item in zip(_marks(block), block.items, strict=True):
                    lines += textwrap.wrap(visible(item), WIDTH, initial_indent=f"{mark} ", subsequent_indent=" " * (len(mark) + 1), break_long_words=False, break_on_hyphens=False)
            case Table():
                rows = [[visible(cell) for cell in row] for row in (block.head, *block.rows)]
                widths = [max(len(row[at]) for row in rows) for at in range(len(block.head))]
                lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
            case Commands():
                lines += [f"  {visible(line)}" for line in block.lines]
    return "\n".join(lines) + "\n"


def _plain(line: str) -> str:
    """Text that Markdown shows as it is."""
    line = visible(line).replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + char if char in "\\`*_[]|~#!" else char for char in line)


def markdown(title: str, blocks: Sequence[Block]) -> str:
    lines = [f"# {_plain(title)}", ""]
    for block in blocks:
        match block:
            case Heading():
                lines += [f"## {_plain(block.text)}", ""]
            case Prose():
                lines += [_plain(block.text), ""]
            case Items():
                lines += [f"{mark if mark.endswith('.') else '- ' + mark} {_plain(item)}" for mark, item in zip(_marks(block), block.items, strict=True)] + [""]
            case Table():
                lines += ["| " + " | ".join(map(_plain, row)) + " |" for row in (block.head, ("---",) * len(block.head), *block.rows)] + [""]
                lines[-len(block.rows) - 2] = "|" + "---|" * len(block.head)
            case Commands():
                fence = "`" * max(3, *(line.count("`") + 1 for line in block.lines), 3)
                lines += [f"{fence}sh", *(visible(line) for line in block.lines), fence, ""]
    return "\n".join(lines)


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccc}"
    "pre{background:#f3f3f3;padding:.75rem;overflow-x:auto}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.25rem .5rem;text-align:left}"
    "ul.marks{list-style:none;padding-left:0}.mark{font-family:monospace}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}pre{background:#252525}td,th,h2{border-color:#555}}"
)


def html(title: str, blocks: Sequence[Block]) -> str:
    """One page without scripts or network."""

    def safe(line: str) -> str:
        return escape(visible(line))

    body: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                body.append(f"<h2>{safe(block.text)}</h2>")
            case Prose():
                body.append(f"<p>{safe(block.text)}</p>")
            case Items(items, ()):
                body.append("<ol>" + "".join(f"<li>{safe(item)}</li>" for item in items) + "</ol>")
            case Items(items, marks):
                body.append('<ul class="marks">' + "".join(f'<li><span class="mark">{safe(mark)}</span> {safe(item)}</li>' for mark, item in zip(marks, items, strict=True)) + "</ul>")
            case Table():
                head = "".join(f"<th>{safe(cell)}</th>" for cell in block.head)
                rows = "".join("<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
                body.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
            case Commands():
                body.append("<pre>" + "\n".join(safe(line) for line in block.lines) + "</pre>")
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="viewport" content="width=device-width">'
        f"<title>{safe(title)}</title><style>{_STYLE}</style></head><body><main><h1>{safe(title)}</h1>\n" + "\n".join(body) + "\n</main></body></html>\n"
    )
