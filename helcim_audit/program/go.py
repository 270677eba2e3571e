"""How does a Go document become the intermediate representation?"""

from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, function, part, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.scopes import written
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(GO, path, text)


def _raw(_: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(node, node.text()[1:-1].replace("\r", ""))


def _argument(low: Lowering, node: Node) -> ir.Arg:
    if node.kind() == "variadic_argument":
        return ir.Arg(form.inner(low, node), spread=True)
    return ir.Arg(expression(low, node))


def _slice(low: Lowering, node: Node) -> ir.Expr:
    return form.sliced(node, part(low, node, "operand"), node.field("start"), node.field("end"))


def _conversion(low: Lowering, node: Node) -> ir.Expr:
    return part(low, node, "operand")


def _call(low: Lowering, node: Node) -> ir.Expr:
    target, listed = node.field("function"), node.field("arguments")
    if target is not None and target.kind() == "parenthesized_type":  # (T)(x)
        return form.inner(low, listed) if listed is not None else ir.Opaque(node)
    if target is not None and target.kind() == "identifier" and target.text() in ("make", "new"):
        kind = named(listed)[0].kind() if listed is not None and named(listed) else ""
        return ir.Record(node) if kind == "map_type" else ir.Sequence(node) if kind == "slice_type" else ir.Call(node, form.plain_name(low, target))
    found = part(low, node, "function")
    # string(b), []byte(s): what is converted
    if isinstance(found, ir.Name) and found.id == "string" and listed is not None and len(named(listed)) == 1:
        return form.inner(low, listed)
    made = ir.Call(node, found, form.arguments(low, listed))
    return _decoded(low, node, made, found.name, listed) if isinstance(found, ir.Attribute) and listed is not None and _DECODES.fullmatch(found.name) else made


_DECODES = regex(r"Unmarshal\w*|Decode\w*|Scan|Bind\w*|ShouldBind\w*|BodyParser|QueryParser|Parse|Process|ReadConfig|ReadEnv")


def _decoded(low: Lowering, node: Node, made: ir.Call, name: str, listed: Node) -> ir.Expr:
    """`json.Unmarshal(body, &out)`: the call fills `out`; what it gives is an error."""
    places = [arg.value for arg, child in zip(made.args, named(listed), strict=True) if child.kind() == "unary_expression" and child.text().startswith("&")]
    filled = [one for one in places if isinstance(one, ir.Name | ir.Attribute | ir.Item)]
    if not filled or (name == "Parse" and len(made.args) > 1):
        return made
    low.pending.extend(ir.Bind(node, one, made, extends=True) for one in filled)
    return ir.Test(node, tuple(filled))


def _composite(low: Lowering, node: Node) -> ir.Expr:
    kind, body = node.field("type"), node.field("body")
    ordered = kind is not None and kind.kind() in ("slice_type", "array_type", "implicit_length_array_type")
    made = _literal(low, body, ordered, _is_map(kind)) if body is not None else ir.Record(node)
    if isinstance(made, ir.Record) and kind is not None and kind.kind() in ("type_identifier", "qualified_type", "generic_type"):
        return replace(made, kind=form.written_type(kind))
    return made


def _is_map(kind: Node | None) -> bool:
    return kind is not None and (kind.kind() == "map_type" or kind.text().endswith(("Header", "Values", "MD", ".H", ".M", "Fields", "Map")))


def _value(low: Lowering, node: Node) -> ir.Expr:
    return _literal(low, node, False, False)


def _literal(low: Lowering, node: Node, ordered: bool, is_map: bool) -> ir.Expr:
    """`{...}`: keyed elements are a record; what has no keys, or counts, is a sequence."""
    inside = named(node)
    if any(child.kind() == "keyed_element" for child in inside) and not ordered:
        entries = []
        for child in inside:
            pair = named(child)
            if child.kind() == "keyed_element" and len(pair) == 2:
                key = named(pair[0])
                shown = key[0] if key else pair[0]
                # In a struct a bare name is a field, in a map a variable.
                title = ir.Literal(shown, shown.text()) if shown.kind() == "identifier" and not is_map else expression(low, shown)
                entries.append(ir.Entry(title, expression(low, pair[1])))
            else:
                entries.append(ir.Entry(None, expression(low, child)))
        return ir.Record(node, tuple(entries))
    if not inside and not ordered:
        return ir.Record(node)
    items = [child if child.kind() != "keyed_element" else named(child)[-1] for child in inside]
    return ir.Sequence(node, tuple([ir.Arg(expression(low, child)) for child in items]))


# --- declarations ------------------------------------------------------------------------------------


def _targets(low: Lowering, node: Node | None, new: bool) -> list[ir.Target | None]:
    found: list[ir.Target | None] = []
    for child in named(node) if node is not None else []:
        if child.kind() in ("identifier", "blank_identifier") and child.text() == "_":
            found.append(None)
        elif new and child.kind() == "identifier":
            found.append(declare(low, child, child.text()))
        else:
            place = expression(low, child)
            found.append(place if isinstance(place, ir.Name | ir.Attribute | ir.Item) else None)
    return found


def _assigned(node: Node, targets: list[ir.Target | None], values: list[ir.Expr], extends: bool = False, kind: ir.Expr | None = None) -> Statements:
    if len(values) == len(targets):
        return tuple([one for target, value in zip(targets, values, strict=True) for one in form.bind(node, target, value, extends, kind)])
    if len(values) != 1 or not targets:
        return tuple(ir.Evaluate(value) for value in values)
    if not isinstance(values[0], ir.Call) or _looks_up(values[0]):  # v, ok := m[k]
        found, *rest = targets
        return (*form.bind(node, found, values[0]), *(ir.Bind(node, one, ir.Test(node)) for one in rest if one is not None))
    fields = tuple(ir.PatternField(str(index), one) for index, one in enumerate(targets) if one is not None)
    return (ir.Bind(node, ir.Pattern(fields), values[0]),) if fields else (ir.Evaluate(values[0]),)


def _looks_up(made: ir.Call) -> bool:
    """Functions of the library that give a value and whether there is one."""
    return isinstance(made.target, ir.Attribute) and made.target.name in ("LookupEnv", "Getenv")


def _short(low: Lowering, node: Node) -> Statements:
    values = _values(low, node.field("right"))
    return _assigned(node, _targets(low, node.field("left"), new=True), values)


def _values(low: Lowering, node: Node | None) -> list[ir.Expr]:
    if node is None:
        return []
    return [expression(low, child) for child in named(node)] if node.kind() == "expression_list" else [expression(low, node)]


def _assign(low: Lowering, node: Node) -> Statements:
    values = _values(low, node.field("right"))
    return _assigned(node, _targets(low, node.field("left"), new=False), values, extends=form.operator(node) not in ("=", ":="))


def _spec(low: Lowering, node: Node) -> Statements:
    values = _values(low, node.field("value"))
    names = [child for child in node.field_children("name") if child.is_named()]
    targets: list[ir.Target | None] = [declare(low, child, child.text()) if child.text() != "_" else None for child in names]
    kind = form.written_type(node.field("type"))
    if not values:  # `var c Config`, which is filled later
        return tuple(ir.Bind(node, one, ir.Opaque(node), annotation=kind) for one in targets if one is not None and kind is not None and written(kind) not in _BASIC)
    return _assigned(node, targets, values, kind=kind)


_BASIC = frozenset(("string", "bool", "byte", "rune", "error", "any", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "map", "chan", "func", "interface"))


def _specs(low: Lowering, node: Node) -> Statements:
    return run(low, [one for child in named(node) for one in (named(child) if child.kind() == "var_spec_list" else (child,))])


def _params(node: Node | None) -> list[ir.Param]:
    found: list[ir.Param] = []
    for child in named(node) if node is not None else []:
        kind = form.written_type(child.field("type"))
        star = "*" if child.kind() == "variadic_parameter_declaration" else ""
        names = [one for one in child.field_children("name") if one.is_named()]
        found.extend(ir.Param(one.text(), None, star, None, kind) for one in names)
        if not names:
            found.append(ir.Param("_", None, star, None, kind))
    return found


def _function(low: Lowering, node: Node) -> ir.Function:
    return function(low, node, form.text_of(node, "name"), lambda: _params(node.field("parameters")), lambda: block(low, node.field("body")))


def _define(low: Lowering, node: Node) -> Statements:
    return (ir.Define(_function(low, node)),)


_RECEIVER = regex(r"\(\s*(?:(\w+)\s+)?\*?\s*(\w+)")


def _method(low: Lowering, node: Node) -> Statements:
    found = _RECEIVER.match(form.text_of(node, "receiver"))
    if found is None:
        return _define(low, node)
    low.self_name = found[1] or ""
    method = _function(low, node)
    low.self_name = ""
    return (ir.Class(node, found[2], (), (ir.Define(method),)),)


def _type(_: Lowering, node: Node) -> Statements:
    title, kind = node.field("name"), node.field("type")
    if title is None or kind is None or kind.kind() != "struct_type":
        return ()
    return (_struct_type(node, title.text(), kind),)


def _struct_type(node: Node, title: str, kind: Node, depth: int = 0) -> ir.Class:
    bases: list[ir.Expr] = []
    fields: list[ir.Stmt] = []
    for child in [one for listed in named(kind) for one in named(listed)]:
        names, inner = [one for one in child.field_children("name") if one.is_named()], child.field("type")
        if inner is not None and inner.kind() == "struct_type" and depth < 8:  # a struct within
            for one in names:
                fields.append(_struct_type(child, one.text(), inner, depth + 1))
                fields.append(ir.Bind(one, ir.Name(one, one.text()), ir.Call(one, ir.Name(one, one.text()), (), new=True)))
            continue
        written = form.written_type(inner)
        fields.extend(ir.Bind(one, ir.Name(one, one.text()), ir.Opaque(one), annotation=written) for one in names)
        if not names and written is not None:
            bases.append(written)
    return ir.Class(node, title, tuple(bases), tuple(fields))


_VERSION = regex(r"/v\d+$|\.v\d+$|^go-|\.go$|-go$")


def _import(_: Lowering, node: Node) -> Statements:
    module, alias = form.text_of(node, "path")[1:-1], node.field("name")
    short = _VERSION.sub("", _VERSION.sub("", module).rpartition("/")[2])
    local = alias.text() if alias is not None else short
    if local == "_":
        return (ir.Import(node, module),)
    return (ir.Import(node, module, (ir.Imported("*", "*") if local == "." else ir.Imported("", local),)),)


# --- statements --------------------------------------------------------------------------------------


def _for(low: Lowering, node: Node) -> Statements:
    head = next((child for child in named(node) if child.kind() in ("for_clause", "range_clause")), None)
    body = node.field("body")
    if head is None:
        test = [child for child in named(node) if child.kind() != "block"]
        return (ir.Loop(node, None, None, (*(ir.Evaluate(expression(low, child)) for child in test[:1]), *block(low, body))),)
    if head.kind() == "for_clause":
        start, condition, step = head.field("initializer"), head.field("condition"), head.field("update")
        first = block(low, start)
        test_first: Statements = (ir.Evaluate(expression(low, condition)),) if condition is not None else ()
        return (*first, ir.Loop(node, None, None, (*test_first, *block(low, body), *block(low, step))))
    iterable = part(low, head, "right")
    targets = _targets(low, head.field("left"), new=True)
    # The first is an index or key; the second is the item.
    keys = (ir.Bind(head, targets[0], ir.Test(head)),) if targets and targets[0] is not None else ()
    return (ir.Loop(node, targets[1] if len(targets) > 1 else None, iterable, (*keys, *block(low, body))),)


def _switch(low: Lowering, node: Node) -> Statements:
    first = block(low, node.field("initializer"))
    value, alias = node.field("value"), node.field("alias")
    test = expression(low, value) if value is not None else None
    if alias is not None and test is not None:
        names = _targets(low, alias, new=True)
        first = (*first, *(ir.Bind(node, one, test) for one in names if one is not None))
    cases = [child for child in named(node) if child.kind().endswith("_case")]
    return (*first, ir.Branch(node, test, tuple([_case(low, child) for child in cases])))


def _case(low: Lowering, node: Node) -> Statements:
    return run(low, [child for child in named(node) if child.kind() == "statement_list" or node.kind() == "communication_case"])


def _send(low: Lowering, node: Node) -> Statements:
    """`ch <- v` puts it into what the channel holds."""
    channel = form.inner(low, node)
    value = part(low, node, "value")
    return form.bind(node, channel, value, extends=True)


def _return(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    values = _values(low, inside[0]) if inside else []
    if len(values) > 1:
        return (ir.Return(node, ir.Sequence(node, tuple(ir.Arg(one) for one in values))),)
    return (ir.Return(node, values[0] if values else None),)


GO = Grammar(
    language="go",
    grammar="go",
    blocks=frozenset(("source_file", "block", "statement_list")),
    silent=frozenset(("package_clause", "label_name", "break_statement", "continue_statement", "goto_statement", "fallthrough_statement", "empty_statement",
        "type_alias", "type_identifier", "qualified_type", "pointer_type", "slice_type", "map_type", "array_type", "channel_type", "function_type",
        "interface_type", "struct_type", "generic_type", "type_arguments")),
    argument=_argument,
    finish=classes.merge,
    expressions={
        **dict.fromkeys(("identifier", "package_identifier"), form.name),
        **dict.fromkeys(("int_literal", "float_literal", "imaginary_literal", "rune_literal", "true", "false", "nil", "iota"), form.constant),
        "interpreted_string_literal": form.string(("interpreted_string_literal_content", "escape_sequence"), form.unescape),
        "raw_string_literal": _raw,
        "selector_expression": form.attribute("operand", "field"),
        "index_expression": form.item("operand", "index"),
        "slice_expression": _slice,
        **dict.fromkeys(("type_assertion_expression", "type_conversion_expression"), _conversion),
        **dict.fromkeys(("parenthesized_expression", "literal_element", "type_instantiation_expression"), form.inner),
        "call_expression": _call,
        "composite_literal": _composite,
        "literal_value": _value,
        "binary_expression": form.binary(),
        "unary_expression": form.unary("& * <- +"),
        "func_literal": _function,
    },
    statements={
        **dict.fromkeys(("expression_statement", "go_statement", "defer_statement", "labeled_statement", "type_declaration", "import_declaration", "import_spec_list"), form.all_parts),
        **dict.fromkeys(("const_declaration", "var_declaration"), _specs),
        **dict.fromkeys(("const_spec", "var_spec"), _spec),
        "short_var_declaration": _short,
        **dict.fromkeys(("assignment_statement", "receive_statement"), _assign),
        **dict.fromkeys(("inc_statement", "dec_statement"), lambda low, node: (ir.Evaluate(form.test(low, node)),)),
        "function_declaration": _define,
        "method_declaration": _method,
        "type_spec": _type,
        "import_spec": _import,
        "if_statement": form.branch,
        "for_statement": _for,
        **dict.fromkeys(("expression_switch_statement", "type_switch_statement", "select_statement"), _switch),
        "send_statement": _send,
        "return_statement": _return,
    },
)
