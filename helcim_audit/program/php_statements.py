"""Which statements of the intermediate representation are PHP's, and what do its classes hold?"""

from collections.abc import Callable

from helcim_audit.program import ir
from helcim_audit.program.php_expressions import DEEPEST, Lowering, arguments, expression, named_class, part
from helcim_audit.program.php_names import qualified
from helcim_audit.program.php_patterns import annotation, name_of, parameters, target
from helcim_audit.program.php_text import included
from helcim_audit.program.treesitter import Node, named

Statements = tuple[ir.Stmt, ...]

_BLOCKS = frozenset(("program", "compound_statement", "colon_block", "case_statement", "default_statement"))
_SILENT = frozenset(
    (
        "php_tag", "php_end_tag", "text", "text_interpolation", "empty_statement", "break_statement", "continue_statement", "goto_statement",
        "named_label_statement", "global_declaration", "attribute_list", "namespace_name", "string_content", "escape_sequence", "heredoc_start", "heredoc_end",
    )
)


def block(low: Lowering, node: Node | None) -> Statements:
    """The statements of a block, a program, or a single statement that stands for a block."""
    if node is None:
        return ()
    found = named(node) if node.kind() in _BLOCKS else [node]
    if node.kind() == "case_statement":
        found = found[1:]
    return statements(low, found)


