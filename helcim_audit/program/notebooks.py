"""What program do the code cells of a notebook make, in their order?"""

import json
from collections.abc import Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.python import lower as lower_python

_SOURCE = regex(r'"source"\s{0,8}:\s{0,8}(?=[\["])')
_STRING = regex(r'"(?:[^"\\\n]|\\.)*"')
_NEXT = regex(r"[\s,]*")
_ESCAPE = regex(r'\\(?:u[0-9a-fA-F]{4}|.)')
_SHELL = regex(r"\s*(?:%|!|\?)")
_LANGUAGE = regex(r'"(?:language|name)"\s{0,8}:\s{0,8}"(?:python|ipython|python3)')


def lower(path: str, text: str) -> ir.Module:
    """The cells as one module of Python. Raises ValueError for what is no notebook; one of another language is empty."""
    try:
        cells = json.loads(text)["cells"]
        code = [cell["cell_type"] == "code" for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("no notebook") from None
    sources = [list(_strings(text, hit.end())) for hit in _SOURCE.finditer(text)]
    if len(sources) != len(code):
        raise ValueError("its cells could not be told apart")
    if '"kernelspec"' in text and _LANGUAGE.search(text) is None:
        return ir.Module(path, "python", (), lambda _: Span(0, 0))
    written: list[str] = []
    offsets: list[int] = []  # of each character of the program, in the notebook; its own end last
    for is_code, strings in zip(code, sources, strict=True):
        if is_code:
            _cell(text, strings, written, offsets)
    module = lower_python(path, "".join(written))
    locate = module.locate

    def located(at: ir.Handle) -> Span:
        span = locate(at)
        if not offsets:
            return Span(0, 0)
        first = offsets[min(span.start, len(offsets) - 1)]
        last = offsets[min(max(span.end - 1, span.start), len(offsets) - 1)]
        escape = _ESCAPE.match(text, last)
        return Span(first, max(first, escape.end() if escape else last + 1))

    return replace(module, locate=located)


def _strings(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The range of each string of a source: one, or a list of lines."""
    several = text[start] == "["
    at = start + several
    while True:
        gap = _NEXT.match(text, at)
        hit = _STRING.match(text, gap.end() if gap else at)
        if hit is None:
            return
        yield hit.start() + 1, hit.end() - 1
        at = hit.end()
        if not several:
            return


def _cell(text: str, strings: list[tuple[int, int]], written: list[str], offsets: list[int]) -> None:
    """Add the lines of a cell; commands of the notebook itself (`%time`, `!pip`) become comments."""
    said: list[str] = []
    places: list[int] = []
    for start, end in strings:
        at = start
        while at < end:
            escape = _ESCAPE.match(text, at)
            piece = text[at : escape.end()] if escape else text[at]
            said.append(json.loads(f'"{piece}"', strict=False) if escape else piece)
            places.append(at)
            at += len(piece)
    whole = "".join(said)
    if len(whole) != len(places):
        return
    if whole and not whole.endswith("\n"):
        whole += "\n"
        places.append(places[-1])
    lines = whole.splitlines(keepends=True)
    if lines and lines[0].startswith("%%"):  # all of the cell is something else
        lines = ["#" + line[1:] if line.strip() else line for line in lines]
    written.extend("#" + line[1:] if _SHELL.match(line) else line for line in lines)
    offsets.extend(places)
