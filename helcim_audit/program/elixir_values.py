"""Which expression of the intermediate representation is an Elixir expression, and what do its patterns bind?"""

from collections.abc import Iterator

from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir, signs
from helcim_audit.program.grammar import Lowering, Statements, declare, expression, part, variable
from helcim_audit.program.treesitter import Node, named


def name(low: Lowering, node: Node) -> ir.Expr:
    return variable(low, node, node.text())


string = form.string(("quoted_content", "escape_sequence"), form.unescape)


def sigil(low: Lowering, node: Node) -> ir.Expr:
    title = next((child.text() for child in named(node) if child.kind() == "sigil_name"), "")
    parts: list[ir.Expr] = []
    for child in node.named_children():
        if child.kind() in ("quoted_content", "escape_sequence"):
            parts.append(ir.Literal(child, form.unescape(child.text()) if title.islower() else child.text()))
        elif child.kind() == "interpolation":
            parts.append(expression(low, child))
    found = form.joined(node, parts)
    if title in ("w", "W") and isinstance(found, ir.Literal):
        return ir.Sequence(node, tuple(ir.Arg(ir.Literal(node, word)) for word in found.value.split()))
    return ir.Constant(node, "regex") if title in ("r", "R", "D", "T", "N", "U") else found


def dot(low: Lowering, node: Node) -> ir.Expr:
    """`a.b`; of `f.()` the function."""
    title = node.field("right")
    base = part(low, node, "left")
    return ir.Attribute(node, base, title.text()) if title is not None else base


# --- operators ---------------------------------------------------------------------------------------


def binary(low: Lowering, node: Node) -> ir.Expr:
    sign = form.operator(node)
    left, right = node.field("left"), node.field("right")
    if left is None or right is None:
        return ir.Opaque(node)
    match sign:
        case "<>":
            return form.joined(node, [expression(low, left), expression(low, right)])
        case "|>":
            return piped(low, node, left, right)
        case "||":
            first, second = expression(low, left), form.maybe(low, right)
            return ir.Choice(node, (first, second)) if second is not None else first
        case "&&":
            test = ir.Test(node, (expression(low, left),))
            second = form.maybe(low, right)
            return ir.Choice(node, (second, test)) if second is not None else test
        case "++":
            return ir.Sequence(node, (ir.Arg(expression(low, left), spread=True), ir.Arg(expression(low, right), spread=True)))
        case "=":
            low.pending.extend(bind(low, node))
            return expression(low, left) if left.kind() == "identifier" else ir.Opaque(node)
        case "::" | "when" | "|" | "--":
            return expression(low, left)
        case "=>":
            return ir.Sequence(node, (ir.Arg(expression(low, left)), ir.Arg(expression(low, right))))
        case _:
            return ir.Test(node, (expression(low, left), expression(low, right)), "..") if sign == ".." else signs.test(node, sign, expression(low, left), expression(low, right))


def piped(low: Lowering, node: Node, left: Node, right: Node) -> ir.Expr:
    """`a |> f(b)` is `f(a, b)`; chains, which are nested to the left, in one go."""
    steps = [right]
    while left.kind() == "binary_operator" and form.operator(left) == "|>":
        following, before = left.field("right"), left.field("left")
        if following is None or before is None:
            break
        steps.append(following)
        left = before
    value = expression(low, left)
    for step in reversed(steps):
        made = expression(low, step)
        if isinstance(made, ir.Call):
            value = ir.Call(made.at, made.target, (ir.Arg(value), *made.args))
        elif isinstance(made, ir.Attribute | ir.Name):
            value = ir.Call(step, made, (ir.Arg(value),))
        else:
            value = ir.Opaque(node, (value, made))
    return value


