"""Which expression of the intermediate representation is a C# expression?"""

from collections.abc import Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.csharp_declarations import params, target
from helcim_audit.program.grammar import Lowering, Statements, block, declare, expression, function, part, returning, variable
from helcim_audit.program.treesitter import Node, named


def verbatim(_: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(node, node.text().removeprefix("@")[1:-1].replace('""', '"'))


def braces(text: str) -> str:
    return form.unescape(text).replace("{{", "{").replace("}}", "}").replace('""', '"')


def interpolation(low: Lowering, node: Node) -> ir.Expr:
    inside = [child for child in named(node) if child.kind() != "interpolation_brace"]
    return expression(low, inside[0]) if inside else ir.Constant(node, "null")


def generic_name(low: Lowering, node: Node) -> ir.Expr:
    return variable(low, node, node.text().partition("<")[0].strip())


def _plain(node: Node | None) -> str:
    return node.text().partition("<")[0].strip() if node is not None else ""


def member(low: Lowering, node: Node) -> ir.Expr:
    return ir.Attribute(node, part(low, node, "expression"), _plain(node.field("name")))


# --- a?.b, a[b] --------------------------------------------------------------------------------------


def conditional_access(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    if len(inside) < 2:
        return form.inner(low, node)
    low.bases.append(expression(low, inside[0]))
    found = expression(low, inside[-1])
    low.bases.pop()
    return found


def member_binding(low: Lowering, node: Node) -> ir.Expr:
    base = low.bases[-1] if low.bases else ir.Opaque(node)
    return ir.Attribute(node, base, _plain(node.field("name")))


def element_binding(low: Lowering, node: Node) -> ir.Expr:
    return _element(low, node, low.bases[-1] if low.bases else ir.Opaque(node), named(node))


def element(low: Lowering, node: Node) -> ir.Expr:
    listed = node.field("subscript") or next((child for child in named(node) if child.kind() == "bracketed_argument_list"), None)
    return _element(low, node, part(low, node, "expression"), named(listed) if listed is not None else [])


def _element(low: Lowering, node: Node, base: ir.Expr, listed: list[Node]) -> ir.Expr:
    inside = named(listed[0]) if listed else []
    if not inside:
        return ir.Opaque(node, (base,))
    index = inside[-1]
    if index.kind() != "range_expression":
        return ir.Item(node, base, expression(low, index))
    first, second = None, None
    before = True
    for child in index.children():
        if child.kind() == "..":
            before = False
        elif before:
            first = child
        else:
            second = child
    return form.sliced(node, base, first, second)


# --- calls and objects -------------------------------------------------------------------------------


def argument(low: Lowering, node: Node) -> ir.Arg:
    match node.kind():
        case "argument":
            inside, title = form.held(node), node.field("name")
            value = expression(low, inside[-1]) if inside else ir.Constant(node, "null")
            return ir.Arg(value, title.text() if title is not None and len(inside) > 1 else None)
        case "spread_element":
            return ir.Arg(form.inner(low, node), spread=True)
        case "collection_element" | "expression_element":
            inside = named(node)
            return argument(low, inside[0]) if inside else ir.Arg(ir.Constant(node, "null"))
        case _:
            return ir.Arg(expression(low, node))


def invocation(low: Lowering, node: Node) -> ir.Expr:
    target, listed = part(low, node, "function"), node.field("arguments")
    given = named(listed) if listed is not None else []
    if isinstance(target, ir.Name) and target.id == "nameof" and given:
        return ir.Literal(node, given[0].text().rpartition(".")[2])
    made = ir.Call(node, target, (*form.arguments(low, listed), *_service(low, node, target)))
    if isinstance(target, ir.Attribute) and target.name == "Substring":
        return form.cut(made, [child.text() for child in given], counted=True)
    results = [arg.value for arg, child in zip(made.args, given, strict=False) if child.text().startswith("out ") and isinstance(arg.value, ir.Name)]
    if not results:
        return made
    # TryGetValue(key, out var value): the call says whether, the variable holds what.
    low.pending.extend(ir.Bind(node, one, made) for one in results)
    return ir.Test(node, tuple(results))


_SERVICES = frozenset(("GetRequiredService", "GetService", "GetRequiredKeyedService", "Get", "Resolve", "GetInstance"))
_TYPE = regex(r"<(?:\w+<)?([A-Z]\w*)>{1,2}\Z")


def _service(low: Lowering, node: Node, target: ir.Expr) -> tuple[ir.Arg, ...]:
    """`services.GetRequiredService<IOptions<T>>()`: the class of what it gives is its last argument."""
    function = node.field("function")
    found = _TYPE.search(function.text()) if function is not None and isinstance(target, ir.Attribute) and target.name in _SERVICES else None
    return (ir.Arg(variable(low, node, found[1]), "(type)"),) if found is not None else ()


def declared(low: Lowering, node: Node) -> ir.Expr:
    """`out var x` and `var (a, b)`."""
    title = node.field("name")
    if title is None or title.kind() != "identifier":
        found = target(low, named(node)[-1]) if named(node) else None
        return ir.Opaque(node) if found is None or isinstance(found, ir.Pattern) else found
    return declare(low, title, title.text())


def creation(low: Lowering, node: Node) -> ir.Expr:
    """`new T(...) {...}`: entries of an initializer are a record, or named arguments beside others."""
    kind = form.written_type(node.field("type")) or ir.Opaque(node)
    listed = node.field("arguments") or next((child for child in named(node) if child.kind() == "argument_list"), None)
    start = node.field("initializer") or next((child for child in named(node) if child.kind() == "initializer_expression"), None)
    args = form.arguments(low, listed)
    filled = initializer(low, start) if start is not None and named(start) else None
    if filled is None:
        return ir.Call(node, kind, args, new=True)
    if not args:
        return replace(filled, kind=kind) if isinstance(filled, ir.Record) and not isinstance(kind, ir.Opaque) else filled
    if isinstance(filled, ir.Record):
        named_args = tuple(ir.Arg(one.value, one.key.value if isinstance(one.key, ir.Literal) else None) for one in filled.entries)
        return ir.Call(node, kind, (*args, *named_args), new=True)
    return ir.Call(node, kind, (*args, ir.Arg(filled)), new=True)


def initializer(low: Lowering, node: Node) -> ir.Expr:
    """`{ A = 1, ["b"] = 2, { "c", 3 } }` is a record, `{ a, b }` a sequence."""
    inside = named(node)
    entries = [entry for child in inside if (entry := _entry(low, child)) is not None]
    if entries or not inside:
        return ir.Record(node, tuple(entries))
    return ir.Sequence(node, tuple([ir.Arg(expression(low, child)) for child in inside]))


def _entry(low: Lowering, node: Node) -> ir.Entry | None:
    if node.kind() == "assignment_expression":
        left = node.field("left")
        if left is None:
            return None
        if left.kind() == "identifier":
            return ir.Entry(ir.Literal(left, left.text()), part(low, node, "right"))
        listed = named(left)
        return ir.Entry(form.last(low, listed[0]) if listed else ir.Opaque(left), part(low, node, "right"))
    pair = named(node)
    if node.kind() == "initializer_expression" and len(pair) == 2:
        return ir.Entry(expression(low, pair[0]), expression(low, pair[1]))
    return None


def anonymous_object(low: Lowering, node: Node) -> ir.Expr:
    """`new { secretToken = x, y, z.W }`."""
    inside = [child for child in node.children() if "comment" not in child.kind()]
    return ir.Record(node, tuple(_fields(low, inside)))


def with_expression(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    if not inside:
        return ir.Opaque(node)
    entries = [ir.Entry(None, expression(low, inside[0]))]
    for child in inside[1:]:
        entries.extend(_fields(low, child.children()))
    return ir.Record(node, tuple(entries))


def _fields(low: Lowering, nodes: list[Node]) -> Iterator[ir.Entry]:
    index = 0
    while index < len(nodes):
        node = nodes[index]
        index += 1
        if not node.is_named():
            continue
        if index + 1 < len(nodes) and nodes[index].kind() == "=":
            yield ir.Entry(ir.Literal(node, node.text()), expression(low, nodes[index + 1]))
            index += 2
        elif node.kind() in ("with_initializer", "assignment_expression"):
            yield from _fields(low, node.children())
        else:
            yield ir.Entry(ir.Literal(node, node.text().rpartition(".")[2]), expression(low, node))


def array(low: Lowering, node: Node) -> ir.Expr:
    start = next((child for child in named(node) if child.kind() == "initializer_expression"), None)
    return expression(low, start) if start is not None else ir.Sequence(node)


def collection(low: Lowering, node: Node) -> ir.Expr:
    return form.sequence(low, node)


# --- operators and functions -------------------------------------------------------------------------


def unary(low: Lowering, node: Node) -> ir.Expr:
    """`x!`, `&x`, `*x` and `^1`; the others are tests."""
    signs = {child.text() for child in node.children() if not child.is_named()}
    return form.inner(low, node) if signs & {"&", "*"} or (signs == {"!"} and node.kind().startswith("postfix")) else form.test(low, node)


def is_pattern(low: Lowering, node: Node) -> ir.Expr:
    value = part(low, node, "expression") if node.field("expression") is not None else form.inner(low, node)
    pattern = node.field("pattern")
    low.pending.extend(pattern_binds(low, pattern, value) if pattern is not None else ())
    return ir.Test(node, (value,))


def pattern_binds(low: Lowering, node: Node, value: ir.Expr) -> Iterator[ir.Stmt]:
    """What a pattern binds of `value`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        title = one.field("name") if one.kind() in ("declaration_pattern", "var_pattern", "recursive_pattern") else None
        if title is not None and title.kind() == "identifier":
            yield ir.Bind(one, declare(low, title, title.text()), value)
        waiting.extend(child for child in named(one) if child.kind().endswith(("pattern", "clause", "subpattern", "label")))


def assignment(low: Lowering, node: Node) -> Statements:
    left = node.field("left")
    if left is not None and left.kind() == "declaration_expression":  # var (a, b) = c
        bound = target(low, named(left)[-1]) if named(left) else None
        return form.bind(node, bound, part(low, node, "right"))
    return form.assignment(low, node)


def lambda_(low: Lowering, node: Node) -> ir.Expr:
    listed = node.field("parameters")
    body = node.field("body") or next((child for child in named(node) if child.kind() == "block"), None)

    def inside() -> Statements:
        found = block(low, body)
        return found if body is not None and body.kind() == "block" else returning(found)

    quick = listed is not None and listed.kind() in ("implicit_parameter", "identifier")
    return function(low, node, "", lambda: [ir.Param(listed.text())] if quick and listed is not None else params(low, listed), inside)