def statements(low: Lowering, nodes: list[Node]) -> Statements:
    """`nodes` in order, each behind what its expressions do on the side."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ()
    low.depth += 2
    outer, low.pending = low.pending, []
    body: list[ir.Stmt] = []
    for child in nodes:
        lowered = _statement(low, child)
        body.extend(low.pending)
        low.pending.clear()
        body.extend(lowered)
    low.pending = outer
    low.depth -= 2
    return tuple(body)


def _statement(low: Lowering, node: Node) -> Statements:
    lower = _LOWER.get(node.kind())
    if lower is not None:
        return lower(low, node)
    if node.kind() in _SILENT:
        return ()
    if node.kind() == "ERROR":
        return statements(low, named(node))
    return _value(low, node)


_INCLUDES = frozenset(("include_expression", "include_once_expression", "require_expression", "require_once_expression"))
_LOGIC = frozenset(("or", "and", "||", "&&"))


def _evaluate(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    return _value(low, inside[0]) if inside else ()


def _value(low: Lowering, node: Node) -> Statements:
    """A statement that is an expression."""
    while node.kind() in ("parenthesized_expression", "error_suppression_expression") and (inside := named(node)):
        node = inside[0]
    if node.kind() in _INCLUDES:
        return _include(low, node)
    operator = node.field("operator") if node.kind() == "binary_expression" else None
    left, right = node.field("left"), node.field("right")
    if operator is not None and left is not None and right is not None and operator.text().lower() in _LOGIC and low.depth < DEEPEST:
        low.depth += 2
        first = _value(low, left)  # `f($x) or die($y)`
        first = (*low.pending, *first)
        low.pending.clear()
        low.depth -= 2
        return (*first, ir.Branch(node, None, (statements(low, [right]),)))
    before = len(low.pending)
    value = expression(low, node)
    # An assignment is complete with its binding, `yield x` with its return, `throw x` with its raise.
    if len(low.pending) > before and isinstance(value, ir.Name | ir.Attribute | ir.Item | ir.Opaque):
        return ()
    if isinstance(value, ir.Call) and isinstance(value.target, ir.Name) and value.target.id == "define" and len(value.args) > 1:
        name = value.args[0].value
        if isinstance(name, ir.Literal):
            return (ir.Bind(node, ir.Name(name.at, name.value), value.args[1].value), ir.Evaluate(value))
    return (ir.Evaluate(value),)


def _include(low: Lowering, node: Node) -> Statements:
    call = expression(low, node)
    path = included(call.args[0].value) if isinstance(call, ir.Call) and call.args else None
    return (ir.Evaluate(call),) if path is None else (ir.Import(node, path, (ir.Imported("*", "*"),)),)


def _echo(low: Lowering, node: Node) -> Statements:
    parts = named(node)
    if len(parts) == 1 and parts[0].kind() == "sequence_expression":
        parts = named(parts[0])
    return (ir.Evaluate(ir.Call(node, ir.Name(node, "echo"), tuple(ir.Arg(expression(low, child)) for child in parts))),)


def _exit(low: Lowering, node: Node) -> Statements:
    return (ir.Evaluate(ir.Call(node, ir.Name(node, "die"), tuple(ir.Arg(expression(low, child)) for child in named(node)))),)


def function(low: Lowering, node: Node) -> ir.Function:
    """A function, method, closure or arrow function."""
    name, body = node.field("name"), node.field("body")
    title = name.text() if name is not None else ""
    params = parameters(low, node)
    outer, low.pending = low.pending, []
    if body is None or body.kind() == "compound_statement":
        inner = block(low, body)
    else:
        value = expression(low, body)
        inner = (*low.pending, ir.Return(body, value))
    low.pending = outer
    return ir.Function(node, title, params, (*_promoted(node), *inner), _attributes(low, node))


def _promoted(node: Node) -> Statements:
    """`__construct(private string $key)` assigns `$this->key`."""
    listed = node.field("parameters")
    found: list[ir.Stmt] = []
    for child in named(listed) if listed is not None else []:
        if child.kind() == "property_promotion_parameter" and (name := name_of(child)):
            found.append(ir.Bind(child, ir.Attribute(child, ir.Name(child, "self"), name), ir.Name(child, name)))
    return tuple(found)


def _attributes(low: Lowering, node: Node) -> tuple[ir.Expr, ...]:
    found: list[ir.Expr] = []
    for listed in (child for child in named(node) if child.kind() == "attribute_list"):
        for one in (one for group in named(listed) for one in named(group)):
            inside = named(one)
            name = ir.Name(one, qualified(inside[0])) if inside else ir.Name(one, "")
            passed = inside[1] if len(inside) > 1 else None
            found.append(ir.Call(one, name, arguments(low, passed)) if passed is not None else name)
    return tuple(found)


def _define(low: Lowering, node: Node) -> Statements:
    return (ir.Define(function(low, node)),)


def declare(low: Lowering, node: Node) -> ir.Class:
    """A class, interface, trait or enum. Traits stand among the bases."""
    name = node.field("name")
    bases: list[ir.Expr] = []
    body: list[ir.Stmt] = []
    for child in named(node):
        match child.kind():
            case "base_clause" | "class_interface_clause":
                bases.extend(named_class(low, base) for base in named(child))
            case "declaration_list" | "enum_declaration_list":
                for one in named(child):
                    if one.kind() == "use_declaration":
                        bases.extend(named_class(low, base) for base in named(one) if base.kind() != "use_list")
                    else:
                        body.extend(_member(low, one))
            case _:
                pass
    return ir.Class(node, name.text() if name is not None else "(class)", tuple(bases), tuple(body), _attributes(low, node))


def _member(low: Lowering, node: Node) -> Statements:
    match node.kind():
        case "method_declaration":
            return _define(low, node)
        case "property_declaration":
            return tuple(one for child in named(node) if child.kind() == "property_element" for one in _property(low, child, node))
        case "const_declaration":
            return _const(low, node)
        case "enum_case":
            name, value = node.field("name"), node.field("value")
            return (ir.Bind(node, ir.Name(name, name.text()), expression(low, value)),) if name is not None and value is not None else ()
        case "ERROR":
            return tuple(one for child in named(node) for one in _member(low, child))
        case _:
            return ()


def _property(low: Lowering, node: Node, owner: Node) -> Statements:
    inside = named(node)
    hooks = next((child for child in named(owner) if child.kind() == "property_hook_list"), None)
    getters = tuple(ir.Define(_hook(low, child, name_of(node))) for child in named(hooks) if child.text().startswith("get")) if hooks is not None else ()
    if len(inside) < 2 or inside[0].kind() != "variable_name":
        return getters
    return (ir.Bind(node, ir.Name(inside[0], name_of(node)), expression(low, inside[-1]), annotation=annotation(low, owner)), *getters)


def _hook(low: Lowering, node: Node, name: str) -> ir.Function:
    body = named(node)[-1]
    inner = block(low, body) if body.kind() == "compound_statement" else (ir.Return(body, expression(low, body)),)
    return ir.Function(node, name, (), inner, (ir.Name(node, "property"),))


def _const(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    for child in named(node):
        inside = named(child) if child.kind() == "const_element" else []
        if len(inside) > 1:
            found.append(ir.Bind(child, ir.Name(inside[0], inside[0].text()), expression(low, inside[-1])))
    return tuple(found)


def _static(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    for child in named(node):
        inside = named(child)
        if len(inside) > 1:
            found.append(ir.Bind(child, ir.Name(inside[0], inside[0].text().removeprefix("$")), expression(low, inside[-1])))
    return tuple(found)


def _class(low: Lowering, node: Node) -> Statements:
    return (declare(low, node),)


def _if(low: Lowering, node: Node) -> Statements:
    """`elseif` stands in the branch that its `if` does not take."""
    others = node.field_children("alternative")
    test, first = part(low, node, "condition"), block(low, node.field("body"))
    last: Statements = ()
    branches: list[tuple[Node, ir.Expr, Statements]] = [(node, test, first)]
    for other in others:
        if other.kind() == "else_if_clause":
            branches.append((other, part(low, other, "condition"), block(low, other.field("body"))))
        else:
            last = block(low, other.field("body") or next(iter(named(other)), None))
    if len(branches) > 20:  # flat, since a reader of so many would have to nest as deep
        return tuple(ir.Branch(at, test, (body,)) for at, test, body in branches) + last
    for at, tested, body in reversed(branches):
        last = (ir.Branch(at, tested, (body, last)),)
    return last


def _switch(low: Lowering, node: Node) -> Statements:
    cases = node.field("body")
    test = part(low, node, "condition")
    return (ir.Branch(node, test, tuple(block(low, child) for child in named(cases)) if cases is not None else ()),)


def _bodies(low: Lowering, node: Node) -> Statements:
    return tuple(one for body in node.field_children("body") for one in block(low, body))


def _for(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    bodies = {(one.range().start.index, one.kind()) for one in node.field_children("body")}
    before: list[ir.Stmt] = []
    for child in inside:
        if (child.range().start.index, child.kind()) in bodies:
            break
        for one in named(child) if child.kind() == "sequence_expression" else [child]:
            value = expression(low, one)
            before.extend(low.pending)
            low.pending.clear()
            if not isinstance(value, ir.Name):
                before.append(ir.Evaluate(value))
    return (*before, ir.Loop(node, None, None, _bodies(low, node)))


def _foreach(low: Lowering, node: Node) -> Statements:
    """The key says nothing of what is looped over; the value is the target."""
    inside = named(node)
    if len(inside) < 2:
        return ()
    iterable, taken = expression(low, inside[0]), inside[1]
    first: Statements = ()
    if taken.kind() == "pair" and len(pair := named(taken)) > 1:
        key, taken = target(low, pair[0]), pair[-1]
        first = (ir.Bind(pair[0], key, ir.Test(pair[0])),) if key is not None else ()
    return (ir.Loop(node, target(low, taken), iterable, (*first, *_bodies(low, node))),)


def _while(low: Lowering, node: Node) -> Statements:
    test = part(low, node, "condition")
    return (ir.Loop(node, None, None, (ir.Evaluate(test), *_bodies(low, node))),)


def _try(low: Lowering, node: Node) -> Statements:
    body = block(low, node.field("body"))
    handlers: list[Statements] = []
    last: Statements = ()
    for child in named(node):
        if child.kind() == "catch_clause":
            caught = child.field("name")
            bound = target(low, caught) if caught is not None else None
            first: Statements = (ir.Bind(child, bound, ir.Caught(child)),) if bound is not None else ()
            handlers.append((*first, *block(low, child.field("body"))))
        elif child.kind() == "finally_clause":
            last = block(low, child.field("body"))
    return (*body, *((ir.Branch(node, None, tuple(handlers)),) if handlers else ()), *last)


def _return(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    return (ir.Return(node, expression(low, inside[0]) if inside else None),)


def _namespace(low: Lowering, node: Node) -> Statements:
    return block(low, node.field("body"))


def _declare(low: Lowering, node: Node) -> Statements:
    return tuple(one for child in named(node) if child.kind() != "declare_directive" for one in block(low, child))


def _use(_: Lowering, node: Node) -> Statements:
    """`use A\\B as C;`, `use A\\{B, C as D};`"""
    prefix = next((qualified(child) + "\\" for child in named(node) if child.kind() == "namespace_name"), "")
    found: list[ir.Stmt] = []
    for child in named(node):
        for clause in named(child) if child.kind() == "namespace_use_group" else [child]:
            if clause.kind() != "namespace_use_clause":
                continue
            inside = named(clause)
            if not inside:
                continue
            module = prefix + qualified(inside[0])
            local = inside[1].text() if len(inside) > 1 else module.rpartition("\\")[2]
            found.append(ir.Import(clause, module, (ir.Imported("", local),)))
    return tuple(found)


def _unset(low: Lowering, node: Node) -> Statements:
    return (ir.Evaluate(ir.Call(node, ir.Name(node, "unset"), tuple([ir.Arg(expression(low, child)) for child in named(node)]))),)


_LOWER: dict[str, Callable[[Lowering, Node], Statements]] = {
    "unset_statement": _unset,
    "expression_statement": _evaluate,
    "echo_statement": _echo,
    "exit_statement": _exit,
    "function_definition": _define,
    "method_declaration": _define,
    **dict.fromkeys(("class_declaration", "interface_declaration", "trait_declaration", "enum_declaration"), _class),
    **dict.fromkeys(("compound_statement", "colon_block"), block),
    "if_statement": _if,
    "switch_statement": _switch,
    "for_statement": _for,
    "foreach_statement": _foreach,
    **dict.fromkeys(("while_statement", "do_statement"), _while),
    "try_statement": _try,
    "return_statement": _return,
    "namespace_definition": _namespace,
    "declare_statement": _declare,
    "namespace_use_declaration": _use,
    "const_declaration": _const,
    "function_static_declaration": _static,
    **dict.fromkeys(_INCLUDES, _include),
    **dict.fromkeys(("property_declaration", "enum_case"), _member),
}