def unary(low: Lowering, node: Node) -> ir.Expr:
    """`@name` is an attribute of the module, `&` makes a function, `^x` is x."""
    sign, operand = form.operator(node), next((child for child in node.field_children("operand") if child.is_named()), None)
    if operand is None:
        return ir.Opaque(node)
    if sign == "@":
        return ir.Attribute(node, ir.Name(node, "self"), operand.text()) if operand.kind() == "identifier" else expression(low, operand)
    if sign == "&":
        return _captured(low, node, operand)
    return expression(low, operand) if sign == "^" else signs.test(node, sign, expression(low, operand))


def _captured(low: Lowering, node: Node, operand: Node) -> ir.Expr:
    if operand.kind() == "integer":
        return ir.Name(node, f"&{operand.text()}")
    if operand.kind() == "binary_operator" and form.operator(operand) == "/":  # &Foo.bar/1
        return part(low, operand, "left")
    text = operand.text()
    highest = max((index for index in range(1, 6) if f"&{index}" in text), default=0)
    value = expression(low, operand)
    return ir.Function(node, "", tuple(ir.Param(f"&{index}") for index in range(1, highest + 1)), (ir.Return(operand, value),))


# --- collections -------------------------------------------------------------------------------------


def pairs(low: Lowering, node: Node) -> Iterator[ir.Entry]:
    """The entries of keywords, or of the content of a map."""
    for child in named(node):
        match child.kind():
            case "pair":
                yield ir.Entry(key(low, child), part(low, child, "value"))
            case "keywords" | "map_content":
                yield from pairs(low, child)
            case "binary_operator" if form.operator(child) == "|":
                left, right = child.field("left"), child.field("right")
                if left is not None and right is not None:
                    yield ir.Entry(None, expression(low, left))
                    yield from pairs(low, right) if right.kind() == "keywords" else _arrow(low, right)
            case "binary_operator":
                yield from _arrow(low, child)
            case _:
                yield ir.Entry(None, expression(low, child))


def _arrow(low: Lowering, node: Node) -> Iterator[ir.Entry]:
    if node.kind() == "binary_operator" and form.operator(node) == "=>":
        yield ir.Entry(part(low, node, "left"), part(low, node, "right"))


def key(low: Lowering, pair: Node) -> ir.Expr:
    title = pair.field("key")
    if title is None:
        return ir.Literal(pair, "")
    return string(low, title) if title.kind() == "quoted_keyword" else ir.Literal(title, title.text().strip().removesuffix(":"))


def map_(low: Lowering, node: Node) -> ir.Expr:
    kind = next((form.written_type(child) for child in named(node) if child.kind() == "struct"), None)
    return ir.Record(node, tuple([entry for child in named(node) if child.kind() == "map_content" for entry in pairs(low, child)]), kind)


def keywords(low: Lowering, node: Node) -> ir.Expr:
    return ir.Record(node, tuple(pairs(low, node)))


def list_(low: Lowering, node: Node) -> ir.Expr:
    """A list; of keywords, or of pairs whose first is a string (headers), a record."""
    entries: list[ir.Entry] = []
    items: list[ir.Arg] = []
    for child in named(node):
        if child.kind() == "keywords":
            entries.extend(pairs(low, child))
            continue
        if child.kind() == "binary_operator" and form.operator(child) == "|":
            items.extend((ir.Arg(part(low, child, "left")), ir.Arg(part(low, child, "right"), spread=True)))
            continue
        value = expression(low, child)
        match value:
            case ir.Sequence(items=(ir.Arg(value=ir.Literal() as title), ir.Arg(value=second))) if child.kind() == "tuple":
                entries.append(ir.Entry(title, second))
            case _:
                items.append(ir.Arg(value))
    if not items and entries:
        return ir.Record(node, tuple(entries))
    rest = tuple(ir.Arg(ir.Sequence(node, (ir.Arg(one.key), ir.Arg(one.value)))) for one in entries if one.key is not None)
    return ir.Sequence(node, (*items, *rest))


