"""Which statements of the intermediate representation are Ruby's, and what do its classes hold?

The last expression of a method or block is what it returns.
"""

from collections.abc import Callable

from helcim_audit.lazy import regex
from helcim_audit.program import ir, signs
from helcim_audit.program.ruby_expressions import branch
from helcim_audit.program.ruby_lowering import DEEPEST, Lowering, Statements, expression, part
from helcim_audit.program.ruby_patterns import parameters, target
from helcim_audit.program.treesitter import Node, named

_SILENT = frozenset(("alias", "undef", "empty_statement", "heredoc_body", "uninterpreted", "redo", "retry", "ERROR_TOKEN", "string_content", "heredoc_content"))


def block(low: Lowering, nodes: list[Node], returns: bool = False) -> Statements:
    """Statements in a row, each behind what its expressions do on the side; the last is returned if asked."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ()
    low.depth += 2
    outer, low.pending = low.pending, []
    body: list[ir.Stmt] = []
    kept = [node for node in nodes if node.kind() not in _SILENT]
    for index, node in enumerate(kept):
        lowered = _statement(low, node, returns and index + 1 == len(kept))
        body.extend(low.pending)
        low.pending.clear()
        body.extend(lowered)
    low.pending = outer
    low.depth -= 2
    return tuple(body)


def _statement(low: Lowering, node: Node, returns: bool) -> Statements:
    lower = _LOWER.get(node.kind())
    return lower(low, node, returns) if lower is not None else _value(low, node, returns)


def _value(low: Lowering, node: Node, returns: bool) -> Statements:
    """An expression as a statement."""
    before = len(low.pending)
    value = expression(low, node)
    done = len(low.pending) > before and isinstance(value, ir.Name | ir.Attribute | ir.Item | ir.Opaque | ir.Literal)
    if returns and not (isinstance(value, ir.Opaque) and not value.parts):
        return (ir.Return(node, value),)
    return () if done else (ir.Evaluate(value),)  # an assignment is complete with its binding, `raise` with its raise


def _call(low: Lowering, node: Node, returns: bool) -> Statements:
    name, receiver = node.field("method"), node.field("receiver")
    title = name.text() if name is not None else ""
    if receiver is None and title in ("require_relative", "require", "load", "require_dependency"):
        return _require(low, node, title)
    inner = node.field("block")
    if receiver is not None and inner is not None and title in _EACH and not returns:
        return _each(low, node, receiver, inner, title)
    return _value(low, node, returns)


def _require(low: Lowering, node: Node, title: str) -> Statements:
    call = expression(low, node)
    path = call.args[0].value if isinstance(call, ir.Call) and call.args else None
    if not isinstance(path, ir.Literal) or not path.value:
        return (ir.Evaluate(call),)
    relative = title == "require_relative" and not path.value.startswith(".")
    return (ir.Import(node, "./" + path.value if relative else path.value, (ir.Imported("*", "*"),)),)


_EACH = frozenset(("each", "each_with_index", "each_pair", "each_value", "each_entry", "find_each", "reverse_each"))


def _each(low: Lowering, node: Node, receiver: Node, inner: Node, title: str) -> Statements:
    """`xs.each do |x| ... end`. Of `|key, value|` and `|value, index|` the value is what is looped over."""
    iterable = expression(low, receiver)
    outer = set(low.variables)
    params, body = parameters(low, inner.field("parameters")), inner.field("body")
    statements = body_of(low, named(body), body, False) if body is not None else ()
    low.variables = outer
    index = 1 if len(params) == 2 and title in ("each", "each_pair") else 0
    bound: ir.Target | None = None
    if params:
        bound = params[index].pattern or ir.Name(inner, params[index].name)
    others = tuple(ir.Bind(inner, ir.Name(inner, one.name), ir.Test(inner)) for at, one in enumerate(params) if at != index and one.name)
    return (ir.Loop(node, bound, iterable, (*others, *statements)),)


def _condition(low: Lowering, node: Node) -> ir.Expr:
    test = part(low, node, "condition")
    return signs.told(node.kind(), test)


def _if(low: Lowering, node: Node, returns: bool) -> Statements:
    test = _condition(low, node)
    first = block(low, branch(node.field("consequence")), returns)
    other = node.field("alternative")
    if other is None:
        last: Statements = ()
    elif other.kind() == "elsif":
        last = block(low, [other], returns)
    else:
        last = block(low, branch(other), returns)
    return (ir.Branch(node, test, (first, last)),)


def _modifier(low: Lowering, node: Node, returns: bool) -> Statements:
    test, body = _condition(low, node), node.field("body")
    return (ir.Branch(node, test, (block(low, [body], returns) if body is not None else (), ())),)


def _case(low: Lowering, node: Node, returns: bool) -> Statements:
    subject = node.field("value")
    test = expression(low, subject) if subject is not None else None
    tests: list[ir.Stmt] = []
    bodies: list[Statements] = []
    for child in named(node):
        match child.kind():
            case "when":
                for pattern in child.field_children("pattern"):
                    tests.extend(ir.Evaluate(ir.Test(one, (expression(low, one),))) for one in named(pattern) if one.kind() in ("call", "binary"))
                bodies.append(block(low, branch(child.field("body")), returns))
            case "in_clause":
                first = _captured(low, child.field("pattern"), test) if test is not None else ()
                bodies.append((*first, *block(low, branch(child.field("body")), returns)))
            case "else":
                bodies.append(block(low, branch(child), returns))
            case _:
                pass
    return (*tests, ir.Branch(node, test, tuple(bodies)))


def _captured(low: Lowering, pattern: Node | None, subject: ir.Expr) -> Statements:
    """`in {token: t, key:}`: names that fields of the subject get."""
    found: list[ir.Stmt] = []
    for one in named(pattern) if pattern is not None and pattern.kind() == "hash_pattern" else []:
        inside = named(one)
        if one.kind() != "keyword_pattern" or not inside:
            continue
        key = inside[0].text().strip("\"'")
        last = inside[-1]
        name = named(last)[-1] if last.kind() == "as_pattern" else last
        if name.kind() in ("identifier", "hash_key_symbol"):
            title = name.text()
            low.variables.add(title)
            found.append(ir.Bind(one, ir.Name(name, title), ir.Item(one, subject, ir.Literal(inside[0], key))))
    return tuple(found)


def _while(low: Lowering, node: Node, returns: bool) -> Statements:  # noqa: ARG001
    test, body = part(low, node, "condition"), node.field("body")
    inner = branch(body) if body is not None and body.kind() == "do" else [body] if body is not None else []
    return (ir.Loop(node, None, None, (ir.Evaluate(test), *block(low, inner))),)


def _for(low: Lowering, node: Node, returns: bool) -> Statements:  # noqa: ARG001
    pattern, value = node.field("pattern"), node.field("value")
    inside = named(value) if value is not None else []
    iterable = expression(low, inside[-1]) if inside else None
    bound = target(low, pattern) if pattern is not None else None
    return (ir.Loop(node, bound, iterable, block(low, branch(node.field("body")))),)


def _begin(low: Lowering, node: Node, returns: bool) -> Statements:
    return body_of(low, named(node), node, returns)


def body_of(low: Lowering, nodes: list[Node], at: Node, returns: bool) -> Statements:
    """A body with its `rescue`, `else` and `ensure`."""
    plain = [one for one in nodes if one.kind() not in ("rescue", "else", "ensure")]
    handlers: list[Statements] = []
    after: list[ir.Stmt] = []
    body = block(low, plain, returns)
    for child in nodes:
        if child.kind() == "rescue":
            caught = next((one for one in named(child) if one.kind() == "exception_variable"), None)
            names = named(caught) if caught is not None else []
            bound = target(low, names[0]) if names else None
            first: Statements = (ir.Bind(child, bound, ir.Caught(child)),) if bound is not None else ()
            handlers.append((*first, *block(low, branch(child.field("body")), returns)))
        elif child.kind() in ("else", "ensure"):
            after.extend(block(low, branch(child), returns and child.kind() == "else"))
    return (*body, *((ir.Branch(at, None, tuple(handlers)),) if handlers else ()), *after)


def _return(low: Lowering, node: Node, returns: bool) -> Statements:  # noqa: ARG001
    listed = named(node)
    values = named(listed[0]) if listed else []
    if not values:
        return (ir.Return(node, None),)
    if len(values) == 1:
        return (ir.Return(node, expression(low, values[0])),)
    return (ir.Return(node, ir.Sequence(node, tuple(ir.Arg(expression(low, one)) for one in values))),)


def function(low: Lowering, node: Node) -> ir.Function:
    """A method, block or lambda. Methods without parameters are read like fields."""
    name, body = node.field("name"), node.field("body")
    title = name.text() if name is not None and node.kind() in ("method", "singleton_method") else ""
    listed = node.field("parameters")
    outer_pending, low.pending = low.pending, []
    outer_variables, low.variables = low.variables, set() if title else set(low.variables)
    params = parameters(low, listed)
    if body is not None and body.kind() in ("block", "do_block"):  # of a lambda
        body = body.field("body")
    if body is None:
        statements: Statements = ()
    elif body.kind() in ("body_statement", "block_body", "begin"):
        statements = body_of(low, named(body), body, title not in ("initialize",) and not title.endswith("="))
    else:
        statements = block(low, [body], True)
    low.pending, low.variables = outer_pending, outer_variables
    decorators: tuple[ir.Expr, ...] = (ir.Name(node, "property"),) if title and not params else ()
    return ir.Function(node, title, params, statements, decorators)


def _define(low: Lowering, node: Node, returns: bool) -> Statements:  # noqa: ARG001
    return (ir.Define(function(low, node)),)


# Classes whose methods are not in the project.
_FRAMEWORK = regex(r"(?:Controller|Record|Job|Worker|Mailer|Error|Exception|Base|Component|Channel|Struct|Migration|Module|API|Application|Engine|Railtie|Roda|Thor)\b")
_GEMS = regex(r"^(?:HTTParty|Singleton|Comparable|Enumerable|Sidekiq|ActiveModel|ActiveSupport|Dry|Interactor|Observable|Kernel|Rails|Devise|Pundit|Memoist)|" + _FRAMEWORK.pattern)
_MIXINS = frozenset(("include", "extend", "prepend"))
_READERS = frozenset(("attr_accessor", "attr_reader", "attr_writer", "attribute", "delegate"))


def _class(low: Lowering, node: Node, returns: bool) -> Statements:  # noqa: ARG001
    """A class or module. Modules that it includes stand among the bases."""
    name, above, body = node.field("name"), node.field("superclass"), node.field("body")
    bases = [expression(low, one) for one in named(above)] if above is not None else []
    outer = low.members, low.methods, low.variables, low.inherits
    listed = named(body) if body is not None else []
    low.members, low.variables = frozenset(_members(listed, _READERS)), set()
    low.methods = frozenset(_members(listed, frozenset()))
    low.inherits = any(_FRAMEWORK.search(one) is None for one in (*((above.text(),) if above is not None else ()), *_mixed_in(listed)))
    statements: list[ir.Stmt] = []
    for child in listed:
        method = child.field("method") if child.kind() == "call" else None
        if method is not None and method.text() in _MIXINS and child.field("receiver") is None:
            passed = child.field("arguments")
            mixins = named(passed) if passed is not None else []
            bases.extend(expression(low, one) for one in mixins)
            low.inherits = low.inherits or (above is None and any(_GEMS.search(one.text()) is None for one in mixins))
        elif (inner := _opened(child)) is not None:
            statements.extend(block(low, named(inner)))
        elif child.kind() == "identifier":  # private
            continue
        elif child.kind() == "singleton_class":
            inner = child.field("body")
            statements.extend(block(low, named(inner)) if inner is not None else ())
        else:
            statements.extend(block(low, [child]))
    low.members, low.methods, low.variables, low.inherits = outer
    title = name.text().rpartition("::")[2] if name is not None else "(class)"
    return (ir.Class(node, title, tuple(bases), tuple(statements)),)


def _opened(node: Node) -> Node | None:
    """The body of `helpers do ... end`, `included do ... end`: it defines what the class has."""
    method, inner = (node.field("method"), node.field("block")) if node.kind() == "call" else (None, None)
    if method is None or inner is None or method.text() not in ("helpers", "included", "class_methods", "prepended"):
        return None
    return next((child for child in named(inner) if child.kind() in ("body_statement", "block_body")), inner)


def _mixed_in(nodes: list[Node]) -> list[str]:
    """The modules that a class includes."""
    calls = [one for one in nodes if one.kind() == "call" and (method := one.field("method")) is not None and method.text() in _MIXINS]
    return [passed.text() for one in calls if (passed := one.field("arguments")) is not None]


def _members(nodes: list[Node], readers: frozenset[str]) -> list[str]:
    """Names of the methods that a class defines, and of those that calls of `readers` define."""
    found: list[str] = []
    for one in nodes:
        name = one.field("name")
        if one.kind() in ("method", "singleton_method") and name is not None:
            found.append(name.text())
        elif (opened := _opened(one)) is not None:
            found.extend(_members(named(opened), readers))
        elif one.kind() == "singleton_class" and (inner := one.field("body")) is not None:
            found.extend(_members(named(inner), readers))
        elif one.kind() == "call":
            passed = one.field("arguments")
            inside = named(passed) if passed is not None else []
            method = one.field("method")
            found.extend(_members([child for child in inside if child.kind() == "method"], readers))  # private def x
            if method is not None and method.text() in readers:
                found.extend(child.text().removeprefix(":") for child in inside if child.kind() == "simple_symbol")
    return found


def _error(low: Lowering, node: Node, returns: bool) -> Statements:
    return block(low, named(node), returns)


_LOWER: dict[str, Callable[[Lowering, Node, bool], Statements]] = {
    "call": _call,
    **dict.fromkeys(("if", "unless", "elsif"), _if),
    **dict.fromkeys(("if_modifier", "unless_modifier"), _modifier),
    **dict.fromkeys(("case", "case_match"), _case),
    **dict.fromkeys(("while", "until", "while_modifier", "until_modifier"), _while),
    "for": _for,
    "begin": _begin,
    **dict.fromkeys(("return", "next", "break"), _return),
    **dict.fromkeys(("method", "singleton_method"), _define),
    **dict.fromkeys(("class", "module"), _class),
    **dict.fromkeys(("ERROR", "begin_block", "end_block", "parenthesized_statements"), _error),
}
