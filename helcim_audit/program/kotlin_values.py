"""Which expression of the intermediate representation is a Kotlin expression?"""

from collections.abc import Iterable

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Lowering, Statements, declare, expression, function, in_class, returning, run
from helcim_audit.program.treesitter import Node, named

_MARKS = frozenset(("interpolation_identifier_start", "interpolation_expression_start", "interpolation_expression_end"))


def string(low: Lowering, node: Node) -> ir.Expr:
    text = node.text()
    raw = text.startswith('"""')
    inside = node.named_children()
    if not any(child.kind().startswith("interpolat") for child in inside):
        return ir.Literal(node, text[3:-3] if raw else form.unescape(text[1:-1]))
    parts: list[ir.Expr] = []
    start = node.range().start.index
    at = 3 if raw else 1  # escapes have no node of their own: what stands between the nodes is text too
    for child in inside:
        begin, end = _range(child, start)
        if child.kind() in _MARKS or child.kind().startswith("interpolat"):
            parts.append(ir.Literal(node, text[at:begin] if raw else form.unescape(text[at:begin])))
            at = end
            if child.kind() not in _MARKS:
                parts.append(expression(low, child))
    rest = text[at : -3 if raw else -1]
    return form.joined(node, [*parts, ir.Literal(node, rest if raw else form.unescape(rest))])


def _range(node: Node, start: int) -> tuple[int, int]:
    place = node.range()
    return place.start.index - start, place.end.index - start


