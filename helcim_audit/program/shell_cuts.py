"""Which part of what it reads does a command of the shell print?"""

import re

from helcim_audit.lazy import regex
from helcim_audit.program import ir

_RANGE = regex(r"(\d{0,5})(-?)(\d{0,5})$")
_AWK = regex(r"^\s*\{\s*print\s+substr\(\s*\$[01]\s*,\s*(\d{1,5})\s*(?:,\s*(\d{1,5})\s*)?\)\s*;?\s*\}\s*$")
_FIRST = regex(r"\^?\\\((?:\.\\\{(\d{1,4})\\\}|(\.{1,40}))\\\)")
_SED = regex(r"^s([/|#,])\^?\\?\(\.\\?\{(\d{1,4})\\?\}\\?\)\.\*\$?\1(?:\\1|&)[^\n]*$|^s([/|#,])\^?\\?\((\.{1,40})\\?\)\.\*\$?\3\\1[^\n]*$")


def cut(made: ir.Expr) -> ir.Slice | ir.Test | None:
    """`head -c 10`, `cut -c1-8`, `tail -c 4`, `awk '{print substr($0, 1, 8)}'`, fish's `string sub -l 8 $x`, `expr substr $x 1 8`."""
    if not isinstance(made, ir.Call) or not isinstance(made.target, ir.Name):
        return None
    read = next((arg.value for arg in made.args if arg.name == "stdin"), None)
    words = [arg.value.value if isinstance(arg.value, ir.Literal) else arg.value.text if isinstance(arg.value, ir.Constant) else "" for arg in made.args if arg.name is None]
    given = [arg.value for arg in made.args if arg.name is None]
    match made.target.id:
        case "head" | "tail" if read is not None:
            return _counted(made, read, words)
        case "cut" if read is not None:
            return _columns(made, read, words)
        case "awk" | "gawk" | "mawk" if read is not None:
            hit = next((found for word in words for found in [_AWK.match(word)] if found), None)
            return _piece(made, read, int(hit[1]) - 1, int(hit[2]) if hit[2] else None) if hit else None
        case "sed" if read is not None:
            hit = next((found for word in words for found in [_SED.match(word)] if found), None)
            return _piece(made, read, 0, int(hit[2]) if hit[2] else len(hit[4])) if hit else None
        case "string" if words[:1] == ["sub"]:
            return _fish(made, read, words, given)
        case "string" | "expr" if words[:1] == ["length"]:
            return ir.Test(made.at, tuple(given))
        case "expr" if words[1:2] == [":"] and len(words) > 2 and (hit := _FIRST.match(words[2])) is not None:
            return _piece(made, given[0], 0, int(hit[1]) if hit[1] else len(hit[2]))
        case "expr" if words[:1] == ["substr"] and len(given) > 3 and words[2].isdigit() and words[3].isdigit():
            return _piece(made, given[1], int(words[2]) - 1, int(words[3]))
        case _:
            return None


def _piece(made: ir.Call, base: ir.Expr, low: int, count: int | None) -> ir.Slice:
    return ir.Slice(made.at, base, low, low + count if count is not None else None)


def _counted(made: ir.Call, read: ir.Expr, words: list[str]) -> ir.Slice | None:
    text = " ".join(words)
    found = re.search(r"(?:^| )(?:-c|--bytes)[ =]?([+-]?)(\d{1,6})$", text)
    if found is None:
        return None
    sign, count = found[1], int(found[2])
    if isinstance(made.target, ir.Name) and made.target.id == "head":
        return ir.Slice(made.at, read, None, -count if sign == "-" else count)
    return ir.Slice(made.at, read, count - 1 if sign == "+" else -count, None)


def _columns(made: ir.Call, read: ir.Expr, words: list[str]) -> ir.Slice | None:
    found = re.search(r"(?:^| )(?:-[cb]|--characters|--bytes)[ =]?([\d-]{1,12})(?: |$)", " ".join(words))
    hit = _RANGE.match(found[1]) if found is not None else None
    if hit is None:
        return None
    low = int(hit[1]) - 1 if hit[1] else 0
    high = int(hit[3]) if hit[3] else None if hit[2] else low + 1
    return ir.Slice(made.at, read, max(low, 0), high)


def _fish(made: ir.Call, read: ir.Expr | None, words: list[str], given: list[ir.Expr]) -> ir.Slice | None:
    """`string sub -s 2 -l 8 -- $x`."""
    options: dict[str, int] = {}
    left: list[ir.Expr] = []
    at = 1
    while at < len(words):
        found = re.fullmatch(r"(?:-([sle])|--(start|length|end))[= ]?(-?\d{1,5})?", words[at])
        if found is not None:
            number = found[3] or (words[at + 1] if at + 1 < len(words) else "")
            at += found[3] is None
            if re.fullmatch(r"-?\d{1,5}", number):
                options[(found[1] or found[2])[0]] = int(number)
        elif words[at] not in ("--", "-q"):
            left.append(given[at])
        at += 1
    base = left[0] if left else read
    if base is None:
        return None
    start, length = options.get("s", 1), options.get("l")
    if start < 0:
        return ir.Slice(made.at, base, start, None)
    return ir.Slice(made.at, base, start - 1, start - 1 + length if length is not None else options.get("e"))
