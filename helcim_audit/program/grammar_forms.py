"""Which forms do nodes take that most languages share: names, strings, calls, operators, branches, loops?

Each function here either is a form or makes one from the names of a grammar's fields.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import ir, signs
from helcim_audit.program.grammar import Expression, Lowering, Statement, Statements, block, expression, part, run, variable
from helcim_audit.program.treesitter import Node, named

# --- values ------------------------------------------------------------------------------------------


def name(low: Lowering, node: Node) -> ir.Expr:
    return variable(low, node, node.text())


def plain_name(_: Lowering, node: Node) -> ir.Expr:
    return ir.Name(node, node.text())


def this(_: Lowering, node: Node) -> ir.Expr:
    return ir.Name(node, "self")


def constant(_: Lowering, node: Node) -> ir.Expr:
    return ir.Constant(node, node.text())


def nothing(_: Lowering, node: Node) -> ir.Expr:
    return ir.Opaque(node)


def held(node: Node) -> list[Node]:
    """The named children; some grammars give `this` no name."""
    return named(node) or [child for child in node.children() if child.kind() in ("this", "super", "base")]


def inner(low: Lowering, node: Node) -> ir.Expr:
    """The first thing that stands in it: `(x)`, `await x`."""
    inside = held(node)
    return expression(low, inside[0]) if inside else ir.Constant(node, "null")


def last(low: Lowering, node: Node) -> ir.Expr:
    inside = held(node)
    return expression(low, inside[-1]) if inside else ir.Constant(node, "null")


def through(field: str) -> Expression:
    return lambda low, node: part(low, node, field)


_SIGNS = ("relational_operator", "multiplicative_operator")  # which Dart's grammar gives names


def test(low: Lowering, node: Node) -> ir.Expr:
    return signs.test(node, operator(node), *[expression(low, child) for child in named(node) if child.kind() not in _SIGNS])


def text_of(node: Node, field: str) -> str:
    found = node.field(field)
    return found.text() if found is not None else ""


_TYPE = regex(r"[^\W\d]\w*(?:(?:\.|::)[^\W\d]\w*)*")
_TYPE_WORDS = regex(r"\b(?:mut|dyn|impl|inout|some|any|final|const|ref|out|in|params|readonly|required|covariant)\s+|\b(?:IOptions(?:Monitor|Snapshot)?|(?:web::)?Data|State|Extension|Arc|Rc|Box|ObjectProvider|Provider|Lazy|Optional|NonNullable)\s{0,2}<|@\w+(?:\.\w+)*\s*(?:\([^)]*\))?")


def written_type(node: Node | None) -> ir.Expr | None:
    """A written type, without its arguments: a name or a dotted name; of what only hands something over, that."""
    if node is None:
        return None
    found = _TYPE.search(_TYPE_WORDS.sub("", node.text()[:200]))
    return dotted(node, found[0]) if found else None


def dotted(node: Node, text: str) -> ir.Expr:
    """`a.b.c` and `a::b::c` as attributes of a name."""
    first, *rest = re.split(r"\s*(?:\.|::)\s*", text.strip())
    found: ir.Expr = ir.Name(node, first)
    for one in rest:
        found = ir.Attribute(node, found, one)
    return found


def joined(node: Node, parts: Iterable[ir.Expr]) -> ir.Expr:
    """Text of parts; what is literal throughout is a literal, a single part is itself."""
    merged: list[ir.Expr] = []
    for one in parts:
        flat = one.parts if isinstance(one, ir.Join) else (one,)
        for piece in flat:
            if isinstance(piece, ir.Literal) and not piece.value:
                continue
            before = merged[-1] if merged else None
            if isinstance(piece, ir.Literal) and isinstance(before, ir.Literal):
                merged[-1] = ir.Literal(node, before.value + piece.value)
            else:
                merged.append(piece)
    if not merged:
        return ir.Literal(node, "")
    if len(merged) == 1 and isinstance(merged[0], ir.Literal):
        return ir.Literal(node, merged[0].value)
    return merged[0] if len(merged) == 1 else ir.Join(node, tuple(merged))


def string(chars: Iterable[str], unescape: Callable[[str], str], marks: Iterable[str] = ()) -> Expression:
    """A string whose text stands in nodes of the kinds `chars`; `marks` are its quotes; the rest is interpolated."""
    plain, skipped = frozenset(chars), frozenset(marks)

    def form(low: Lowering, node: Node) -> ir.Expr:
        parts: list[ir.Expr] = []
        for child in node.named_children():
            kind = child.kind()
            if kind in plain:
                parts.append(ir.Literal(child, unescape(child.text())))
            elif kind not in skipped:
                parts.append(expression(low, child))
        return joined(node, parts)

    return form


_ESCAPE = regex(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-3]?[0-7]{1,2})|(\r\n|.|\n))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b", "\n": "", "\r\n": ""}


def unescape(text: str) -> str:
    """`text` with the escape sequences resolved that these languages have."""
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(found: re.Match[str]) -> str:
    *hexadecimal, octal, simple = found.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple)
    digits = next((one for one in hexadecimal if one), "")
    code = int(octal, 8) if octal is not None else int(digits, 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def as_is(text: str) -> str:
    return text


# --- operators ---------------------------------------------------------------------------------------


def attribute(base: str, field: str) -> Expression:
    return lambda low, node: ir.Attribute(node, part(low, node, base), text_of(node, field))


def item(base: str, index: str) -> Expression:
    return lambda low, node: ir.Item(node, part(low, node, base), part(low, node, index))


def arguments(low: Lowering, node: Node | None) -> tuple[ir.Arg, ...]:
    """The arguments of a call or the items of a list."""
    if node is None:
        return ()
    make = low.grammar.argument
    return tuple([make(low, child) if make is not None else ir.Arg(expression(low, child)) for child in named(node)])


def call(target: str, listed: str = "arguments", new: bool = False) -> Expression:
    return lambda low, node: ir.Call(node, part(low, node, target), arguments(low, node.field(listed)), new)


def sequence(low: Lowering, node: Node) -> ir.Expr:
    return ir.Sequence(node, arguments(low, node))


def operator(node: Node) -> str:
    """The sign of an operation: in a field, or the first child without a name."""
    sign = node.field("operator")
    if sign is not None:
        return sign.text()
    signs_of = [child.text() for child in node.children() if not child.is_named() or child.kind() in _SIGNS][:2]
    return "".join(signs_of) if signs_of[:1] == ["!"] else next(iter(signs_of), "")  # `!in`


def binary(joins: str = "+", choices: str = "?? ?:", through: str = "") -> Expression:
    """`a + b` and its like; the arguments list operators. What is in none of them is a test of its operands."""
    joining, choosing, passing = frozenset(joins.split()), frozenset(choices.split()), frozenset(through.split())

    def form(low: Lowering, node: Node) -> ir.Expr:
        sign = operator(node)
        if sign in joining:
            return chain(low, node, sign)
        left, right = node.field("left"), node.field("right")
        if left is None or right is None:
            inside = named(node)
            if len(inside) < 2:  # what a syntax error left
                return inner(low, node)
            left, right = inside[0], inside[-1]
        if sign in passing:
            return expression(low, left)
        first = expression(low, left)
        if sign not in choosing:
            return signs.test(node, sign, first, expression(low, right))
        second = maybe(low, right)
        return ir.Choice(node, (first, second)) if second is not None else first

    return form


def maybe(low: Lowering, node: Node) -> ir.Expr | None:
    """An expression that may not be evaluated; None where it has no value (`a ?: return b`)."""
    outer, low.pending = low.pending, []
    found = expression(low, node)
    if low.pending:
        outer.append(ir.Branch(node, None, (tuple(low.pending),)))
    low.pending = outer
    return None if isinstance(found, ir.Opaque) and not found.parts else found


def chain(low: Lowering, node: Node, sign: str) -> ir.Expr:
    """`a + b + c ...`, which grammars nest to the left, in one go: such chains are long."""
    kind, parts, left = node.kind(), list[Node](), node
    while left.kind() == kind and operator(left) == sign:
        inside = named(left)
        if len(inside) < 2:
            break
        parts.extend(reversed(inside[1:]))
        left = inside[0]
    parts.append(left)
    lowered = [expression(low, one) for one in reversed(parts)]
    if all(isinstance(one, ir.Constant) for one in lowered):
        return ir.Test(node, tuple(lowered))
    return joined(node, lowered)


def unary(through: str = "& * +") -> Expression:
    """`!x` is a test; the operators listed give `x` itself."""
    passing = frozenset(through.split())
    return lambda low, node: inner(low, node) if operator(node) in passing else test(low, node)


def ternary(low: Lowering, node: Node) -> ir.Expr:
    condition = ir.Test(node, (part(low, node, "condition"),))
    return ir.Choice(node, (part(low, node, "consequence"), part(low, node, "alternative"), condition))


_LENGTH = regex(r"len\(.*\)\s*-\s*(\d{1,9})|.*\.(?:len\(\)|[lL]ength(?:\(\))?|Count|count|size)\s*-\s*(\d{1,9})|\^\s*(\d{1,9})", re.DOTALL)


def sliced(node: Node, base: ir.Expr, low_end: Node | None, high_end: Node | None, inclusive: bool = False) -> ir.Expr:
    """`base[low:high]`, where a bound counted from the length (`len(t)-4`, `^4`) is negative."""
    first, second = _bound(low_end), _bound(high_end)
    high = second + 1 if inclusive and isinstance(second, int) else second
    known = first is not False and high is not False
    return ir.Slice(node, base, first if known and first is not False else None, high if known and high is not False else None, known)


_AT_LEAST = regex(r"(?:Math\.)?(?:max|Max|maxOf)\(\s*(?:0\s*,\s*)?(.*?)(?:\s*,\s*0)?\s*\)", re.DOTALL)


def _bound(node: Node | None) -> int | bool | None:
    return bound_of(node.text()) if node is not None else None


def bound_of(text: str) -> int | bool:
    """A bound as a number, negative where it counts from the length; False where it is neither."""
    text = text.strip()
    if found := _AT_LEAST.fullmatch(text[:200]):
        text = found[1]
    if text.isdecimal() and len(text) < 10:
        return int(text)
    found = _LENGTH.fullmatch(text[:200])
    return -int(found[1] or found[2] or found[3]) if found else False


_WHOLE = regex(r"[\w.$?!]+\.(?:len\(\)|[lL]ength(?:\(\))?|Count|count|size(?:\(\))?)")


def cut(made: ir.Expr, bounds: Sequence[str], counted: bool = False) -> ir.Expr:
    """`t.substring(t.length() - 4)` as a slice; `counted` where the second bound is a number of characters."""
    if not (isinstance(made, ir.Call) and isinstance(made.target, ir.Attribute) and 0 < len(bounds) < 3):
        return made
    ends = [None if _WHOLE.fullmatch(text.strip()) else bound_of(text) for text in bounds]
    if made.target.name.lower() not in ("substring", "subsequence") or not any(isinstance(end, int) and end < 0 for end in ends):
        return made
    low, high = ends[0], ends[1] if len(ends) > 1 else None
    if counted and isinstance(low, int) and isinstance(high, int):
        high = low + high or None
    known = low is not False and high is not False
    return ir.Slice(made.at, made.target.base, low if known else None, high if known else None, known)


# --- statements --------------------------------------------------------------------------------------


def evaluate(low: Lowering, node: Node) -> Statements:
    """`x;`: the statements that `x` itself is made of, if it is of any."""
    return run(low, named(node))


def branch(low: Lowering, node: Node) -> Statements:
    """`if`, with the fields that most grammars give it."""
    before = node.field("initializer")
    first = block(low, before)
    condition = part(low, node, "condition")
    bodies = (block(low, node.field("consequence")), block(low, node.field("alternative")))
    return (*first, ir.Branch(node, condition, bodies))


def loop(low: Lowering, node: Node) -> Statements:
    """`while`, `do` and the `for` of C: what stands in its head is part of its body."""
    start, step, condition = node.field("initializer"), node.field("update"), node.field("condition")
    first = block(low, start)
    head: Statements = (ir.Evaluate(expression(low, condition)),) if condition is not None else ()
    return (*first, ir.Loop(node, None, None, (*head, *block(low, node.field("body")), *block(low, step))))


def returns(low: Lowering, node: Node) -> Statements:
    inside = held(node)
    return (ir.Return(node, expression(low, inside[0]) if inside else None),)


def raises(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    return (ir.Raise(node, expression(low, inside[0])),) if inside else ()


def body(field: str = "body") -> Statement:
    """What only holds statements: a label, `unsafe`, `synchronized`."""
    return lambda low, node: block(low, node.field(field))


def all_parts(low: Lowering, node: Node) -> Statements:
    """Every part in order."""
    return run(low, named(node))


def bind(node: Node, target: ir.Expr | ir.Pattern | None, value: ir.Expr, extends: bool = False, kind: ir.Expr | None = None) -> Statements:
    """An assignment; where the left side cannot be bound the right side still happens."""
    if isinstance(target, ir.Name) and isinstance(value, ir.Function) and not value.name:
        return (ir.Define(replace(value, name=target.id)),)
    if isinstance(target, ir.Name | ir.Attribute | ir.Item | ir.Pattern):
        return (ir.Bind(node, target, value, extends, kind),)
    return (ir.Evaluate(value),)


def assignment(low: Lowering, node: Node) -> Statements:
    """`a = b`, `a += b`, with the fields left, operator and right."""
    value = part(low, node, "right")
    left = node.field("left")
    place = expression(low, left) if left is not None else None
    target = ir.Pattern(tuple(_fields(place))) if isinstance(place, ir.Sequence) else place
    return bind(node, target, value, operator(node) not in ("=", ":="))


def _fields(places: ir.Sequence) -> Iterable[ir.PatternField]:
    for index, place in enumerate(places.items):
        if isinstance(place.value, ir.Name | ir.Attribute | ir.Item) and not (isinstance(place.value, ir.Name) and place.value.id == "_"):
            yield ir.PatternField(str(index), place.value)


def handler(node: Node, variable: ir.Name | None, body: Statements) -> ir.Stmt:
    """`catch (e) {...}`: one body that may run."""
    first: Statements = (ir.Bind(node, variable, ir.Caught(node)),) if variable is not None else ()
    return ir.Branch(node, None, ((*first, *body),))