def navigation(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    return _suffix(low, node, expression(low, inside[0]), inside[-1]) if inside else ir.Opaque(node)


def _suffix(low: Lowering, node: Node, base: ir.Expr, suffix: Node) -> ir.Expr:
    if suffix.kind() == "indexing_suffix":
        return ir.Item(node, base, form.inner(low, suffix))
    if suffix.kind() == "navigation_suffix":
        title = named(suffix)
        return ir.Attribute(node, base, title[-1].text().strip("`") if title else suffix.text().lstrip("?.:"))
    return base


def indexing(low: Lowering, node: Node) -> ir.Expr:
    return navigation(low, node)


def assignable(low: Lowering, node: Node) -> ir.Expr:
    """`a.b["c"]` on the left, which the grammar leaves flat."""
    first, *rest = named(node) or [node]
    if first is node:
        return ir.Opaque(node)
    base = expression(low, first)
    for suffix in rest:
        base = _suffix(low, node, base, suffix)
    return base


# --- calls -------------------------------------------------------------------------------------------

_MAPS = frozenset(("mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf", "sortedMapOf", "emptyMap", "buildJsonObject"))
_LISTS = frozenset(("listOf", "arrayOf", "setOf", "mutableListOf", "mutableSetOf", "arrayListOf", "listOfNotNull", "emptyList", "sequenceOf"))


def argument(low: Lowering, node: Node) -> ir.Arg:
    inside = [child for child in named(node) if child.kind() != "annotation"]
    if node.kind() != "value_argument" or not inside:
        return ir.Arg(expression(low, node))
    title = inside[0].text() if len(inside) > 1 and any(child.kind() == "=" for child in node.children()) else None
    spread = inside[-1].kind() == "spread_expression" or any(child.kind() == "*" for child in node.children())
    return ir.Arg(expression(low, inside[-1]), title, spread)


def call(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    if not inside:
        return ir.Opaque(node)
    args: list[ir.Arg] = []
    lambdas: list[Node] = []
    for suffix in inside[1:]:
        for child in named(suffix):
            if child.kind() == "value_arguments":
                args.extend(form.arguments(low, child))
            elif child.kind() in ("annotated_lambda", "lambda_literal"):
                lambdas.append(child)
    if inside[0].kind() == "object_literal":  # object : T {...}
        return _object(low, node, [one for child in lambdas for one in (named(child) if child.kind() == "annotated_lambda" else [child])])
    target = expression(low, inside[0])
    if not args and len(lambdas) == 1 and (made := _scoped(low, node, target, lambdas[0])) is not None:
        return made
    args.extend(ir.Arg(expression(low, child)) for child in lambdas)
    name = target.id if isinstance(target, ir.Name) else target.name if isinstance(target, ir.Attribute) else ""
    pairs = [arg.value for arg in args]
    if all(_is_pair(one) for one in pairs) and (pairs or name in _MAPS):
        record = ir.Record(node, tuple(_entry(one) for one in pairs if isinstance(one, ir.Sequence)))
        return record if name in _MAPS else ir.Call(node, target, (ir.Arg(record),))
    if name in _LISTS and isinstance(target, ir.Name):
        return ir.Sequence(node, tuple(args))
    made = ir.Call(node, target, tuple(args), name[:1].isupper())
    if name != "substring":
        return made
    listed = [one for suffix in inside[1:] for child in named(suffix) if child.kind() == "value_arguments" for one in named(child)]
    return form.cut(made, [one.text() for one in listed])


_SETS = regex(r"(?:set|add|put|append|header|remove|url|method|body|default)(?=[A-Z]|s?$)")


def _scoped(low: Lowering, node: Node, target: ir.Expr, block: Node) -> ir.Expr | None:
    """`x.apply { set(k, v) }`, `x.also { it[k] = v }`, `buildMap { put(k, v) }`: what the block does to its receiver stands in line."""
    block = named(block)[0] if block.kind() == "annotated_lambda" else block
    match target:
        case ir.Attribute(base=base, name="apply" | "also" as name):
            pass
        case ir.Name(id="buildMap"):
            base, name = ir.Record(node), "apply"
        case _:
            return None
    inside = named(block)
    listed = next((child for child in inside if child.kind() == "lambda_parameters"), None)
    places = named(listed) if listed is not None else []
    if len(places) > 1 or block.kind() != "lambda_literal":
        return None
    place = declare(low, node, f"({name} {node.range().start.index})")
    title = (places[0].text().partition(":")[0].strip() if places else "it") if name == "also" else ""
    outer, low.pending = low.pending, []
    if title:
        declare(low, node, title)
    found = run(low, [one for child in inside if child.kind() == "statements" for one in named(child)])
    low.pending = outer
    low.pending.append(ir.Bind(node, place, base))
    if title:
        low.pending.append(ir.Bind(node, ir.Name(node, title), place))
    low.pending.extend(found if title else [_onto(one, place) for one in found])
    if title:
        low.pending.append(ir.Bind(node, place, ir.Name(node, title)))
    return place


def _onto(one: ir.Stmt, place: ir.Name) -> ir.Stmt:
    """A statement of a block with a receiver, which bare calls and `this` mean."""
    match one:
        case ir.Evaluate(value=ir.Call(at=at, target=ir.Name(id=name), args=args)) if _SETS.match(name):
            return ir.Evaluate(ir.Call(at, ir.Attribute(at, place, name), args))
        case ir.Evaluate(value=ir.Call(at=at, target=ir.Attribute(base=ir.Name(id="self"), name=name), args=args)) if _SETS.match(name):
            return ir.Evaluate(ir.Call(at, ir.Attribute(at, place, name), args))
        case ir.Bind(at=at, target=ir.Item(base=ir.Name(id="self"), key=key), value=value):
            return ir.Bind(at, ir.Item(at, place, key), value)
        case _:
            return one


def _is_pair(value: ir.Expr) -> bool:
    return isinstance(value, ir.Sequence) and len(value.items) == 2 and value.at.kind() == "infix_expression"


def _entry(pair: ir.Sequence) -> ir.Entry:
    return ir.Entry(pair.items[0].value, pair.items[1].value)


def infix(low: Lowering, node: Node) -> ir.Expr:
    """`a to b` is a pair, `a name b` a call of `a.name`."""
    inside = named(node)
    if len(inside) < 3:
        return ir.Opaque(node, tuple([expression(low, child) for child in inside]))
    left, right, name = expression(low, inside[0]), expression(low, inside[2]), inside[1].text()
    if name == "to":
        return ir.Sequence(node, (ir.Arg(left), ir.Arg(right)))
    return ir.Call(node, ir.Attribute(node, left, name), (ir.Arg(right),))


def object_literal(low: Lowering, node: Node) -> ir.Expr:
    return _object(low, node, [child for child in named(node) if child.kind() == "class_body"])


def _object(low: Lowering, node: Node, bodies: list[Node]) -> ir.Expr:
    """An object without a name: what its methods do may happen."""
    inside = in_class(low, "", (), lambda: run(low, [one for body in bodies for one in _statements(body)]))
    return ir.Opaque(node, tuple(one.function for one in inside if isinstance(one, ir.Define)))


def _statements(body: Node) -> list[Node]:
    inside = named(body)
    return named(inside[0]) if len(inside) == 1 and inside[0].kind() == "statements" else inside


def reference(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    if not inside:
        return ir.Opaque(node)
    base = expression(low, inside[0])
    return ir.Attribute(node, base, inside[-1].text()) if len(inside) > 1 else base


def unary(low: Lowering, node: Node) -> ir.Expr:
    """`x!!` is x; the others are tests; annotations say nothing."""
    signs = {child.kind() for child in node.children() if not child.is_named()}
    inside = [child for child in named(node) if child.kind() not in ("annotation", "label")]
    if not inside:
        return ir.Opaque(node)
    value = expression(low, inside[-1])
    return value if not signs or "!!" in signs or "+" in signs else ir.Test(node, (value,), "not" if "!" in signs else "")


# --- functions ---------------------------------------------------------------------------------------


def target(low: Lowering, node: Node) -> ir.Target | None:
    """`x`, `x: T`, `(a, b)`."""
    if node.kind() == "multi_variable_declaration":
        fields = [ir.PatternField(str(index), one) for index, child in enumerate(named(node)) if (one := target(low, child)) is not None]
        return ir.Pattern(tuple(fields))
    title = node if node.kind() == "simple_identifier" else next((child for child in named(node) if child.kind() == "simple_identifier"), None)
    return declare(low, title, title.text().strip("`")) if title is not None and title.text() != "_" else None


def lambda_(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    listed = next((child for child in inside if child.kind() in ("lambda_parameters", "function_value_parameters")), None)

    def body() -> Statements:
        held = [child for child in inside if child.kind() in ("statements", "function_body")]
        short = node.kind() == "lambda_literal" or any(child.kind() == "=" for one in held for child in one.children()[:1])
        found = run(low, [one for child in held for one in named(child)])
        return returning(found) if short else found

    return function(low, node, "", lambda: _params(low, node, listed), body)


_IT = regex(r"\bit\b")


def _params(low: Lowering, node: Node, listed: Node | None) -> Iterable[ir.Param]:
    if listed is None:
        if _IT.search(node.text()):
            yield ir.Param("it")
        return
    for child in named(listed):
        found = target(low, child)
        kind = next((one for one in named(child) if one.kind().endswith("_type")), None)
        if isinstance(found, ir.Pattern):
            yield ir.Param("", pattern=found)
        elif child.kind() in ("variable_declaration", "parameter"):
            yield ir.Param(found.id if isinstance(found, ir.Name) else "_", annotation=form.written_type(kind))
