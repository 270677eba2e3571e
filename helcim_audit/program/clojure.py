"""How does a Clojure document become the intermediate representation?

Forms are read into lists; `(f a b)` is a call, `(:k m)` and `(get m k)` an Item, `(-> x (f a))` the calls that it stands
for, `(let [a b] ...)` a binding before what follows. Keywords are texts without their colon.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.tokens import LONGEST, joined

_DEEPEST = 60
_TOKEN = regex(r'[\s,]+|;[^\n]*|(?P<string>#?"(?:[^"\\]|\\.)*"?)|(?P<open>#?[(\[{]|#\?@?\()|(?P<close>[)\]}])|(?P<mark>#_|\^|#\'|[\'`@~]+)|(?P<char>\\[^\s]\w*)|(?P<atom>[^\s,;"()\[\]{}]+)', re.DOTALL)
_CLOSES = {"(": ")", "[": "]", "{": "}"}


@dataclass(slots=True)
class _Form:
    """kind: "(", "[", "{", "#(", "string", "atom"."""

    kind: str
    text: str
    start: int
    end: int
    items: "list[_Form]" = field(default_factory=list)

    @property
    def at(self) -> Span:
        return Span(self.start, self.end)

    @property
    def head(self) -> str:
        return self.items[0].text if self.items and self.items[0].kind == "atom" else ""


@dataclass(slots=True)
class _Lowering:
    pending: list[ir.Stmt] = field(default_factory=list)
    depth: int = 0
    lost: set[str] = field(default_factory=set)


def lower(path: str, text: str) -> ir.Module:
    """Lower a document. Raises ValueError, with a reason free of source, for what is too long."""
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    low = _Lowering()
    body: list[ir.Stmt] = []
    for form in _read(text, low):
        value = _value(low, form)
        body += [*low.pending, ir.Evaluate(value)]
        low.pending = []
    return ir.Module(path, "clojure", tuple(body), lambda at: at, (), tuple(sorted(low.lost)))


def _read(text: str, low: _Lowering) -> list[_Form]:
    top = _Form("(", "", 0, 0)
    stack = [top]
    left_out = 0
    for hit in _TOKEN.finditer(text):
        kind = hit.lastgroup
        if kind in ("string", "atom", "char"):
            said = hit[0].lstrip("#").strip('"') if kind == "string" else hit[0]
            stack[-1].items.append(_Form("string" if kind != "atom" else "atom", re.sub(r"\\(.)", r"\1", said), hit.start(), hit.end()))
        elif kind == "mark":
            left_out += hit[0] in ("#_", "^")
            continue
        elif kind == "open" and len(stack) < _DEEPEST:
            inner = _Form("#(" if hit[0] == "#(" else hit[0][-1], "", hit.start(), hit.end())
            stack[-1].items.append(inner)
            stack.append(inner)
            continue
        elif kind == "open":
            low.lost.add(f"nested deeper than {_DEEPEST} levels")
            break
        elif kind == "close" and len(stack) > 1:
            stack.pop().end = hit.end()
        else:
            continue
        if left_out:  # `#_form`, `^:private`
            stack[-1].items.pop()
            left_out -= 1
    return top.items


# --- values ------------------------------------------------------------------------------------------


def _value(low: _Lowering, form: _Form) -> ir.Expr:
    low.depth += 1
    try:
        match form.kind:
            case "string":
                return ir.Literal(form.at, form.text)
            case "atom":
                return _atom(form)
            case "[":
                return ir.Sequence(form.at, tuple(ir.Arg(_value(low, one)) for one in form.items))
            case "{":
                pairs = list(zip(form.items[::2], form.items[1::2], strict=False))
                if {":status", ":body"} <= {key.text for key, _ in pairs}:  # what a handler of Ring answers
                    body = next(value for key, value in pairs if key.text == ":body")
                    return ir.Call(form.at, ir.Name(form.at, "response"), (ir.Arg(_value(low, body)),))
                return ir.Record(form.at, tuple(ir.Entry(_value(low, key), _value(low, value)) for key, value in pairs))
            case "#(":
                return _function(low, form, "", [], [_Form("(", "", form.start, form.end, form.items)])
            case _:
                return _list(low, form) if form.items else ir.Opaque(form.at)
    finally:
        low.depth -= 1


def _atom(form: _Form) -> ir.Expr:
    text = form.text
    if text.startswith(":"):
        return ir.Literal(form.at, text.lstrip(":").rpartition("/")[2])
    if text in ("nil", "true", "false") or text[0].isdigit():
        return ir.Constant(form.at, text)
    if text[0] == "-" and text[1:2].isdigit():
        return ir.Constant(form.at, text)
    space, _, name = text.rpartition("/") if len(text) > 1 else ("", "", text)
    found: ir.Expr | None = None
    for part in (*space.split("."), name) if space else (name,):
        found = ir.Name(form.at, part) if found is None else ir.Attribute(form.at, found, part)
    return found or ir.Opaque(form.at)


def _list(low: _Lowering, form: _Form) -> ir.Expr:
    special = _SPECIAL.get(form.head.rpartition("/")[2] if form.head.startswith("clojure.core/") else form.head)
    if special is not None:
        return special(low, form, form.items[1:])
    first, rest = form.items[0], form.items[1:]
    if first.kind == "atom" and first.text.startswith(":") and rest:
        return ir.Item(form.at, _value(low, rest[0]), _atom(first))
    if first.kind == "atom" and first.text.startswith(".") and len(first.text) > 1 and rest:
        return ir.Call(form.at, ir.Attribute(first.at, _value(low, rest[0]), first.text.lstrip(".-")), _args(low, rest[1:]))
    if first.kind == "atom" and first.text.endswith(".") and len(first.text) > 1:
        return ir.Call(form.at, ir.Name(first.at, first.text[:-1].rpartition(".")[2]), _args(low, rest), new=True)
    if first.kind == "{" and rest:
        return ir.Item(form.at, _value(low, first), _value(low, rest[0]))
    return ir.Call(form.at, _value(low, first), _args(low, rest))


def _args(low: _Lowering, forms: Sequence[_Form]) -> tuple[ir.Arg, ...]:
    return tuple(ir.Arg(_value(low, one)) for one in forms)


def _body(low: _Lowering, forms: Sequence[_Form], at: Span) -> ir.Expr:
    """Forms in a row, whose value is the last one's."""
    for one in forms[:-1]:
        low.pending.append(ir.Evaluate(_value(low, one)))
    return _value(low, forms[-1]) if forms else ir.Constant(at, "nil")


