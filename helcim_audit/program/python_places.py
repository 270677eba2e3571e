"""Where in the text of its module does a LibCST node stand?"""

import sys
from collections.abc import Mapping

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program.python_text import ends, quotes

_LINE_END = regex(r"\r\n?|\n")
_FRAMES = 50_000  # LibCST writes a module recursively, several frames a level; such frames take no native stack


class Places:
    """Spans of the nodes of one module. Positions are computed when the first is asked for: they cost two parses."""

    def __init__(self, module: cst.Module, text: str) -> None:
        self._module = module
        self._text = text
        self._where: Mapping[cst.CSTNode, object] | None = None
        self._lines: list[int] = []

    def __call__(self, node: cst.CSTNode) -> Span:
        """The characters of `node`; of a string literal, those between its quotes.

        Raises KeyError for a node of another module.
        """
        if self._where is None:
            self._where = _positions(self._module)
            self._lines = [0, *(end.end() for end in _LINE_END.finditer(self._text))]
        literal = ends(node) if isinstance(node, cst.BaseExpression) else None
        if literal is None:
            return self._span(node)
        first, last = self._span(literal[0]), self._span(literal[1])
        return Span(first.start + quotes(literal[0])[0], last.end - quotes(literal[1])[1])

    def _span(self, node: cst.CSTNode) -> Span:
        place = self._where[node] if self._where is not None else None
        if not isinstance(place, CodeRange):
            raise KeyError(type(node).__name__)
        return Span(self._lines[place.start.line - 1] + place.start.column, self._lines[place.end.line - 1] + place.end.column)


def _positions(module: cst.Module) -> Mapping[cst.CSTNode, object]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        return MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    finally:
        sys.setrecursionlimit(limit)
