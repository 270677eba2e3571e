"""Which text and values is a Ruby string made of, and a symbol, a heredoc, a list of words?"""

import re
from collections.abc import Callable

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.ruby_lowering import Lowering, value_of
from helcim_audit.program.treesitter import Node, named

_ESCAPE = regex(r"\\(?:u\{([0-9a-fA-F ]{1,60})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "s": " ", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": ""}
_SINGLE = regex(r"\\([\\'])")


def unescape(text: str) -> str:
    """The text of a double-quoted string."""
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(found: re.Match[str]) -> str:
    several, four, two, octal, simple = found.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple)
    if several is not None:
        return "".join(_character(int(one, 16)) for one in several.split())
    return _character(int(octal, 8) & 0xFF if octal is not None else int(four or two, 16))


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


def joined(node: Node, parts: list[ir.Expr]) -> ir.Expr:
    """A Literal if all parts are, else a Join; neighbouring texts in one."""
    merged: list[ir.Expr] = []
    for one in parts:
        last = merged[-1] if merged else None
        if isinstance(one, ir.Literal) and isinstance(last, ir.Literal):
            merged[-1] = ir.Literal(last.at, last.value + one.value)
        else:
            merged.append(one)
    if not merged:
        return ir.Literal(node, "")
    first = merged[0]
    return ir.Literal(node, first.value) if len(merged) == 1 and isinstance(first, ir.Literal) else ir.Join(node, tuple(merged))


def _parts(low: Lowering, node: Node, read: Callable[[str], str]) -> list[ir.Expr]:
    found: list[ir.Expr] = []
    for child in node.named_children():
        match child.kind():
            case "string_content" | "heredoc_content":
                found.append(ir.Literal(child, read(child.text())))
            case "escape_sequence":
                found.append(ir.Literal(child, read(child.text())))
            case "interpolation":
                found.append(value_of(low, named(child), child))
            case _:
                pass
    return found


def _string(low: Lowering, node: Node) -> ir.Expr:
    single = node.text().startswith(("'", "%q"))
    return joined(node, _parts(low, node, _unquoted if single else unescape))


def _unquoted(text: str) -> str:
    return _SINGLE.sub(r"\1", text) if "\\" in text else text


def _symbol(low: Lowering, node: Node) -> ir.Expr:
    if node.kind() == "simple_symbol":
        return ir.Literal(node, node.text().removeprefix(":"))
    if node.kind() == "hash_key_symbol":
        return ir.Literal(node, node.text())
    return joined(node, _parts(low, node, unescape))


def _chained(low: Lowering, node: Node) -> ir.Expr:
    """`"a" "b"`."""
    parts: list[ir.Expr] = []
    for child in named(node):
        value = _string(low, child)
        parts.extend(value.parts if isinstance(value, ir.Join) else (value,))
    return joined(node, parts)


def _heredoc(low: Lowering, node: Node) -> ir.Expr:
    body = low.heredocs.get(node.range().start.index)
    if body is None:
        return ir.Literal(node, "")
    opening = node.text()
    parts = _parts(low, body, _same if "'" in opening else unescape)
    first = parts[0] if parts else None
    if isinstance(first, ir.Literal):  # the line break behind `<<~X`
        parts[0] = ir.Literal(first.at, first.value.removeprefix("\r").removeprefix("\n"))
    last = parts[-1] if parts else None
    if isinstance(last, ir.Literal) and "\n" in last.value:  # the indentation of the end
        parts[-1] = ir.Literal(last.at, last.value.rstrip(" \t"))
    made = joined(node, parts)
    return _dedented(node, made) if opening.startswith("<<~") else made


def _same(text: str) -> str:
    return text


_MARGIN = regex(r"(?:^|(?<=\n))([ \t]*)(?=[^\s])")


def _dedented(node: Node, made: ir.Expr) -> ir.Expr:
    parts = list(made.parts) if isinstance(made, ir.Join) else [made]
    margins: list[int] = []
    for index, one in enumerate(parts):
        if isinstance(one, ir.Literal):
            margins.extend(len(hit[1]) for hit in _MARGIN.finditer(one.value) if index == 0 or hit.start() > 0)
            if index + 1 < len(parts) and (tail := one.value.rpartition("\n"))[2].strip(" \t") == "" and (index == 0 or tail[1]):
                margins.append(len(tail[2]))
    width = min(margins, default=0)
    if not width:
        return made
    indent = re.compile(rf"\n[ \t]{{1,{width}}}")
    kept = [ir.Literal(one.at, indent.sub("\n", one.value)) if isinstance(one, ir.Literal) else one for one in parts]
    first = kept[0]
    if isinstance(first, ir.Literal):
        kept[0] = ir.Literal(first.at, indent.sub("\n", "\n" + first.value)[1:])
    return joined(node, kept)


def _words(low: Lowering, node: Node) -> ir.Expr:
    """`%w[a b]`, `%i[a b]`."""
    return ir.Sequence(node, tuple(ir.Arg(joined(child, _parts(low, child, unescape))) for child in named(node)))


def _shell(low: Lowering, node: Node) -> ir.Expr:
    return ir.Call(node, ir.Name(node, "system"), (ir.Arg(joined(node, _parts(low, node, unescape))),))


def _regex(low: Lowering, node: Node) -> ir.Expr:
    values = tuple(one for one in _parts(low, node, _same) if not isinstance(one, ir.Literal))
    return ir.Opaque(node, values) if values else ir.Constant(node, node.text())


TABLE: dict[str, Callable[[Lowering, Node], ir.Expr]] = {
    "string": _string,
    "bare_string": _string,
    "character": lambda _, node: ir.Literal(node, node.text().removeprefix("?")),
    **dict.fromkeys(("simple_symbol", "delimited_symbol", "bare_symbol", "hash_key_symbol"), _symbol),
    "chained_string": _chained,
    "heredoc_beginning": _heredoc,
    **dict.fromkeys(("string_array", "symbol_array"), _words),
    "subshell": _shell,
    "regex": _regex,
}
