"""Which part of a text does a call cut out?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.lattice import Mark, Value
from helcim_audit.program.slices import sliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given


_BOUNDS = regex(r"(-?\d{0,4}):(-?\d{0,4})")


def number(expr: ir.Expr | None) -> int | None:
    """The integer that an argument is, negative ones included; None for anything else."""
    if isinstance(expr, ir.Test) and len(expr.parts) == 1:
        inner = number(expr.parts[0])
        return -inner if inner is not None else None
    if isinstance(expr, ir.Constant) and re.fullmatch(r"-?\d{1,6}[uUlL]?", expr.text):
        return int(expr.text.rstrip("uUlL"))
    return None


def covered(called: str, given: Sequence[Given], mark: Mark) -> Value | None:
    """`Str::mask($token, "*", 4)`, `substr_replace($token, "****", 4)`: a mask over a part of a text, and what it leaves."""
    if called not in ("mask", "substr_replace") or len(given) < 3 or not given[0].value.taints:
        return None
    start, length = number(given[2].expr), number(given[3].expr) if len(given) > 3 else None
    if start is None or (len(given) > 3 and length is None):
        return None
    if start > 0:
        return sliced(given[0].value, 0, start, True, mark)
    left = -start if start < 0 and length is None else 0  # all but so many are seen
    if left:
        return sliced(given[0].value, None, _LONG, True, mark)
    if length is not None and start == 0:
        return sliced(given[0].value, length if length < 0 else _LONG, None, True, mark)
    return None


_LONG = 30  # more than may be seen of any token


def cut(roles: frozenset[str], receiver: Value | None, given: Sequence[Given], mark: Mark) -> Value | None:
    """`token.slice(0, 8)`, `substr($token, -4)`, `token.take(6)`."""
    if len(given) == 2 and given[0].value.taints and (bounds := next((found for text in given[1].value.texts for found in [_BOUNDS.fullmatch(text.value)] if found), None)) is not None:
        low, high = (int(bound) if bound else None for bound in bounds.groups())  # `{{ token|slice:":6" }}`
        return sliced(given[0].value, low, high, True, mark)
    function = "cut-function" in roles and not (receiver is not None and receiver.taints and not (given and given[0].value.taints))
    cutting = roles & {"cut-range", "cut-length", "first", "last"}
    if not cutting:
        return None
    if function:
        if not given:
            return None
        subject, rest = given[0].value, given[1:]
    else:
        if receiver is None:
            return None
        subject, rest = receiver, given
    one = rest[0].expr if rest else None
    two = rest[1].expr if len(rest) > 1 else None
    if isinstance(one, ir.Test) and one.op == ".." and len(one.parts) == 2:  # `String.slice(token, 0..7)`
        low, high = map(number, one.parts)
        return sliced(subject, low, None if high == -1 else high + 1 if high is not None else None, low is not None and high is not None, mark)
    if "last" in cutting:
        count = number(one)
        return sliced(subject, -(count or 1), None, count is not None or one is None, mark)
    if "first" in cutting:
        if isinstance(one, ir.Record):  # `_.truncate(token, { length: 10 })`
            one = next((entry.value for entry in one.entries if isinstance(entry.key, ir.Literal) and entry.key.value in ("length", "limit", "size")), None)
        return sliced(subject, None, number(one) if one is not None else 1, number(one) is not None, mark)
    low, high = number(one), number(two)
    known = low is not None and (two is None or high is not None)
    if "cut-length" in cutting and high is not None and low is not None:
        high = low + high if low >= 0 else None
        if low < 0:
            return sliced(subject, low, None, True, mark)
    if two is not None and high is None:
        return sliced(subject, low, 1, False, mark) if subject.taints else subject
    return sliced(subject, low, high, known, mark)
