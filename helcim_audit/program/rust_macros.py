"""What does a Rust macro receive? Its tokens are read as arguments, maps and format strings.

The grammar gives the inside of a macro as tokens. They are read as expressions of the common kinds; whatever
is none of these is opaque with its parts.
"""

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import DEEPEST, Lowering, declare, expression, variable
from helcim_audit.program.treesitter import Node, named

# Macros whose first string is no format string.
_PLAIN = regex(r"(?:^|::)(?:json|vec|query\w*|include\w*|env|option_env|matches|hashmap|concat|html|rsx|select|sql|regex|bson|doc|params)$")
_HOLE = regex(r"\{\{|\}\}|\{([^{}:]*)(?::[^{}]*)?\}")


def macro(low: Lowering, node: Node) -> ir.Expr:
    title = node.field("macro")
    name = title.text() if title is not None else ""
    tree = next((child for child in named(node) if child.kind() == "token_tree"), None)
    if tree is not None and name.rpartition("::")[2] in ("lazy_static", "thread_local"):
        low.pending.extend(_statics(low, tree))
        return ir.Opaque(node)
    return _called(low, node, name, tree)


def _statics(low: Lowering, tree: Node) -> list[ir.Stmt]:
    """`static ref NAME: T = value;`."""
    found: list[ir.Stmt] = []
    for group in _groups(tree):
        kinds = [one.kind() for one in group]
        if ":" in kinds and "=" in kinds[kinds.index(":") :]:
            title, start = group[max(kinds.index(":") - 1, 0)], kinds.index("=", kinds.index(":")) + 1
            if title.kind() == "identifier" and start < len(group):
                found.append(ir.Bind(title, declare(low, title, title.text()), _value(low, group[start:])))
    return found


def _called(low: Lowering, node: Node, name: str, tree: Node | None) -> ir.Expr:
    args = arguments(low, tree)
    short = name.rpartition("::")[2]
    if short == "vec":
        return ir.Sequence(node, args)
    if short in ("env", "option_env", "include_str"):
        return ir.Call(node, ir.Name(node, f"{short}!"), args)
    if short == "concat":
        return form.joined(node, [arg.value for arg in args])
    if not _PLAIN.search(name):
        args = _formatted(low, args)
    owner = name.rpartition("::")[0]
    target: ir.Expr = ir.Attribute(node, form.dotted(node, owner), f"{short}!") if owner else ir.Name(node, f"{short}!")
    return ir.Call(node, target, args)


def _formatted(low: Lowering, args: tuple[ir.Arg, ...]) -> tuple[ir.Arg, ...]:
    """The format string with its values as one text."""
    at = next((index for index, arg in enumerate(args) if arg.name is None and _is_string(arg.value)), None)
    if at is None:
        return args
    text = args[at].value
    assert isinstance(text, ir.Literal)
    rest = args[at + 1 :]
    values = [arg.value for arg in rest if arg.name is None]
    names = {arg.name: arg.value for arg in rest if arg.name is not None}
    used: set[str | int] = set()
    parts: list[ir.Expr] = []
    end, following = 0, 0
    for hole in _HOLE.finditer(text.value):
        parts.append(ir.Literal(text.at, text.value[end : hole.start()]))
        end = hole.end()
        inner = hole[1]
        if inner is None:
            parts.append(ir.Literal(text.at, hole[0][0]))
        elif not inner.strip():
            parts.extend(values[following : following + 1])
            used.add(following)
            following += 1
        elif inner.isdecimal():
            parts.extend(values[int(inner[:4]) : int(inner[:4]) + 1])
            used.add(int(inner[:4]))
        elif inner in names:
            used.add(inner)
            parts.append(names[inner])
        elif inner.isidentifier():
            parts.append(variable(low, text.at, inner))
    parts.append(ir.Literal(text.at, text.value[end:]))
    left = tuple(ir.Arg(value) for index, value in enumerate(values) if index not in used)
    kept = tuple(arg for arg in rest if arg.name is not None and arg.name not in used)
    return (*args[:at], ir.Arg(form.joined(text.at, parts)), *left, *kept)


def _is_string(value: ir.Expr) -> bool:
    return isinstance(value, ir.Literal) and value.at.kind() in ("string_literal", "raw_string_literal")


# --- tokens ------------------------------------------------------------------------------------------


def _groups(tree: Node) -> list[list[Node]]:
    """The tokens between commas."""
    groups: list[list[Node]] = [[]]
    for child in tree.children()[1:-1]:
        if child.kind() in (",", ";"):
            groups.append([])
        elif "comment" not in child.kind():
            groups[-1].append(child)
    return [group for group in groups if group]


def arguments(low: Lowering, tree: Node | None) -> tuple[ir.Arg, ...]:
    """The arguments in a token tree: values, `name = value`, `name: value`, `%value`."""
    return tuple([_argument(low, group) for group in _groups(tree)]) if tree is not None else ()


