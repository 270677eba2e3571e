"""Which literals of a Python module reach an auth header, whatever they are called?

A LibCST walk of one module: what is bound to names, attributes and dictionary keys, and what is put under
`api-token`. Literals in any spelling (concatenated, implicit, joined, formatted, bytes, an environment's
default) are followed through names and attributes of the same module; what other modules hand over is not.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from helcim_audit.model import Document, Match, Span, Step
from helcim_audit.program.python_guard import parse
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import Verdict, is_v2, judge

_HEADERS = frozenset(("api-token", "api_token", "apitoken", "x-api-token", "x-auth-token", "js-token"))
_SDK_ARGUMENTS = frozenset(("api_token", "api_key", "apikey", "token", "api_access_auth", "access_token", "auth_token"))
_LOOK_UPS = frozenset(("get", "getenv", "config", "env", "str", "setdefault", "environ", "getattr", "pop"))
_SAME = frozenset(("encode", "strip", "decode", "str", "bytes", "SecretStr", "rstrip", "lstrip", "get_secret_value", "format"))
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Sink:
    """An expression that ends as an auth header. at: the node to point to."""

    value: cst.BaseExpression
    at: cst.CSTNode
    what: str


class _Walker(cst.CSTVisitor):
    """One pass: bindings by name (`x`, `.x` for attributes), and sinks."""

    def __init__(self) -> None:
        self.bound: dict[str, list[cst.BaseExpression]] = {}
        self.sinks: list[_Sink] = []

    def _bind(self, target: cst.BaseExpression, value: cst.BaseExpression) -> None:
        if isinstance(target, cst.Name):
            self.bound.setdefault(target.value, []).append(value)
            self.bound.setdefault("." + target.value, []).append(value)
        elif isinstance(target, cst.Attribute):
            self.bound.setdefault("." + target.attr.value, []).append(value)
        elif isinstance(target, cst.Subscript) and (key := _key(target)) is not None:
            if key.lower() in _HEADERS:
                self.sinks.append(_Sink(value, target, f"the header {key}"))
        elif isinstance(target, cst.Tuple) and isinstance(value, cst.Tuple):
            for one, other in zip(target.elements, value.elements, strict=False):
                self._bind(one.value, other.value)

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            self._bind(target.target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            self._bind(node.target, node.value)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._bind(node.target, node.value)

    def visit_Param(self, node: cst.Param) -> None:
        if node.default is not None:
            self._bind(node.name, node.default)

    def visit_DictElement(self, node: cst.DictElement) -> None:
        key = _text(node.key)
        if key is not None and key.lower() in _HEADERS:
            self.sinks.append(_Sink(node.value, node.key, f"the header {key}"))

    def visit_Call(self, node: cst.Call) -> None:
        name = _name(node.func)
        before: str | None = None
        for argument in node.args:
            text = _text(argument.value)
            if argument.keyword is not None:
                if argument.keyword.value.lower() in _SDK_ARGUMENTS and "helcim" in name.lower():
                    self.sinks.append(_Sink(argument.value, argument.keyword, f"the argument {argument.keyword.value} of {name}"))
            elif before is not None and before.lower() in _HEADERS and name.rpartition(".")[2] not in _LOOK_UPS:
                self.sinks.append(_Sink(argument.value, node.func, f"the header {before}"))
            before = text

    def visit_Tuple(self, node: cst.Tuple) -> None:
        if len(node.elements) == 2 and (key := _text(node.elements[0].value)) is not None and key.lower() in _HEADERS:
            self.sinks.append(_Sink(node.elements[1].value, node.elements[0].value, f"the header {key}"))


def _name(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        return f"{_name(node.value)}.{node.attr.value}"
    return ""


def _key(node: cst.Subscript) -> str | None:
    index = node.slice[0].slice if len(node.slice) == 1 else None
    return _text(index.value) if isinstance(index, cst.Index) else None


def _text(node: cst.BaseExpression) -> str | None:
    """The text of a literal, bytes as Latin-1; None for anything else."""
    if not isinstance(node, cst.SimpleString | cst.ConcatenatedString):
        return None
    if isinstance(node, cst.ConcatenatedString):
        left, right = _text(node.left), _text(node.right)
        return None if left is None or right is None else left + right
    try:
        value = ast.literal_eval(node.value)
    except (ValueError, SyntaxError):
        return None
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


@dataclass(frozen=True, slots=True)
class _Value:
    """What an expression may be. place: the node that the finding stands at; pieces: the literals it is made of."""

    text: str
    place: cst.CSTNode
    pieces: tuple[cst.CSTNode, ...]


class _Values:
    """Follows names and attributes to literals."""

    def __init__(self, bound: dict[str, list[cst.BaseExpression]]) -> None:
        self.bound = bound

    def of(self, node: cst.BaseExpression, depth: int = 0) -> Iterator[_Value]:
        if depth > _DEEPEST:
            return
        text = _text(node)
        if text is not None:
            yield _Value(text, node, (node,))
        elif isinstance(node, cst.Name | cst.Attribute):
            name = node.value if isinstance(node, cst.Name) else "." + node.attr.value
            for value in self.bound.get(name, [])[:8]:
                if value is not node:
                    yield from self.of(value, depth + 1)
        elif isinstance(node, cst.BooleanOperation):
            yield from self.of(node.left, depth + 1)
            yield from self.of(node.right, depth + 1)
        elif isinstance(node, cst.IfExp):
            yield from self.of(node.body, depth + 1)
            yield from self.of(node.orelse, depth + 1)
        elif isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
            yield from self._joined(node, "", [node.left, node.right], depth)
        elif isinstance(node, cst.FormattedString):
            yield from self._joined(node, "", [_part(part) for part in node.parts], depth)
        elif isinstance(node, cst.Call):
            yield from self._called(node, depth)

    def _joined(self, whole: cst.CSTNode, glue: str, parts: list[cst.BaseExpression], depth: int) -> Iterator[_Value]:
        found = [next(self.of(part, depth + 1), None) for part in parts]
        known = [value for value in found if value is not None]
        if not known or len(known) < len(found):
            return
        telling = [value for value in known if value.text]
        pieces = tuple(piece for value in known for piece in value.pieces)
        # Of one variable among empty texts the literal is the place, else the join is.
        yield _Value(glue.join(value.text for value in known), telling[0].place if len(telling) == 1 else whole, pieces)

    def _called(self, node: cst.Call, depth: int) -> Iterator[_Value]:
        last = _name(node.func).rpartition(".")[2] or (node.func.attr.value if isinstance(node.func, cst.Attribute) else "")
        if last == "join" and isinstance(node.func, cst.Attribute) and node.args and isinstance(node.args[0].value, cst.List | cst.Tuple):
            glue = _text(node.func.value)
            if glue is not None:
                yield from self._joined(node, glue, [element.value for element in node.args[0].value.elements], depth)
        elif last in _SAME and isinstance(node.func, cst.Attribute):
            yield from self.of(node.func.value, depth + 1)
        elif last in _SAME and node.args:
            yield from self.of(node.args[0].value, depth + 1)
        elif last in _LOOK_UPS or "env" in last.lower():
            for number, argument in enumerate(node.args):
                if (argument.keyword is not None and argument.keyword.value == "default") or (argument.keyword is None and number == 1):
                    yield from self.of(argument.value, depth + 1)


def _part(part: cst.BaseFormattedStringContent) -> cst.BaseExpression:
    if isinstance(part, cst.FormattedStringExpression):
        return part.expression
    return cst.SimpleString(repr(part.value) if isinstance(part, cst.FormattedStringText) else "''")


def literals(document: Document) -> list[Match]:
    """Literals that reach an auth header. Raises ValueError, free of source text, for what is not analysed."""
    module = parse(document.text)
    walker = _Walker()
    try:
        module.visit(walker)
        values = _Values(walker.bound)
        found = [(value, sink) for sink in walker.sinks for value in values.of(sink.value) if judge(value.text) in (Verdict.V2, Verdict.SECRET)]
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not found:
        return []
    where = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    matches: dict[Span, Match] = {}
    for value, sink in found:
        span, at = _span(document, value.place, where), where.get(sink.at)
        if span is None or not isinstance(at, CodeRange) or span in matches:
            continue
        kind = SecretKind.API_TOKEN if is_v2(value.text) or len(value.text) >= 50 else SecretKind.LEGACY_API_TOKEN
        matches[span] = Match(
            "hardcoded-api-token",
            span,
            Secret(kind, value.text),
            hidden=tuple(sorted(hidden for piece in value.pieces if (hidden := _span(document, piece, where)) is not None)),
            confidence="high" if is_v2(value.text) else "medium",
            trace=(Step(document.path, document.position(span.start)[0], "the literal"), Step(document.path, at.start.line, f"reaches {sink.what}")),
            language="python",
        )
    return sorted(matches.values(), key=lambda match: match.span)


def _span(document: Document, node: cst.CSTNode, where: Mapping[cst.CSTNode, object]) -> Span | None:
    """The node's range in the document; of a string, what stands between its quotes."""
    place = where.get(node)
    if not isinstance(place, CodeRange):
        return None
    start, end = document.offset(place.start.line, place.start.column + 1), document.offset(place.end.line, place.end.column + 1)
    if isinstance(node, cst.SimpleString):
        return Span(start + len(node.prefix) + len(node.quote), end - len(node.quote))
    return Span(start, end)