def _let(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    pairs = rest[0].items if rest else []
    for name, value in zip(pairs[::2], pairs[1::2], strict=False):
        held = _value(low, value)
        target = _target(name)
        if target is not None:
            low.pending.append(ir.Bind(name.at, target, held))
        else:
            low.pending.append(ir.Evaluate(held))
    return _body(low, rest[1:], form.at)


def _target(form: _Form) -> ir.Target | None:
    """A name, `{:keys [a b] c :d}`, `[a b]`."""
    if form.kind == "atom":
        return ir.Name(form.at, form.text) if form.text not in ("_", "&") else None
    fields: list[ir.PatternField] = []
    if form.kind == "{":
        for key, value in zip(form.items[::2], form.items[1::2], strict=False):
            if key.text in (":keys", ":strs", ":syms"):
                fields += [ir.PatternField(one.text.rpartition("/")[2].lstrip(":"), ir.Name(one.at, one.text.rpartition("/")[2].lstrip(":"))) for one in value.items]
            elif key.text == ":as":
                return ir.Name(value.at, value.text)
            elif (inner := _target(key)) is not None and not key.text.startswith(":"):
                fields.append(ir.PatternField(value.text.lstrip(":"), inner))
    elif form.kind == "[":
        fields = [ir.PatternField(str(at), inner) for at, one in enumerate(form.items) for inner in (_target(one),) if inner is not None]
    return ir.Pattern(tuple(fields))


def _define(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    """`(def name "doc" value)`."""
    if len(rest) > 1:
        value = _value(low, rest[-1])
        low.pending.append(ir.Bind(rest[0].at, ir.Name(rest[0].at, rest[0].text), value))
    return ir.Constant(form.at, "nil")


def _defn(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    """`(defn name "doc" {:meta 1} [a b] ...)`, `(defn name ([a] ...) ([a b] ...))`, of which the last is taken."""
    name = rest[0].text if rest and rest[0].kind == "atom" else ""
    inside = list(rest[1:] if name else rest)
    while inside and inside[0].kind not in ("[", "("):
        inside.pop(0)
    if inside and inside[0].kind == "(":
        inside = inside[-1].items
    function = _function(low, form, name, inside[0].items if inside and inside[0].kind == "[" else [], inside[1:])
    if not name:
        return function
    low.pending.append(ir.Define(function))
    return ir.Constant(form.at, "nil")


def _function(low: _Lowering, form: _Form, name: str, params: Sequence[_Form], body: Sequence[_Form]) -> ir.Function:
    outer, low.pending = low.pending, []
    listed: list[ir.Param] = []
    for one in params:
        if one.text == "&" and one.kind == "atom":
            continue
        target = _target(one)
        listed.append(ir.Param(target.id if isinstance(target, ir.Name) else "", pattern=target if isinstance(target, ir.Pattern) else None))
    value = _body(low, body, form.at)
    statements = (*low.pending, ir.Return(form.at, value))
    low.pending = outer
    return ir.Function(form.at, name, tuple(listed), statements)


def _if(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    values = [_value(low, one) for one in rest]
    return ir.Choice(form.at, (*values[1:], ir.Test(form.at, tuple(values[:1])))) if len(values) > 1 else ir.Opaque(form.at)


def _if_let(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    first = _let(low, form, rest[:2])
    return ir.Choice(form.at, (first, *(_value(low, one) for one in rest[2:])))


def _when(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    if rest:
        low.pending.append(ir.Evaluate(ir.Test(rest[0].at, (_value(low, rest[0]),))))
    return _body(low, rest[1:], form.at)


def _cond(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    values = [_value(low, one) for one in rest]
    return ir.Choice(form.at, (*values[1::2], ir.Test(form.at, tuple(values[::2])))) if len(values) > 1 else ir.Opaque(form.at)


def _or(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    return ir.Choice(form.at, tuple(_value(low, one) for one in rest) or (ir.Opaque(form.at),))


def _and(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    values = [_value(low, one) for one in rest]
    return ir.Choice(form.at, (values[-1], ir.Test(form.at, tuple(values[:-1])))) if values else ir.Opaque(form.at)


def _do(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    return _body(low, [one for one in rest if one.head not in ("catch", "finally")], form.at)


def _text(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    return joined(form.at, [_value(low, one) for one in rest])


def _threaded(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    """`(-> x (f a) g)` is `(g (f x a))`; `->>` puts it last."""
    if not rest:
        return ir.Opaque(form.at)
    value = rest[0]
    for one in rest[1:]:
        items = one.items if one.kind == "(" else [one]
        items = [*items, value] if form.head.endswith(">>") else [*items[:1], value, *items[1:]]
        value = _Form("(", "", one.start, max(one.end, value.end), items)
    return _value(low, value)


def _get(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    """`(get m :k d)`, `(get-in m [:a :b])`."""
    if len(rest) < 2:
        return ir.Opaque(form.at, tuple(_value(low, one) for one in rest))
    found = _value(low, rest[0])
    for key in rest[1].items if form.head == "get-in" and rest[1].kind == "[" else rest[1:2]:
        found = ir.Item(form.at, found, _value(low, key))
    return ir.Choice(form.at, (found, _value(low, rest[2]))) if len(rest) > 2 else found


def _assoc(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    values = [_value(low, one) for one in rest]
    pairs = zip(values[1::2], values[2::2], strict=False)
    return ir.Record(form.at, (*(ir.Entry(None, one) for one in values[:1]), *(ir.Entry(key, value) for key, value in pairs)))


def _merge(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    return ir.Record(form.at, tuple(ir.Entry(None, _value(low, one)) for one in rest))


def _select(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    if len(rest) < 2:
        return ir.Opaque(form.at)
    base = _value(low, rest[0])
    return ir.Record(form.at, tuple(ir.Entry(_value(low, one), ir.Item(one.at, base, _value(low, one))) for one in rest[1].items))


def _subs(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    """`(subs s from to)`."""
    bounds = [int(one.text) if one.text.isdigit() else None for one in rest[1:3]]
    low_bound, high = (*bounds, None, None)[:2]
    return ir.Slice(form.at, _value(low, rest[0]) if rest else ir.Opaque(form.at), low_bound, high, None not in bounds)


def _test(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    return ir.Test(form.at, tuple(_value(low, one) for one in rest))


def _space(low: _Lowering, form: _Form, rest: Sequence[_Form]) -> ir.Expr:
    """`(ns a.b (:require [c.d :as e :refer [f]]))`."""
    for one in (inner for part in rest if part.head in (":require", ":use") for inner in part.items[1:]):
        texts = [item.text for item in one.items]
        module = texts[0] if texts else one.text
        names = [ir.Imported("", texts[texts.index(":as") + 1])] if ":as" in texts[:-1] else []
        if ":refer" in texts[:-1]:
            names += [ir.Imported(item.text, item.text) for item in one.items[texts.index(":refer") + 1].items]
        low.pending.append(ir.Import(one.at, module, tuple(names)))
    return ir.Constant(form.at, "nil")


_SPECIAL: dict[str, Callable[[_Lowering, _Form, Sequence[_Form]], ir.Expr]] = {
    "ns": _space, "def": _define, "defonce": _define, **dict.fromkeys(("defn", "defn-", "fn", "defmacro", "defhandler"), _defn), **dict.fromkeys(("let", "let*", "loop", "when-let", "when-some", "with-open", "binding", "doseq", "for"), _let),
    "if-let": _if_let, "if-some": _if_let, "if": _if, "if-not": _if, "when": _when, "when-not": _when, "cond": _cond, "or": _or, "and": _and, **dict.fromkeys(("do", "try", "doto", "future", "comment"), _do), "str": _text,
    **dict.fromkeys(("->", "->>", "some->", "some->>"), _threaded), "get": _get, "get-in": _get, "assoc": _assoc, "merge": _merge, "select-keys": _select, "subs": _subs,
    **dict.fromkeys(("=", "not=", "not", "nil?", "some?", "empty?", "count", "boolean", "string?", "contains?", "seq", "blank?", "str/blank?", "string/blank?", "<", ">", "+", "-", "*", "/"), _test),
}  # fmt: skip
