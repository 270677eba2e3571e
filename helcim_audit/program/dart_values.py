"""Which expression of the intermediate representation is a Dart expression?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir, signs
from helcim_audit.program.grammar import Lowering, Statements, declare, expression, part
from helcim_audit.program.treesitter import Node, named

STRINGS = (
    "string_literal_single_quotes", "string_literal_double_quotes", "string_literal_single_quotes_multiple", "string_literal_double_quotes_multiple",
)  # fmt: skip
RAW_STRINGS = (
    "raw_string_literal_single_quotes", "raw_string_literal_double_quotes", "raw_string_literal_single_quotes_multiple",
    "raw_string_literal_double_quotes_multiple",
)  # fmt: skip
TEXT = form.string(
    ("template_chars_single_single", "template_chars_double_single", "template_chars_single", "template_chars_double", "escape_sequence"), form.unescape
)
_RAW = regex(r"r('''|\"\"\"|'|\")(.*)\1", re.DOTALL)


def raw(_: Lowering, node: Node) -> ir.Expr:
    text = node.text()
    found = _RAW.fullmatch(text)
    return ir.Literal(node, found[2] if found else text)


def string(low: Lowering, node: Node) -> ir.Expr:
    """Adjacent strings are one."""
    return form.joined(node, [expression(low, child) for child in named(node)])


# --- cascades: a..b = c..d(e) ------------------------------------------------------------------------


def together(low: Lowering, nodes: list[Node]) -> list[tuple[Node, ir.Expr]]:
    """The values of nodes; a cascade stands behind what it belongs to, as a node of its own."""
    found: list[tuple[Node, ir.Expr]] = []
    for node in nodes:
        if node.kind() != "cascade_section":
            found.append((node, expression(low, node)))
        elif found:
            owner, value = found[-1]
            if not isinstance(value, ir.Name):
                place = temporary(owner)
                low.pending.append(ir.Bind(owner, place, value))
                value = place
            found[-1] = (owner, value)
            _section(low, node, value)
    return found


def temporary(node: Node) -> ir.Name:
    """A name that no other place of the document has."""
    return ir.Name(node, f"(at {node.range().start.index})")


def _section(low: Lowering, node: Node, base: ir.Expr) -> None:
    low.bases.append(base)
    inside = [child for child in named(node) if child.kind() != "cascade_section"]
    places = [expression(low, child) for child in inside[:1]]
    low.bases.pop()
    if len(inside) > 1:
        value = expression(low, inside[-1])
        low.pending.extend(form.bind(node, places[0], value))
    else:
        low.pending.extend(ir.Evaluate(one) for one in places)


def selector(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    base = low.bases[-1] if low.bases else ir.Opaque(node)
    if not inside:
        return base
    return ir.Attribute(node, base, inside[0].text()) if inside[0].kind() == "identifier" else ir.Item(node, base, expression(low, inside[0]))


def cascade_call(low: Lowering, node: Node) -> ir.Expr:
    title = node.field("property")
    base = low.bases[-1] if low.bases else ir.Opaque(node)
    target = ir.Attribute(node, base, title.text()) if title is not None else part(low, node, "function")
    return ir.Call(node, target, arguments(low, node.field("arguments")))


def assignable(low: Lowering, node: Node) -> ir.Expr:
    base, title, index = node.field("object"), node.field("property"), node.field("index")
    if base is None:
        return form.inner(low, node)
    if index is not None:
        return ir.Item(node, expression(low, base), expression(low, index))
    return ir.Attribute(node, expression(low, base), title.text() if title is not None else "")


# --- calls and collections ---------------------------------------------------------------------------


def argument(low: Lowering, node: Node) -> ir.Arg:
    if node.kind() == "named_argument":
        inside = named(node)
        found = together(low, inside[1:])
        title = inside[0].text().rstrip(": \n") if inside else ""
        return ir.Arg(found[0][1] if found else ir.Constant(node, "null"), title)
    if node.kind() == "spread_element":
        return ir.Arg(part(low, node, "value"), spread=True)
    return ir.Arg(expression(low, node))


def arguments(low: Lowering, node: Node | None) -> tuple[ir.Arg, ...]:
    """The arguments of a call, each with the cascade behind it; `this` has no name in this grammar."""
    inside = [child for child in node.children() if child.is_named() or child.kind() == "this"] if node is not None else []
    found: list[ir.Arg] = []
    for index, child in enumerate(inside):
        if "comment" in child.kind() or child.kind() == "cascade_section":
            continue
        after = inside[index + 1 :]
        if after and after[0].kind() == "cascade_section":
            sections = [one for one in after if one.kind() == "cascade_section"]
            found.append(ir.Arg(together(low, [child, *sections])[0][1]))
        else:
            found.append(argument(low, child))
    return tuple(found)


def call(low: Lowering, node: Node) -> ir.Expr:
    target = part(low, node, "function")
    args = arguments(low, node.field("arguments"))
    if isinstance(target, ir.Attribute) and target.name == "substring":
        listed = node.field("arguments")
        return form.cut(ir.Call(node, target, args), [child.text() for child in named(listed)] if listed is not None else [])
    return _of_body(target, lambda base: ir.Call(node, base, args, new=_is_type(base)))


def _is_type(target: ir.Expr) -> bool:
    return isinstance(target, ir.Name) and target.id[:1].isupper()


def member(low: Lowering, node: Node) -> ir.Expr:
    title = form.text_of(node, "property")
    return _of_body(part(low, node, "object"), lambda base: ir.Attribute(node, base, title))


def item(low: Lowering, node: Node) -> ir.Expr:
    index = part(low, node, "index")
    return _of_body(part(low, node, "object"), lambda base: ir.Item(node, base, index))


def _of_body(base: ir.Expr, make: Callable[[ir.Expr], ir.Expr]) -> ir.Expr:
    """`(x) => x.y(z)` is read as `((x) => x).y(z)` by this grammar: what is made belongs to the body."""
    match base:
        case ir.Function(at=at, body=(*before, ir.Return(at=place, value=value))) if value is not None and at.kind() == "function_expression":
            return replace(base, body=(*before, ir.Return(place, make(value))))
        case _:
            return make(base)


def parenthesized(low: Lowering, node: Node) -> ir.Expr:
    found = form.inner(low, node)
    return replace(found, at=node) if isinstance(found, ir.Function) else found


def creation(low: Lowering, node: Node) -> ir.Expr:
    """`const T.name(...)`, `new T(...)`."""
    title = form.text_of(node, "type").partition("<")[0]
    suffix = node.field("name")
    name = f"{title}.{suffix.text()}" if suffix is not None else title
    short = name.rpartition(".")[2]
    return ir.Call(node, form.dotted(node, name), arguments(low, node.field("arguments")), new=short[:1].isupper())


def _elements(low: Lowering, node: Node) -> Iterator[Node]:
    """The elements of a collection, those of `if` and `for` in it too."""
    for child in named(node):
        match child.kind():
            case "if_element":
                for one in (child.field("consequence"), child.field("alternative")):
                    if one is not None:
                        yield from _elements(low, one) if one.kind() in ("if_element", "for_element") else (one,)
            case "for_element":
                title, value, body = child.field("name"), child.field("value"), child.field("body")
                if title is not None and value is not None:
                    low.pending.append(ir.Loop(child, declare(low, title, title.text()), expression(low, value), ()))
                if body is not None:
                    yield from _elements(low, body) if body.kind() in ("if_element", "for_element") else (body,)
            case "type_arguments" | "cascade_section":
                pass
            case _:
                yield child


def list_(low: Lowering, node: Node) -> ir.Expr:
    return ir.Sequence(node, tuple([argument(low, child) for child in _elements(low, node)]))


def map_(low: Lowering, node: Node) -> ir.Expr:
    inside = list(_elements(low, node))
    if inside and not any(child.kind() == "pair" for child in inside) and not all(child.kind() == "spread_element" for child in inside):
        return ir.Sequence(node, tuple([argument(low, child) for child in inside]))
    entries = []
    for child in inside:
        if child.kind() == "pair":
            found = together(low, [one for one in child.field_children("value") if one.is_named()])
            entries.append(ir.Entry(part(low, child, "key"), found[0][1] if found else ir.Constant(child, "null")))
        else:
            entries.append(ir.Entry(None, argument(low, child).value))
    return ir.Record(node, tuple(entries))


def record(low: Lowering, node: Node) -> ir.Expr:
    """`(a, b: c)`."""
    entries, index = [], 0
    for child in named(node):
        inside = named(child)
        if inside and inside[0].kind() == "label":
            entries.append(ir.Entry(ir.Literal(inside[0], inside[0].text().rstrip(": \n")), expression(low, inside[-1])))
        elif inside or child.kind() != "record_field":
            entries.append(ir.Entry(ir.Literal(child, str(index)), form.inner(low, child) if inside else expression(low, child)))
            index += 1
    return ir.Record(node, tuple(entries))


# --- operators and patterns --------------------------------------------------------------------------


def unary(low: Lowering, node: Node) -> ir.Expr:
    """`await x` stands in one of these; `!x` and `-x` are tests."""
    inside = named(node)
    return signs.test(node, inside[0].text(), expression(low, inside[-1])) if len(inside) > 1 else form.inner(low, node)


def conditional(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    test = ir.Test(node, tuple([expression(low, child) for child in inside[:1]]))
    return ir.Choice(node, (part(low, node, "consequence"), part(low, node, "alternative"), test))


def pattern_binds(low: Lowering, node: Node, value: ir.Expr) -> Iterator[ir.Stmt]:
    """What a pattern of `switch`, `if (x case p)` or `for` binds; of a record its parts by position."""
    match node.kind():
        case "variable_pattern":
            title = node.field("name")
            if title is not None:
                yield ir.Bind(node, declare(low, title, title.text()), value)
        case "constant_pattern":
            inside = named(node)
            if inside and inside[0].kind() == "identifier" and inside[0].text() != "_" and node.text() == inside[0].text():
                yield ir.Bind(node, declare(low, inside[0], inside[0].text()), value)
        case _:
            key: ir.Expr | None = None
            index = 0
            for child in named(node):
                if child.kind() == "label":
                    key = ir.Literal(child, child.text().rstrip(": \n"))
                elif child.kind() == "string_literal":
                    key = expression(low, child)
                elif child.kind().endswith("_pattern"):
                    inner = value if node.kind() not in ("record_pattern", "list_pattern", "map_pattern", "object_pattern") else _of(child, value, key, index)
                    yield from pattern_binds(low, child, inner)
                    key, index = None, index + 1


def _of(node: Node, value: ir.Expr, key: ir.Expr | None, index: int) -> ir.Expr:
    return ir.Item(node, value, key if key is not None else ir.Literal(node, str(index)))


def pattern_declaration(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    if len(inside) < 2:
        return ()
    value = expression(low, inside[-1])
    return tuple(pattern_binds(low, inside[0], value))
