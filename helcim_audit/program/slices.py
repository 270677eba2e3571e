"""What is left of a secret when a part of it is cut out?"""

from __future__ import annotations

from dataclasses import replace

from helcim_audit.program.events import SECRETS
from helcim_audit.program.lattice import NOTHING, Mark, Taint, Value

SHOWN = 4  # last characters that may be seen
_WHOLE = 40  # a cut as long as this is no preview
_CUT = frozenset(("initialize", "client-input", "webhook-body", "headers", "client-secret-token"))


def sliced(base: Value, low: int | None, high: int | None, known: bool, mark: Mark) -> Value:
    """`base[low:high]`, of text or of a sequence. `known` is false where a bound is computed."""
    if base.fields or base.rest is not None:
        return base
    if base.refs and not base.taints:
        return NOTHING
    if not base.taints:
        return replace(base, texts=(), roots=frozenset()) if base.texts else base
    kept = tuple(taint for taint in base.taints if taint.kind in _CUT)
    if len(kept) == len(base.taints):
        return replace(base, texts=())
    left = _left(replace(base, taints=tuple(taint for taint in base.taints if taint.kind not in _CUT)), low, high, known, mark)
    return left.tainted(*kept)


def _left(base: Value, low: int | None, high: int | None, known: bool, mark: Mark) -> Value:
    if not known and high is None:
        return NOTHING  # `token[len(token) - 4:]`: the last ones, however many
    if low is not None and low < 0 and high is None:
        return NOTHING if -low <= SHOWN else _preview(base, mark, f"its last {-low} characters")
    if low in (None, 0) and high is not None and high < 0:
        return replace(base, texts=())  # all but the last
    if high is not None and low is not None and low >= 0 and known and high - low <= 0:
        return NOTHING
    if known and high is not None and high >= _WHOLE:
        return replace(base, texts=())
    if known and low not in (None, 0) and high is None:
        return _preview(base, mark, f"all but its first {low} characters")
    return _preview(base, mark, f"its first {high} characters" if known and low in (None, 0) else "a part of it")


def _preview(base: Value, mark: Mark, what: str) -> Value:
    taints = tuple(Taint(taint.kind, taint.steps, "preview", taint.literal).step(Mark(mark.path, mark.at, f"{what} are taken")) for taint in base.taints)
    return Value(taints=taints)


def character(base: Value, place: int, mark: Mark) -> Value | None:
    """`token[1]`: one character of a secret; None where `base` is none. The first one is the same in every token."""
    if base.fields or base.refs or base.rest is not None or not base.taints or any(taint.kind not in SECRETS for taint in base.taints):
        return None
    return NOTHING if -SHOWN <= place <= 0 else _preview(base, mark, "a character of it")