def _argument(low: Lowering, tokens: list[Node]) -> ir.Arg:
    if len(tokens) > 2 and tokens[0].kind() == "identifier" and tokens[1].kind() in ("=", ":"):
        return ir.Arg(_value(low, tokens[2:]), tokens[0].text())
    return ir.Arg(_value(low, tokens))


_SKIPPED = frozenset(("&", "*", "%", "?", "mut", "mutable_specifier", "move", "ref", "dyn"))


def _value(low: Lowering, tokens: list[Node]) -> ir.Expr:
    """One expression."""
    while len(tokens) > 1 and tokens[0].kind() in _SKIPPED:
        tokens = tokens[1:]
    first = tokens[0]
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ir.Opaque(first)
    low.depth += 1
    found = _read(low, first, tokens)
    low.depth -= 1
    return found


def _read(low: Lowering, first: Node, tokens: list[Node]) -> ir.Expr:
    if first.kind() in ("!", "-"):
        return ir.Test(first, (_value(low, tokens[1:]),) if len(tokens) > 1 else ())
    if first.kind() == "token_tree":
        value = _tree(low, first)
    elif first.kind() in ("identifier", "self", "string_literal", "raw_string_literal", "integer_literal", "float_literal", "boolean_literal", "char_literal", "crate", "super"):
        value = expression(low, first)
    elif first.kind() == "primitive_type":
        value = ir.Name(first, first.text())
    else:
        return ir.Opaque(first, tuple([_value(low, [one]) for one in tokens if one.kind() in ("identifier", "self", "token_tree", "string_literal")]))
    return _suffixes(low, value, tokens, 1)


def _suffixes(low: Lowering, value: ir.Expr, tokens: list[Node], at: int) -> ir.Expr:
    """`.name`, `(...)`, `[...]`, `::name`, `?`, a nested macro, and at last an operator with what follows it."""
    while at < len(tokens):
        token = tokens[at]
        kind = token.kind()
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if kind in (".", "::") and after is not None:
            at += 2
            if after.kind() == "integer_literal":
                value = ir.Item(after, value, ir.Literal(after, after.text()))
            elif after.kind() == "<":
                at = next((index + 1 for index in range(at, len(tokens)) if tokens[index].kind() == ">"), len(tokens))
            elif after.text() != "await":
                value = ir.Attribute(after, value, after.text())
        elif kind == "token_tree":
            value = _applied(low, value, token)
            at += 1
        elif kind == "!" and after is not None and after.kind() == "token_tree":
            return _suffixes(low, _called(low, token, tokens[at - 1].text(), after), tokens, at + 2)
        elif kind == "?":
            at += 1
        elif kind == "as":
            return value
        elif after is not None:
            right = _value(low, tokens[at + 1 :])
            return form.joined(token, [value, right]) if kind == "+" else ir.Test(token, (value, right))
        else:
            return value
    return value


def _applied(low: Lowering, value: ir.Expr, tree: Node) -> ir.Expr:
    """`x(...)`, `x[...]`, `X {...}`."""
    sign = tree.children()[0].kind() if tree.children() else ""
    if sign == "(":
        return ir.Call(tree, value, arguments(low, tree))
    if sign == "{":
        return _tree(low, tree)
    inside = tree.children()[1:-1]
    dots = next((index for index, one in enumerate(inside) if one.kind() in ("..", "..=")), None)
    if dots is None:
        return ir.Item(tree, value, _value(low, inside)) if inside else value
    low_end, high_end = inside[:dots], inside[dots + 1 :]
    if len(low_end) > 1 or len(high_end) > 1:
        return ir.Slice(tree, value, None, None, known=False)
    return form.sliced(tree, value, low_end[0] if low_end else None, high_end[0] if high_end else None, inside[dots].kind() == "..=")


def _tree(low: Lowering, tree: Node) -> ir.Expr:
    """`(x)`, `(a, b)`, `[a, b]`, `{"k": v}`."""
    groups = _groups(tree)
    sign = tree.children()[0].kind() if tree.children() else ""
    if sign == "{":
        entries = [_entry(low, group) for group in groups]
        return ir.Record(tree, tuple(entries))
    values = [_value(low, group) for group in groups]
    if sign == "(" and len(values) == 1:
        return values[0]
    return ir.Sequence(tree, tuple(ir.Arg(one) for one in values))


def _entry(low: Lowering, tokens: list[Node]) -> ir.Entry:
    at = next((index for index, one in enumerate(tokens) if one.kind() in (":", "=>")), None)
    if at is None or at == 0 or at + 1 >= len(tokens):
        return ir.Entry(None, _value(low, tokens))
    key = tokens[0]
    title = ir.Literal(key, key.text()) if at == 1 and key.kind() == "identifier" and tokens[at].kind() == ":" else _value(low, tokens[:at])
    return ir.Entry(title, _value(low, tokens[at + 1 :]))
