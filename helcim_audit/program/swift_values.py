"""Which expression of the intermediate representation is a Swift expression?"""

from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir, signs
from helcim_audit.program.grammar import Lowering, declare, expression, part
from helcim_audit.program.treesitter import Node, named

_PLAIN = ("line_str_text", "multi_line_str_text", "str_escaped_char")


def string(low: Lowering, node: Node) -> ir.Expr:
    """A string; one of several lines begins after the line break."""
    parts: list[ir.Expr] = []
    for index, child in enumerate(node.named_children()):
        if child.kind() in _PLAIN:
            text = form.unescape(child.text())
            parts.append(ir.Literal(child, text[1:] if not index and text.startswith("\n") and child.kind() == "multi_line_str_text" else text))
        elif child.field("name") is None:  # `\\(x, privacy: .private)`: the label belongs to no text
            parts.append(expression(low, child))
    return form.joined(node, parts)


_RAW_ENDS = regex(r"^#+\"+|\"+#+$")


def raw_string(low: Lowering, node: Node) -> ir.Expr:
    parts: list[ir.Expr] = []
    for child in node.named_children():
        if child.kind() in ("raw_str_part", "raw_str_end_part", "raw_str_continuing_indicator"):
            parts.append(ir.Literal(child, _RAW_ENDS.sub("", child.text())))
        else:
            inside = [one for one in named(child) if one.kind() == "interpolated_expression"] or [child]
            parts.append(expression(low, inside[0]))
    return form.joined(node, parts)


def interpolated(low: Lowering, node: Node) -> ir.Expr:
    value = node.field("value")
    return expression(low, value) if value is not None else form.inner(low, node)


def navigation(low: Lowering, node: Node) -> ir.Expr:
    suffix = node.field("suffix")
    title = suffix.field("suffix") if suffix is not None else None
    return ir.Attribute(node, part(low, node, "target"), title.text() if title is not None else "")


def prefix(low: Lowering, node: Node) -> ir.Expr:
    """`&x` is x, `.x` a name whose type is inferred; the others are tests."""
    sign = form.operator(node)
    target = node.field("target")
    if sign == "." and target is not None:
        return ir.Name(node, target.text())
    value = expression(low, target) if target is not None else form.last(low, node)
    return value if sign in ("&", "+") else signs.test(node, sign, value)


def infix(low: Lowering, node: Node) -> ir.Expr:
    """`x as? String ?? ""`: the grammar takes `??` for the end of the type, and finds an operator without a sign."""
    inside = [child for child in named(node) if child.kind() != "custom_operator"]
    signs = [child.text().strip() for child in named(node) if child.kind() == "custom_operator"]
    if signs in ([""], ["??"]) and len(inside) == 2:
        return ir.Choice(node, (expression(low, inside[0]), expression(low, inside[1])))
    return form.test(low, node)


# --- calls and collections ---------------------------------------------------------------------------


def argument(low: Lowering, node: Node) -> ir.Arg:
    if node.kind() != "value_argument":
        return ir.Arg(expression(low, node))
    title, value = node.field("name"), node.field("value")
    return ir.Arg(expression(low, value) if value is not None else form.last(low, node), title.text() if title is not None else None)


def call(low: Lowering, node: Node) -> ir.Expr:
    """A call with its trailing closures, or `x[i]`, which this grammar reads as one."""
    inside = named(node)
    suffix = next((child for child in inside[1:] if child.kind() == "call_suffix"), None)
    if suffix is None:
        return form.inner(low, node)
    target = expression(low, inside[0])
    listed = next((child for child in named(suffix) if child.kind() == "value_arguments"), None)
    if listed is not None and listed.children()[:1] and listed.children()[0].kind() == "[":
        return _item(low, node, target, listed)
    args = _arguments(low, suffix, listed)
    if isinstance(target, ir.Record | ir.Sequence) and not args:  # [String: String]()
        return ir.Record(node) if isinstance(target, ir.Record) else ir.Sequence(node)
    name = target.id if isinstance(target, ir.Name) else ""
    return ir.Call(node, target, args, new=name[:1].isupper())


def _arguments(low: Lowering, suffix: Node, listed: Node | None) -> tuple[ir.Arg, ...]:
    args = [*form.arguments(low, listed)]
    title: str | None = None
    for child in named(suffix):
        if child.kind() == "simple_identifier":
            title = child.text()
        elif child.kind() == "lambda_literal":
            args.append(ir.Arg(expression(low, child), title))
            title = None
    return tuple(args)


