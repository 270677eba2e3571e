"""What do `%` and `.format` on a literal put together?"""

import re
import string

from helcim_audit.lazy import regex
from helcim_audit.program import ir

_PERCENT = regex(r"%(?:\((?P<key>[^()]{0,80})\))?[#0\- +]{0,5}(?:\*|\d{1,6})?(?:\.(?P<precision>\d{1,6}))?[hlL]?(?P<type>[diouxXeEfFgGcrsab%])")
_FIELD = regex(r"(\w*)((?:\.\w+|\[[^\[\]]+\])*)")
_STEP = regex(r"\.(\w+)|\[([^\[\]]+)\]")
_SPEC = regex(r"(?:.?[<>=^])?[+\- ]?[z#]{0,2}0?\d{0,6}[,_]?(?:\.(?P<precision>\d{1,6}))?(?P<type>[bcdeEfFgGnosxX%]?)", re.DOTALL)
_NUMERIC = frozenset("bcdeEfFgGnoxX%")


def join(at: ir.Handle, parts: list[ir.Expr]) -> ir.Expr:
    """Text made of `parts`: a literal where all are."""
    if all(isinstance(part, ir.Literal) for part in parts):
        return ir.Literal(at, "".join(part.value for part in parts if isinstance(part, ir.Literal)))
    return ir.Join(at, tuple(part for part in parts if not (isinstance(part, ir.Literal) and not part.value)))


def shown(at: ir.Handle, value: ir.Expr, spec: str) -> ir.Expr:
    """A value under a format specification: `.4` shows its first four characters, `d` a number."""
    found = _SPEC.fullmatch(spec) if spec else None
    if found is None:
        return value
    if found["type"] in _NUMERIC and found["type"]:
        return ir.Test(at, (value,))
    return ir.Slice(at, value, None, int(found["precision"])) if found["precision"] else value


def percent(at: ir.Handle, literal: ir.Literal, right: ir.Expr) -> ir.Expr:
    """`literal % right`."""
    items: list[ir.Expr] | None = [right]
    if isinstance(right, ir.Sequence):
        items = None if any(item.spread for item in right.items) else [item.value for item in right.items]
    parts: list[ir.Expr] = []
    at_text = used = 0
    for found in _PERCENT.finditer(literal.value):
        parts.append(ir.Literal(literal.at, literal.value[at_text : found.start()]))
        at_text = found.end()
        if found["type"] == "%":
            parts.append(ir.Literal(literal.at, "%"))
            continue
        if found["key"] is not None:
            value = field(at, right, found["key"])
        elif items is None or used >= len(items):
            return ir.Join(at, (literal, *(item.value for item in right.items))) if isinstance(right, ir.Sequence) else ir.Join(at, (literal, right))
        else:
            value = items[used]
            used += 1
        if found["type"] in "diouxXeEfFgGc":
            value = ir.Test(at, (value,))
        elif found["precision"]:
            value = ir.Slice(at, value, None, int(found["precision"]))
        parts.append(value)
    parts.append(ir.Literal(literal.at, literal.value[at_text:]))
    return join(at, parts)


def field(at: ir.Handle, record: ir.Expr, name: str) -> ir.Expr:
    """What a record holds under `name`."""
    if isinstance(record, ir.Record):
        for entry in reversed(record.entries):
            if entry.key is None:
                return ir.Item(at, record, ir.Literal(at, name))
            if isinstance(entry.key, ir.Literal) and entry.key.value == name:
                return entry.value
    return ir.Item(at, record, ir.Literal(at, name))


def braces(at: ir.Handle, literal: ir.Literal, args: tuple[ir.Arg, ...]) -> ir.Expr:
    """`literal.format(*args)`."""
    everything = ir.Join(at, (literal, *(arg.value for arg in args)))
    try:
        pieces = list(string.Formatter().parse(literal.value))
    except ValueError:
        return everything
    parts: list[ir.Expr] = []
    automatic = 0
    for text, name, spec, _ in pieces:
        parts.append(ir.Literal(literal.at, text))
        if name is None:
            continue
        split = _FIELD.fullmatch(name)
        if split is None:
            return everything
        key = split[1]
        if not key:
            key, automatic = str(automatic), automatic + 1
        value = _argument(at, args, key)
        if value is None:
            return everything
        for attribute, item in _STEP.findall(split[2]):
            value = ir.Attribute(at, value, attribute) if attribute else ir.Item(at, value, ir.Literal(at, item))
        parts.append(shown(at, value, spec or ""))
    return join(at, parts)


def _argument(at: ir.Handle, args: tuple[ir.Arg, ...], key: str) -> ir.Expr | None:
    if key.isdecimal():
        plain = [arg for arg in args if arg.name is None]
        index = int(key) if len(key) < 6 else len(plain)
        if index >= len(plain) or any(arg.spread for arg in plain[: index + 1]):
            return None
        return plain[index].value
    for arg in args:
        if arg.name == key:
            return arg.value
    spread = [arg for arg in args if arg.spread]
    return field(at, spread[-1].value, key) if spread else None
