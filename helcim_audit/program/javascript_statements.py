"""Which statements of the intermediate representation are JavaScript's, and what do its modules export?"""

from collections.abc import Callable
from dataclasses import replace

from helcim_audit.program import ir
from helcim_audit.program.javascript_expressions import DEEPEST, Lowering, expression, part
from helcim_audit.program.javascript_patterns import annotation, parameters, target
from helcim_audit.program.javascript_text import unquote
from helcim_audit.program.treesitter import Node, named

Statements = tuple[ir.Stmt, ...]


def block(low: Lowering, node: Node | None) -> Statements:
    """The statements of a block, a program, or a single statement that stands for a block."""
    if node is None:
        return ()
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ()
    low.depth += 2
    outer, low.pending = low.pending, []
    if node.kind() in ("program", "statement_block", "switch_case", "switch_default", "class_static_block"):
        found = named(node)
        if node.kind() == "switch_case":
            found = found[1:]
    else:
        found = [node]
    body: list[ir.Stmt] = []
    for child in found:
        lowered = _statement(low, child)
        # What the expressions of this statement did on the side was done before it.
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
        return tuple(one for child in named(node) for one in _statement(low, child))
    return (ir.Evaluate(expression(low, node)),)


_SILENT = frozenset(
    (
        "interface_declaration", "type_alias_declaration", "function_signature", "empty_statement", "break_statement", "continue_statement",
        "debugger_statement", "hash_bang_line", "ambient_declaration", "import_alias", "decorator",
    )
)


