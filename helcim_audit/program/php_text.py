"""What text does a PHP string stand for, and which file does an `include` name?"""

import re

from helcim_audit.lazy import regex
from helcim_audit.program import ir

_ESCAPE = regex(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"', "`": "`"}
_SINGLE = regex(r"\\([\\'])")
# `__DIR__`, `dirname(__FILE__)`, WordPress's `plugin_dir_path(__FILE__)` and its like
_HERE = frozenset(("plugin_dir_path", "dirname", "realpath", "trailingslashit"))


def unescape(text: str) -> str:
    """The text of a double-quoted string or heredoc."""
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(found: re.Match[str]) -> str:
    braced, hexadecimal, octal, simple = found.groups()
    if simple is not None:
        return _SIMPLE.get(simple, found[0])
    code = int(octal, 8) & 0xFF if octal is not None else int(braced or hexadecimal, 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def unquote(text: str) -> str:
    """The text of a single-quoted string, quotes and all."""
    inner = text[1:-1] if len(text) >= 2 and text.endswith("'") else text[1:]
    return _SINGLE.sub(r"\1", inner) if "\\" in inner else inner


def included(path: ir.Expr) -> str | None:
    """The path that an `include` names, from the including file ("./x") or from somewhere ("x"); None if unknown."""
    parts = list(path.parts) if isinstance(path, ir.Join) else [path]
    last = parts[-1]
    if not isinstance(last, ir.Literal) or not last.value:
        return None
    if any(isinstance(part, ir.Literal) is False and _base(part) is None for part in parts[1:]):
        return None
    tail = "".join(part.value for part in parts if isinstance(part, ir.Literal))
    base = _base(parts[0]) if not isinstance(parts[0], ir.Literal) else None
    if base is None:
        return tail if isinstance(parts[0], ir.Literal) else tail.lstrip("/")
    return base + tail.lstrip("/")


def _base(part: ir.Expr) -> str | None:
    """ "./", "../" and so on where the directory is told from that of the file."""
    match part:
        case ir.Name(id="__DIR__"):
            return "./"
        case ir.Call(target=ir.Name(id=name), args=args) if args and name in _HERE:
            inner = args[0].value
            if isinstance(inner, ir.Name) and inner.id == "__FILE__":
                return "./"
            base = _base(inner)
            if base is None or name != "dirname":
                return base
            up = _levels(args[1].value) if len(args) > 1 else 1
            return ("" if base == "./" else base) + "../" * up
        case _:
            return None


def _levels(levels: ir.Expr) -> int:
    return int(levels.text) if isinstance(levels, ir.Constant) and levels.text.isdigit() and len(levels.text) < 3 else 1