def _item(low: Lowering, node: Node, base: ir.Expr, listed: Node) -> ir.Expr:
    inside = named(listed)
    index = inside[0].field("value") if inside else None
    if index is None:
        return ir.Opaque(node, (base,))
    if index.kind() in ("range_expression", "open_start_range_expression", "open_end_range_expression"):
        inclusive = any(child.kind() == "..." for child in index.children()) and index.kind() != "open_end_range_expression"
        return form.sliced(node, base, index.field("start"), index.field("end"), inclusive)
    return ir.Item(node, base, expression(low, index))


def construction(low: Lowering, node: Node) -> ir.Expr:
    """`T<U>(x)`, `[T]()`."""
    inside = named(node)
    suffix = next((child for child in inside if child.kind() == "constructor_suffix"), None)
    kind = form.written_type(inside[0]) if inside and inside[0].kind() == "user_type" else None
    if suffix is None or kind is None:
        return ir.Record(node) if inside and inside[0].kind() == "dictionary_type" else ir.Sequence(node)
    listed = next((child for child in named(suffix) if child.kind() == "value_arguments"), None)
    return ir.Call(node, kind, _arguments(low, suffix, listed), new=True)


def dictionary(low: Lowering, node: Node) -> ir.Expr:
    keys, items = node.field_children("key"), node.field_children("value")
    return ir.Record(node, tuple([ir.Entry(expression(low, key), expression(low, value)) for key, value in zip(keys, items, strict=False)]))


def tuple_(low: Lowering, node: Node) -> ir.Expr:
    """`(x)` is x, `(a: 1, b)` a record, `(a, b)` a sequence."""
    title: str | None = None
    found: list[tuple[str | None, ir.Expr]] = []
    children = [child for child in node.children() if "comment" not in child.kind()]
    for index, child in enumerate(children):
        if not child.is_named():
            continue
        if index + 1 < len(children) and children[index + 1].kind() == ":":
            title = child.text()
        else:
            found.append((title, expression(low, child)))
            title = None
    if len(found) == 1 and found[0][0] is None:
        return found[0][1]
    if any(name is not None for name, _ in found):
        return ir.Record(node, tuple(ir.Entry(ir.Literal(node, name or str(index)), value) for index, (name, value) in enumerate(found)))
    return ir.Sequence(node, tuple(ir.Arg(value) for _, value in found))


def ternary(low: Lowering, node: Node) -> ir.Expr:
    lowered = [expression(low, child) for child in named(node)]
    return ir.Choice(node, (*lowered[1:], ir.Test(node, tuple(lowered[:1]))))


# --- patterns ----------------------------------------------------------------------------------------


def target(low: Lowering, node: Node) -> ir.Target | None:
    """The left side of a declaration or `for`: a name, or a tuple of them."""
    title = node.field("bound_identifier")
    if title is not None:
        return declare(low, title, title.text())
    inside = named(node)
    if node.kind() == "simple_identifier" or (len(inside) == 1 and inside[0].kind() == "simple_identifier"):
        title = inside[0] if inside else node
        return declare(low, title, title.text()) if title.text() != "_" else None
    places = [child for child in inside if child.kind() in ("pattern", "simple_identifier")]
    if len(places) == 1:
        return target(low, places[0])
    fields = [ir.PatternField(str(index), one) for index, child in enumerate(places) if (one := target(low, child)) is not None]
    return ir.Pattern(tuple(fields)) if fields else None


def bound(low: Lowering, node: Node) -> Iterator[ir.Name]:
    """The names that a pattern of `case` or `catch` binds: those behind `let`, or all where it stands before the pattern."""
    waiting = [node]
    words = node.text()[:4]
    all_of_them = node.kind() == "pattern" or words in ("let ", "var ")
    while waiting:
        one = waiting.pop()
        title = one.field("bound_identifier")
        inside = named(one)
        if title is None and all_of_them and [child.kind() for child in inside] == ["simple_identifier"]:
            title = inside[0]  # `case let .x(y)`
        if title is not None:
            yield declare(low, title, title.text())
        waiting.extend(child for child in named(one) if child.kind() in ("pattern", "switch_pattern"))