def _evaluate(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    if not inside:
        return ()
    before = len(low.pending)
    value = expression(low, inside[0])
    # An assignment is complete with its binding, `yield x` with its return.
    if len(low.pending) > before and isinstance(value, ir.Name | ir.Attribute | ir.Item | ir.Opaque):
        return ()
    return (ir.Evaluate(value),)


def _declaration(low: Lowering, node: Node) -> Statements:
    return tuple(one for child in named(node) if child.kind() == "variable_declarator" for one in _declarator(low, child))


def _declarator(low: Lowering, node: Node) -> Statements:
    name, value = node.field("name"), node.field("value")
    bound = target(low, name) if name is not None else None
    if bound is None or value is None:
        return ()
    if value.kind() == "class" and isinstance(bound, ir.Name) and value.field("name") is None:
        return (replace(declare(low, value), name=bound.id),)
    lowered = expression(low, value)
    if isinstance(lowered, ir.Function) and isinstance(bound, ir.Name) and not lowered.name:
        return (ir.Define(replace(lowered, name=bound.id)),)
    return (ir.Bind(node, bound, lowered, annotation=annotation(node)),)


def function(low: Lowering, node: Node) -> ir.Function:
    """A function, method, arrow function or accessor."""
    name, body = node.field("name"), node.field("body")
    title = name.text().strip("'\"#") if name is not None and name.kind() != "computed_property_name" else ""
    params = parameters(low, node)
    assigned: list[ir.Stmt] = [*_properties(node)] if title == "constructor" else []
    if body is None:
        statements: Statements = ()
    elif body.kind() == "statement_block":
        statements = block(low, body)
    else:
        outer, low.pending = low.pending, []
        value = expression(low, body)
        statements = (*low.pending, ir.Return(body, value))
        low.pending = outer
    head = [child.kind() for child in node.children()[:6]]
    decorators: list[ir.Expr] = [ir.Name(node, "property")] if "get" in head and node.kind() == "method_definition" else []
    decorators.extend(expression(low, child) for child in _decorators(node))
    return ir.Function(node, title, params, (*assigned, *statements), tuple(decorators), "async" in head)


def _properties(node: Node) -> Statements:
    """`constructor(private config: Config)` assigns `this.config`."""
    listed = node.field("parameters")
    found = []
    for child in named(listed) if listed is not None else []:
        modifiers = {one.kind() for one in child.children()}
        name = child.field("pattern")
        if name is not None and modifiers & {"accessibility_modifier", "readonly", "override_modifier"}:
            place = ir.Attribute(child, ir.Name(child, "self"), name.text())
            found.append(ir.Bind(child, place, ir.Name(child, name.text())))
    return tuple(found)


def _decorators(node: Node) -> list[Node]:
    """What stands behind each `@`: before the node in one grammar, inside it in the other."""
    found = [child for child in node.children() if child.kind() == "decorator"]
    before = node.prev()
    while before is not None and before.kind() == "decorator":
        found.insert(0, before)
        before = before.prev()
    return [inside[0] for child in found if (inside := named(child))]


def _define(low: Lowering, node: Node) -> Statements:
    return (ir.Define(function(low, node)),)


def declare(low: Lowering, node: Node) -> ir.Class:
    """A class declaration or expression."""
    name, body = node.field("name"), node.field("body")
    heritage = next((child for child in named(node) if child.kind() == "class_heritage"), None)
    bases: list[ir.Expr] = []
    for child in named(heritage) if heritage is not None else []:
        if child.kind() == "extends_clause":
            bases.extend(expression(low, base) for base in child.field_children("value"))
        elif child.kind() != "implements_clause":
            bases.append(expression(low, child))
    statements: list[ir.Stmt] = []
    for child in named(body) if body is not None else []:
        match child.kind():
            case "method_definition":
                statements.append(ir.Define(function(low, child)))
            case "public_field_definition" | "field_definition":
                statements.extend(_field(low, child))
            case "class_static_block":
                statements.extend(block(low, child.field("body")))
            case _:
                pass
    decorators = tuple(expression(low, child) for child in _decorators(node))
    return ir.Class(node, name.text() if name is not None else "(class)", tuple(bases), tuple(statements), decorators)


def _field(low: Lowering, node: Node) -> Statements:
    name, value = node.field("name") or node.field("property"), node.field("value")
    if name is None or value is None:
        return ()
    title = name.text().strip("'\"#")
    lowered = expression(low, value)
    if isinstance(lowered, ir.Function):
        return (ir.Define(replace(lowered, name=title)),)
    return (ir.Bind(node, ir.Name(name, title), lowered, annotation=annotation(node)),)


def _class(low: Lowering, node: Node) -> Statements:
    return (declare(low, node),)


def _if(low: Lowering, node: Node) -> Statements:
    test = part(low, node, "condition")
    other = node.field("alternative")
    inside = named(other) if other is not None and other.kind() == "else_clause" else []
    bodies = (block(low, node.field("consequence")), block(low, inside[0] if inside else None))
    return (ir.Branch(node, test, bodies),)


def _switch(low: Lowering, node: Node) -> Statements:
    test, cases = part(low, node, "value"), node.field("body")
    bodies = tuple(block(low, child) for child in named(cases)) if cases is not None else ()
    return (ir.Branch(node, test, bodies),)


def _for(low: Lowering, node: Node) -> Statements:
    start, step = node.field("initializer"), node.field("increment")
    before = _statement(low, start) if start is not None else ()
    after = (ir.Evaluate(expression(low, step)),) if step is not None else ()
    return (*before, ir.Loop(node, None, None, (*block(low, node.field("body")), *after)))


def _for_in(low: Lowering, node: Node) -> Statements:
    left, operator = node.field("left"), node.field("operator")
    iterable = part(low, node, "right")
    if operator is not None and operator.text() == "in":  # keys: they are no secrets
        iterable = ir.Test(node, (iterable,))
    bound = target(low, left) if left is not None else None
    return (ir.Loop(node, bound, iterable, block(low, node.field("body"))),)


def _while(low: Lowering, node: Node) -> Statements:
    test = part(low, node, "condition")
    return (ir.Loop(node, None, None, (ir.Evaluate(test), *block(low, node.field("body")))),)


def _try(low: Lowering, node: Node) -> Statements:
    body = block(low, node.field("body"))
    handler, last = node.field("handler"), node.field("finalizer")
    if handler is not None:
        caught = handler.field("parameter")
        bound = target(low, caught) if caught is not None else None
        error = ir.Caught(handler, (), node.field("body"))
        first: Statements = (ir.Bind(handler, bound, error) if bound is not None else ir.Evaluate(error),)
        body = (*body, ir.Branch(handler, None, ((*first, *block(low, handler.field("body"))),)))
    return (*body, *block(low, last.field("body") if last is not None else None))


def _return(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    return (ir.Return(node, expression(low, inside[0]) if inside else None),)


def _throw(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    return (ir.Raise(node, expression(low, inside[0])),) if inside else ()


def _labeled(low: Lowering, node: Node) -> Statements:
    return block(low, node.field("body"))


def _with(low: Lowering, node: Node) -> Statements:
    return (ir.Evaluate(part(low, node, "object")), *block(low, node.field("body")))


def _enum(low: Lowering, node: Node) -> Statements:
    name, body = node.field("name"), node.field("body")
    entries = tuple(
        ir.Entry(ir.Literal(child, child.field("name").text().strip("'\"")), part(low, child, "value"))  # type: ignore[union-attr]
        for child in (named(body) if body is not None else [])
        if child.kind() == "enum_assignment" and child.field("name") is not None
    )
    return (ir.Bind(node, ir.Name(name, name.text()), ir.Record(node, entries)),) if name is not None else ()


def _namespace(low: Lowering, node: Node) -> Statements:
    return block(low, node.field("body"))


# --- modules ---------------------------------------------------------------------------------------


def _import(_: Lowering, node: Node) -> Statements:
    inside = named(node)
    source = node.field("source") or next((child for child in inside if child.kind() == "string"), None)
    only_types = any(child.kind() in ("type", "typeof") for child in node.children()[1:2])
    names: list[ir.Imported] = []
    for clause in inside:
        if clause.kind() == "import_require_clause":
            bound = named(clause)
            if len(bound) == 2:
                names.append(ir.Imported("", bound[0].text()))
                source = bound[1]
        elif clause.kind() == "import_clause":
            names.extend(_imported(clause))
    if source is None:
        return ()
    return (ir.Import(node, unquote(source.text()), tuple(names), only_types),)


def _imported(clause: Node) -> list[ir.Imported]:
    names: list[ir.Imported] = []
    for child in named(clause):
        match child.kind():
            case "identifier":
                names.append(ir.Imported("default", child.text()))
            case "namespace_import":
                names.extend(ir.Imported("", one.text()) for one in named(child)[:1])
            case "named_imports":
                for one in named(child):
                    name, alias = one.field("name"), one.field("alias")
                    if name is None or any(mark.kind() in ("type", "typeof") for mark in one.children()[:1]):
                        continue
                    names.append(ir.Imported(name.text().strip("'\""), (alias or name).text()))
            case _:
                pass
    return names


def _export(low: Lowering, node: Node) -> Statements:
    children = node.children()
    marks = {child.kind() for child in children if not child.is_named()}
    source = node.field("source")
    if source is not None:
        return _reexport(node, unquote(source.text()), marks)
    declaration, value = node.field("declaration"), node.field("value")
    if declaration is not None:
        lowered = _statement(low, declaration)
        if "default" in marks:
            name = _declared(lowered)
            return (*lowered, ir.Export(node, "default", ir.Name(declaration, name[0]))) if name else lowered
        return (*lowered, *(ir.Export(node, name, ir.Name(declaration, name)) for name in _declared(lowered)))
    if value is not None:
        return (ir.Export(node, "default", expression(low, value)),)
    inside = named(node)
    clause = next((child for child in inside if child.kind() == "export_clause"), None)
    if clause is not None:
        return tuple(
            ir.Export(one, outer.strip("'\""), ir.Name(one, inner)) for one in named(clause) if (names := _specifier(one)) for inner, outer in [names]
        )
    if "=" in marks and inside:  # export = x
        place = ir.Attribute(node, ir.Name(node, "module"), "exports")
        return (ir.Bind(node, place, expression(low, inside[0])),)
    return tuple(one for child in inside if child.kind() != "decorator" for one in _statement(low, child))


def _specifier(node: Node) -> tuple[str, str] | None:
    """Local and exported name. The word `default` is no identifier: the grammar gives it no name."""
    words = node.text().replace(",", " ").split()
    if not words or (words[0] == "type" and len(words) > 1 and words[1] != "as"):
        return None
    return words[0], words[-1]


def _reexport(node: Node, module: str, marks: set[str]) -> Statements:
    inside = named(node)
    clause = next((child for child in inside if child.kind() == "export_clause"), None)
    if clause is not None:
        pairs = [names for one in named(clause) if (names := _specifier(one))]
        return tuple(ir.Export(node, outer.strip("'\""), None, module, inner.strip("'\"")) for inner, outer in pairs)
    space = next((child for child in inside if child.kind() == "namespace_export"), None)
    if space is not None:
        local = named(space)
        return (ir.Export(node, local[0].text().strip("'\""), None, module, ""),) if local else ()
    return (ir.Export(node, "*", None, module, "*"),) if "*" in marks else ()


def _declared(statements: Statements) -> list[str]:
    """The names that a declaration binds."""
    names: list[str] = []
    for one in statements:
        match one:
            case ir.Define(function=defined) if defined.name:
                names.append(defined.name)
            case ir.Class(name=name) if name:
                names.append(name)
            case ir.Bind(target=bound):
                names.extend(_bound(bound))
            case _:
                pass
    return names


def _bound(bound: ir.Target) -> list[str]:
    match bound:
        case ir.Name(id=name):
            return [name]
        case ir.Pattern(fields=fields, rest=rest):
            found = [name for one in fields for name in _bound(one.target)]
            return found + (_bound(rest) if rest is not None else [])
        case _:
            return []


_LOWER: dict[str, Callable[[Lowering, Node], Statements]] = {
    "expression_statement": _evaluate,
    **dict.fromkeys(("lexical_declaration", "variable_declaration", "using_declaration"), _declaration),
    **dict.fromkeys(("function_declaration", "generator_function_declaration"), _define),
    **dict.fromkeys(("class_declaration", "abstract_class_declaration"), _class),
    "statement_block": block,
    "if_statement": _if,
    "switch_statement": _switch,
    "for_statement": _for,
    "for_in_statement": _for_in,
    **dict.fromkeys(("while_statement", "do_statement"), _while),
    "try_statement": _try,
    "return_statement": _return,
    "throw_statement": _throw,
    "labeled_statement": _labeled,
    "with_statement": _with,
    "enum_declaration": _enum,
    **dict.fromkeys(("internal_module", "module"), _namespace),
    "import_statement": _import,
    "export_statement": _export,
}
