"""What do the calls of Elixir do that are its syntax: defmodule, def, if, case, with, for, try, alias?"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.elixir_values import bound, pairs, target
from helcim_audit.program.grammar import Lowering, Statements, expression, function, in_class, returning, run, value_of
from helcim_audit.program.pages import PRINTED, printed
from helcim_audit.program.treesitter import Node, named

# --- parts of a call ---------------------------------------------------------------------------------


def _title(node: Node) -> str:
    found = node.field("target")
    return found.text() if found is not None and found.kind() == "identifier" else ""


def _listed(node: Node) -> list[Node]:
    """The arguments, keywords last."""
    listed = next((child for child in named(node) if child.kind() == "arguments"), None)
    return named(listed) if listed is not None else []


def _plain(node: Node) -> list[Node]:
    return [child for child in _listed(node) if child.kind() != "keywords"]


def _keyword(node: Node, word: str) -> Node | None:
    """The value of `word: value`, where a block is written so."""
    for child in _listed(node)[-1:]:
        for pair in named(child) if child.kind() == "keywords" else []:
            title = pair.field("key")
            if title is not None and title.text().strip() == f"{word}:":
                return pair.field("value")
    return None


_SECTIONS = ("else_block", "rescue_block", "catch_block", "after_block")


def _do(node: Node) -> tuple[list[Node], list[Node]]:
    """The statements of `do ... end` or `do: x`, and the sections after them."""
    found = next((child for child in named(node) if child.kind() == "do_block"), None)
    if found is None:
        value, other = _keyword(node, "do"), _keyword(node, "else")
        return [value] if value is not None else [], [other] if other is not None else []
    inside = named(found)
    return [child for child in inside if child.kind() not in _SECTIONS], [child for child in inside if child.kind() in _SECTIONS]


# --- calls -------------------------------------------------------------------------------------------


def call(low: Lowering, node: Node) -> ir.Expr:
    title = _title(node)
    if title == "for":
        return _comprehension(low, node)
    if title in _FORMS:
        return value_of(low, node, _FORMS[title](low, node))
    found = node.field("target")
    made = expression(low, found) if found is not None else ir.Name(node, "")
    has_arguments = any(child.kind() in ("arguments", "do_block") for child in named(node))
    if found is not None and found.kind() == "dot" and not has_arguments:
        return made
    args: list[ir.Arg] = [ir.Arg(expression(low, child)) for child in _plain(node)]
    for child in _listed(node)[-1:]:
        if child.kind() == "keywords":
            args.extend(ir.Arg(one.value, one.key.value if isinstance(one.key, ir.Literal) else None) for one in pairs(low, child))
    if any(child.kind() == "do_block" for child in named(node)):
        inside, sections = _do(node)
        block = function(low, node, "", lambda: (), lambda: (*returning(_clauses_or_run(low, inside)), *(one for part in sections for one in run(low, named(part)))))
        args.append(ir.Arg(block, "do"))
    if title == PRINTED:
        return printed(node, tuple(args))
    return ir.Call(node, made, tuple(args))


def statement(low: Lowering, node: Node) -> Statements:
    title = _title(node)
    if title in _FORMS:
        return _FORMS[title](low, node)
    return (ir.Evaluate(call(low, node)),)


def attribute(low: Lowering, node: Node) -> Statements:
    """`@name value` sets an attribute of the module."""
    operand = node.field("operand")
    if form.operator(node) != "@" or operand is None or operand.kind() != "call":
        return (ir.Evaluate(expression(low, node)),)
    title, given = operand.field("target"), _listed(operand)
    if title is None or not given or title.text() in ("doc", "moduledoc", "spec", "type", "typep", "opaque", "callback", "impl", "behaviour", "typedoc"):
        return ()
    return (ir.Bind(node, ir.Name(title, title.text()), expression(low, given[0])),)


# --- modules and functions ---------------------------------------------------------------------------


def _module(low: Lowering, node: Node) -> Statements:
    title = _plain(node)
    inside, _ = _do(node)
    name = title[0].text() if title else ""
    names = [one for child in inside if _title(child) in ("def", "defp") and (one := _head(child)[0])]
    body = in_class(low, name, names, lambda: run(low, inside))
    return (ir.Class(node, name, (), _merged(body)),)


def _head(node: Node) -> tuple[str, list[Node]]:
    """Name and parameters of `def name(...) when ...`."""
    listed = _plain(node)
    head = listed[0] if listed else None
    if head is not None and head.kind() == "binary_operator" and form.operator(head) == "when":
        head = head.field("left")
    if head is None:
        return "", []
    return (_title(head), _plain(head) + [child for child in _listed(head) if child.kind() == "keywords"]) if head.kind() == "call" else (head.text(), [])


def _define(low: Lowering, node: Node) -> Statements:
    title, listed = _head(node)
    inside, sections = _do(node)
    first: list[ir.Stmt] = []

    def body() -> Statements:
        return (*first, *returning(run(low, inside)), *_handled(low, sections))

    return (ir.Define(function(low, node, title, lambda: [_param(low, child, first) for child in listed], body)),)


def _param(low: Lowering, node: Node, first: list[ir.Stmt]) -> ir.Param:
    default: ir.Expr | None = None
    if node.kind() == "binary_operator" and form.operator(node) == "\\\\":
        given, inner = node.field("right"), node.field("left")
        default = expression(low, given) if given is not None else None
        node = inner if inner is not None else node
    if node.kind() == "identifier":
        return ir.Param(node.text(), default)
    place = target(low, node)
    if isinstance(place, ir.Name):
        return ir.Param(place.id, default)
    if node.kind() == "binary_operator" and form.operator(node) == "=":  # %{...} = name
        for side in (node.field("left"), node.field("right")):
            if side is not None and side.kind() == "identifier" and isinstance(place, ir.Pattern):
                first.append(ir.Bind(node, place, ir.Name(side, side.text())))
                return ir.Param(side.text(), default)
    return ir.Param("", default, pattern=place if isinstance(place, ir.Pattern) else None)


def _merged(body: Statements) -> Statements:
    """The clauses of a function as one, in branches."""
    groups: dict[tuple[str, int], list[ir.Function]] = {}
    for one in body:
        if isinstance(one, ir.Define):
            groups.setdefault((one.function.name, len(one.function.params)), []).append(one.function)
    found: list[ir.Stmt] = []
    for one in body:
        if not isinstance(one, ir.Define):
            found.append(one)
        elif clauses := groups.pop((one.function.name, len(one.function.params)), []):
            found.append(ir.Define(clauses[0] if len(clauses) == 1 else clauses_of(clauses)))
    return tuple(found)


def clauses_of(clauses: list[ir.Function]) -> ir.Function:
    """Functions of as many parameters as one, whose parameters have the names of their places."""
    first = clauses[0]
    names = tuple(ir.Param(f"({index})", param.default) for index, param in enumerate(first.params))
    return replace(first, params=names, body=(ir.Branch(first.at, None, tuple(_clause(one) for one in clauses)),))


def _clause(one: ir.Function) -> Statements:
    binds: list[ir.Stmt] = []
    for index, param in enumerate(one.params):
        place: ir.Target | None = param.pattern if param.pattern is not None else ir.Name(one.at, param.name) if param.name else None
        if place is not None:
            binds.append(ir.Bind(one.at, place, ir.Name(one.at, f"({index})")))
    return (*binds, *one.body)


def anonymous(low: Lowering, node: Node) -> ir.Expr:
    clauses = [child for child in named(node) if child.kind() == "stab_clause"]
    made = [_stab(low, child) for child in clauses]
    if not made:
        return ir.Function(node, "", (), ())
    return replace(made[0] if len(made) == 1 else clauses_of(made), at=node)


def _stab(low: Lowering, node: Node) -> ir.Function:
    first: list[ir.Stmt] = []
    listed, body = _patterns(node), node.field("right")
    return function(low, node, "", lambda: [_param(low, child, first) for child in listed], lambda: (*first, *returning(run(low, named(body) if body is not None else []))))


def _patterns(clause: Node) -> list[Node]:
    """The patterns on the left of `->`, without the guard."""
    left = clause.field("left")
    if left is not None and left.kind() == "binary_operator" and form.operator(left) == "when":
        left = left.field("left")
    return named(left) if left is not None else []


def _struct(low: Lowering, node: Node) -> Statements:
    """`defstruct [:a, b: 1]`."""
    found: list[ir.Stmt] = []
    for listed in _listed(node):
        for child in named(listed) if listed.kind() == "list" else [listed]:
            if child.kind() == "keywords":
                found.extend(ir.Bind(child, ir.Name(child, one.key.value), one.value) for one in pairs(low, child) if isinstance(one.key, ir.Literal))
            elif child.kind() == "atom":
                found.append(ir.Bind(child, ir.Name(child, child.text()[1:]), ir.Opaque(child)))
    return tuple(found)


def _import(_: Lowering, node: Node) -> Statements:
    """`alias A.{B, C}`, `alias A.B, as: C`, `import A`."""
    listed = _plain(node)
    if not listed:
        return ()
    module, renamed = listed[0], _keyword(node, "as")
    if _title(node) in ("import", "use"):
        return (ir.Import(node, module.text(), (ir.Imported("*", "*"),)),)
    group = module.field("right") if module.kind() == "dot" else None
    if group is not None and group.kind() == "tuple":
        base = form.text_of(module, "left")
        return tuple(ir.Import(node, f"{base}.{one.text()}", (ir.Imported("", one.text().rpartition(".")[2]),)) for one in named(group))
    local = renamed.text() if renamed is not None else module.text().rpartition(".")[2]
    return (ir.Import(node, module.text(), (ir.Imported("", local),)),)


# --- control -----------------------------------------------------------------------------------------


def _clauses_or_run(low: Lowering, inside: list[Node]) -> Statements:
    if inside and inside[0].kind() == "stab_clause":
        return (ir.Branch(inside[0], None, tuple([_body(low, child, None) for child in inside])),)
    return run(low, inside)


def _body(low: Lowering, clause: Node, subject: ir.Expr | None) -> Statements:
    """A clause of `case`: what its pattern binds, its guard, its body."""
    binds = [one for child in _patterns(clause) for one in bound(low, child, child, subject)] if subject is not None else []
    body = clause.field("right")
    return (*(one for one in binds if not isinstance(one, ir.Evaluate)), *run(low, named(body) if body is not None else []))


def _if(low: Lowering, node: Node) -> Statements:
    tests = _plain(node)
    test = expression(low, tests[0]) if tests else None
    inside, sections = _do(node)
    other = [run(low, named(part) if part.kind() == "else_block" else [part]) for part in sections[:1]]
    return (ir.Branch(node, test, (run(low, inside), *other)),)


def _case(low: Lowering, node: Node) -> Statements:
    subjects = _plain(node)
    subject = expression(low, subjects[0]) if subjects else ir.Opaque(node)
    inside, _ = _do(node)
    return (ir.Branch(node, subject, tuple([_body(low, child, subject) for child in inside if child.kind() == "stab_clause"])),)


def _cond(low: Lowering, node: Node) -> Statements:
    inside, _ = _do(node)
    bodies = []
    for clause in inside:
        tests = tuple(ir.Evaluate(ir.Test(one, (expression(low, one),))) for one in _patterns(clause))
        body = clause.field("right")
        bodies.append((*tests, *run(low, named(body) if body is not None else [])))
    return (ir.Branch(node, None, tuple(bodies)),)


def _with(low: Lowering, node: Node) -> Statements:
    """`with {:ok, a} <- f(), do: a, else: ...`."""
    first: list[ir.Stmt] = []
    for child in _plain(node):
        left, right = (child.field("left"), child.field("right")) if child.kind() == "binary_operator" else (None, None)
        if left is not None and right is not None and form.operator(child) in ("<-", "="):
            value = expression(low, right)
            first.extend(bound(low, child, left, value))
        else:
            first.extend(run(low, [child]))
    inside, sections = _do(node)
    others = [_body(low, clause, ir.Opaque(clause)) for part in sections for clause in named(part) if clause.kind() == "stab_clause"]
    return (*first, ir.Branch(node, None, (run(low, inside), *others)))


def _generators(node: Node) -> Iterable[tuple[Node, Node]]:
    for child in _plain(node):
        left, right = (child.field("left"), child.field("right")) if child.kind() == "binary_operator" else (None, None)
        if left is not None and right is not None and form.operator(child) == "<-":
            yield left, right


def _for(low: Lowering, node: Node) -> Statements:
    inside, _ = _do(node)
    return _looped(low, node, list(_generators(node)), inside)


def _looped(low: Lowering, node: Node, generators: list[tuple[Node, Node]], inside: list[Node]) -> Statements:
    if not generators:
        return run(low, inside)
    (left, right), *rest = generators
    iterable = expression(low, right)
    return (ir.Loop(node, target(low, left), iterable, _looped(low, node, rest, inside)),)


def _comprehension(low: Lowering, node: Node) -> ir.Expr:
    """`for x <- xs, do: y` as `Enum.map(xs, fn x -> y end)`."""
    generators = list(_generators(node))
    inside, _ = _do(node)
    if not generators:
        return ir.Opaque(node)
    iterable = expression(low, generators[-1][1])
    first: list[ir.Stmt] = []
    made = function(low, node, "", lambda: [_param(low, generators[-1][0], first)], lambda: (*first, *returning(run(low, inside))))
    return ir.Call(node, ir.Attribute(node, ir.Name(node, "Enum"), "map"), (ir.Arg(iterable), ir.Arg(made)))


def _handled(low: Lowering, sections: list[Node]) -> Statements:
    """rescue and catch as branches, else and after in line."""
    found: list[ir.Stmt] = []
    for part in sections:
        if part.kind() not in _SECTIONS:
            found.extend(run(low, [part]))
        elif part.kind() == "after_block":
            found.extend(run(low, named(part)))
        else:
            for clause in named(part):
                caught = ir.Caught(clause)
                body = _body(low, clause, caught) if clause.kind() == "stab_clause" else run(low, [clause])
                found.append(ir.Branch(clause, None, (body,)))
    return tuple(found)


def _try(low: Lowering, node: Node) -> Statements:
    inside, sections = _do(node)
    return (*run(low, inside), *_handled(low, sections))


def _raise(low: Lowering, node: Node) -> Statements:
    values = [expression(low, child) for child in _listed(node)]
    return (ir.Raise(node, values[0] if len(values) == 1 else ir.Opaque(node, tuple(values))),) if values else ()


def _quoted(low: Lowering, node: Node) -> Statements:
    inside, _ = _do(node)
    return run(low, inside or _plain(node))


_FORMS: dict[str, Callable[[Lowering, Node], Statements]] = {
    **dict.fromkeys(("defmodule", "defprotocol", "defimpl"), _module),
    **dict.fromkeys(("def", "defp", "defmacro", "defmacrop"), _define),
    "defstruct": _struct,
    **dict.fromkeys(("alias", "import", "require", "use"), _import),
    **dict.fromkeys(("if", "unless"), _if),
    "case": _case,
    "receive": _case,
    "cond": _cond,
    "with": _with,
    "for": _for,
    "try": _try,
    **dict.fromkeys(("raise", "throw"), _raise),
    **dict.fromkeys(("quote", "unquote"), _quoted),
    **dict.fromkeys(("defdelegate", "defguard", "defexception", "defoverridable"), lambda _low, _node: ()),
}