def _told(node: Node) -> tuple[str, Node] | None:
    """The parts of `{:ok, x}` and `{:error, x}`."""
    inside = named(node)
    return (inside[0].text(), inside[1]) if len(inside) == 2 and inside[0].text() in (":ok", ":error") else None


def tuple_(low: Lowering, node: Node) -> ir.Expr:
    """`{:ok, x}` is x, which is what is taken from it again; `{:error, x}` never is."""
    told = _told(node)
    if told is None:
        return form.sequence(low, node)
    value = expression(low, told[1])
    return value if told[0] == ":ok" else ir.Record(node, (ir.Entry(ir.Literal(node, "error"), value),))


def bitstring(low: Lowering, node: Node) -> ir.Expr:
    return form.joined(node, [expression(low, child) for child in named(node)])


# --- patterns ----------------------------------------------------------------------------------------


def target(low: Lowering, node: Node) -> ir.Target | None:
    """What a pattern binds; literals and pins bind nothing."""
    match node.kind():
        case "identifier":
            return declare(low, node, node.text()) if not node.text().startswith("_") else None
        case "tuple" if (told := _told(node)) is not None:
            found = target(low, told[1])
            return found if told[0] == ":ok" or found is None else ir.Pattern((ir.PatternField("error", found),))
        case "tuple" | "list":
            return _ordered(low, node)
        case "map":
            content = [child for child in named(node) if child.kind() == "map_content"]
            return ir.Pattern(tuple(one for child in content for one in _fields(low, child)))
        case "keywords":
            return ir.Pattern(tuple(_fields(low, node)))
        case "binary_operator":
            sign, left, right = form.operator(node), node.field("left"), node.field("right")
            if left is None or right is None:
                return None
            if sign == "=":
                first, second = target(low, left), target(low, right)
                return first if isinstance(first, ir.Pattern) and first.fields else second or first
            return target(low, right if sign == "<>" else left)
        case _:
            return None


def _ordered(low: Lowering, node: Node) -> ir.Pattern:
    fields: list[ir.PatternField] = []
    rest: ir.Target | None = None
    for index, child in enumerate(named(node)):
        if child.kind() == "binary_operator" and form.operator(child) == "|":
            head, tail = child.field("left"), child.field("right")
            rest = target(low, tail) if tail is not None else None
            found = target(low, head) if head is not None else None
        elif child.kind() == "keywords":
            fields.extend(_fields(low, child))
            continue
        else:
            found = target(low, child)
        if found is not None:
            fields.append(ir.PatternField(str(index), found))
    return ir.Pattern(tuple(fields), rest)


def _fields(low: Lowering, node: Node) -> Iterator[ir.PatternField]:
    for child in named(node):
        if child.kind() == "keywords":
            yield from _fields(low, child)
            continue
        value = child.field("value") if child.kind() == "pair" else child.field("right")
        title = key(low, child) if child.kind() == "pair" else part(low, child, "left")
        found = target(low, value) if value is not None else None
        if found is not None and isinstance(title, ir.Literal):
            yield ir.PatternField(title.value, found)


def bind(low: Lowering, node: Node) -> Statements:
    """`pattern = value`, or an operation that stands for itself."""
    left, right = node.field("left"), node.field("right")
    if form.operator(node) != "=" or left is None or right is None:
        return (ir.Evaluate(binary(low, node)),)
    value = expression(low, right)
    return bound(low, node, left, value)


def bound(low: Lowering, node: Node, pattern: Node, value: ir.Expr) -> Statements:
    """What matching `value` with a pattern binds; of `%{} = m` both."""
    if pattern.kind() == "binary_operator" and form.operator(pattern) == "=":
        sides = [side for side in (pattern.field("left"), pattern.field("right")) if side is not None]
        return tuple(one for side in sides for one in bound(low, node, side, value) if not isinstance(one, ir.Evaluate))
    place = target(low, pattern)
    if isinstance(place, ir.Pattern) and not place.fields and place.rest is None:
        place = None
    return form.bind(node, place, value)
