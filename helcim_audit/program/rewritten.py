"""What does a regular expression leave of a token that it rewrites?

`token.replace(/^(.{6}).*$/, "$1***")` shows the first six characters, `/.(?=.{4})/g` the last four. The expression is
tried on a stand-in for a token, whose characters are all different: what is seen of it then would be seen of the token.
Expressions come from the audited text: only short ones that cannot run for long are tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS
from helcim_audit.program.lattice import Mark, Value, join
from helcim_audit.program.scopes import Closure
from helcim_audit.program.slices import sliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_REWRITES = frozenset(("replace", "replaceAll", "replaceFirst", "sub", "gsub", "sub!", "gsub!", "subn", "preg_replace", "replacingOccurrences", "Replace", "-replace", "re.sub"))
_ALWAYS = frozenset(("replaceFirst", "sub", "subn", "preg_replace", "-replace"))  # take nothing but expressions
_ONCE = frozenset(("replaceFirst", "sub", "sub!"))
_STAND_IN = "aQ7bX2cR9dL4eW6fT1gY8hU3iK5jPk0lZmSnDoFpGqHrJsVtCuBvNwMxAyEzI_OQ"
_LITERAL = regex(r"(?s)/(.{1,80})/([a-z]{0,6})")
_DELIMITED = regex(r"(?s)([/#~%!@])(.{1,80})\1[a-zA-Z]{0,6}")
_DEAR = regex(r"\)[*+{]|\\[1-9]|\(\?(?:[R0-9&(]|P[>=])|[*+}][*+{]")  # what may take more than polynomial time
_UNBOUNDED = regex(r"(?<!\\)[*+]|\{\d*,\}")
_REFERENCE = regex(r"\\g<(\w+)>|\$\{(\w+)\}|[$\\](\d)|(\$&|\\0|\\&)")
_PLAIN = regex(r"[^.*+?\[\](){}\\|^$%]{1,12}")
_RUN = 6  # so many characters in a row are seen as such
_WHOLE = 40  # as much of a token is no preview


def rewritten(machine: Machine, called: str, receiver: Value | None, given: Sequence[Given], language: str, mark: Mark) -> Value | None:
    """What a call leaves of a secret that it rewrites by an expression, None where it is none, or the expression is not known."""
    if called == "match" and len(given) == 1 and receiver is not None and _is_secret(receiver):
        return _matched(receiver, given[0], language, mark)
    if called not in _REWRITES or len(given) < 2:
        return None
    values = [one.value for one in given[:3]]
    own = receiver is not None and _is_secret(receiver)
    place = -1 if own else next((at for at, value in enumerate(values) if _is_secret(value)), None)
    if place is None:
        return None
    subject = receiver if place < 0 else values[place]
    others = [one for at, one in enumerate(given[:3]) if at != place]
    if len(others) < 2:
        return None
    pattern, replacement = others[:2]
    if own and receiver is not None and _is_plain(pattern, called, replacement):
        return Value(receiver.taints)
    told = _expression(pattern.expr, pattern.value, called, language)
    if subject is not None and told is not None and isinstance(pattern.expr, ir.Constant) and replacement.value.refs:
        return _computed(machine, subject, told, replacement, mark)
    if subject is None or told is None or not replacement.value.texts or replacement.value.opaque:
        return None
    once = "g" not in told[1] and called == "replace" if isinstance(pattern.expr, ir.Constant) else called in _ONCE and language != "python"
    seen = _tried(told[0], replacement.value.texts[0].value, once)
    if seen is None:
        return None
    first, last, between = seen
    if not (first or last) and between:
        return sliced(subject, 1, 1 + _RUN, True, mark)
    if first >= _WHOLE:
        return Value(subject.taints)
    return sliced(subject, None, first, True, mark) if first else sliced(subject, -last, None, True, mark) if last else Value()


def _is_plain(pattern: Given, called: str, replacement: Given) -> bool:
    """`token.replace('"', "")`: a short text that no token is, and no expression in any language."""
    return called not in _ALWAYS and isinstance(pattern.expr, ir.Literal) and not replacement.value.taints and _PLAIN.fullmatch(pattern.expr.value) is not None


def _computed(machine: Machine, subject: Value, told: tuple[str, str], replacement: Given, mark: Mark) -> Value | None:
    """`token.replace(/^(.{4})(.*)$/, (all, head, rest) => head + "*".repeat(rest.length))`: the function is given the piece and its groups."""
    from helcim_audit.program.calls import Given as Argument

    compiled = _compiled(told[0])
    hit = compiled.search(_STAND_IN) if compiled is not None and "g" not in told[1] else None
    if hit is None or len(hit[0]) < len(_STAND_IN):
        return None
    given = [Argument(_piece(subject, hit.span(number), mark) if hit[number] else Value(), replacement.expr) for number in range(hit.re.groups + 1)]
    results = [machine.invoke(ref, given, Mark(mark.path, mark.at, "handed to a callback")) for ref in replacement.value.refs if isinstance(ref, Closure)]
    return join(results) if results else None


def _matched(subject: Value, pattern: Given, language: str, mark: Mark) -> Value | None:
    """`token.match(/^.{6}/)`: the first piece that is found, and its groups."""
    told = _expression(pattern.expr, pattern.value, "match", language)
    compiled = _compiled(told[0]) if told is not None else None
    hit = compiled.search(_STAND_IN) if compiled is not None else None
    if hit is None:
        return None
    return Value(fields={str(number): _piece(subject, hit.span(number), mark) for number in range(hit.re.groups + 1)})


def _piece(subject: Value, span: tuple[int, int], mark: Mark) -> Value:
    start, end = span
    if end - start >= _WHOLE:
        return Value(subject.taints)
    return sliced(subject, start - end, None, True, mark) if end == len(_STAND_IN) else sliced(subject, start or None, end, True, mark)


def _is_secret(value: Value) -> bool:
    return any(taint.kind in SECRETS for taint in value.taints)


def _expression(expr: ir.Expr, value: Value, called: str, language: str) -> tuple[str, str] | None:
    """The text of an expression and its flags."""
    if isinstance(expr, ir.Constant):  # /.../g
        return (found[1], found[2]) if (found := _LITERAL.fullmatch(expr.text)) is not None else None
    if isinstance(expr, ir.Call) and expr.args and isinstance(expr.args[0].value, ir.Literal):  # Regex("..."), new RegExp("...", "g"), "...".toRegex()
        flags = expr.args[1].value if len(expr.args) > 1 else None
        return expr.args[0].value.value, flags.value if isinstance(flags, ir.Literal) else ""
    if not value.texts or not (called in _ALWAYS or (called == "replaceAll" and language in ("java", "groovy")) or (called == "Replace" and language == "csharp") or (called == "replacingOccurrences")):
        return None
    text = value.texts[0].value
    if called == "preg_replace":
        delimited = _DELIMITED.fullmatch(text)
        return (delimited[2], "") if delimited is not None else None
    return text, ""


def _tried(pattern: str, replacement: str, once: bool) -> tuple[int, int, bool] | None:
    """How many of the first and of the last characters are left, and whether some in between are."""
    compiled = _compiled(pattern)
    if compiled is None:
        return None
    try:
        text = compiled.sub(lambda hit: _put(hit, replacement), _STAND_IN, count=1 if once else 0)
    except IndexError:  # a group that is not there
        return None
    first = next((at for at, (one, other) in enumerate(zip(text, _STAND_IN, strict=False)) if one != other), min(len(text), len(_STAND_IN)))
    last = next((at for at, (one, other) in enumerate(zip(reversed(text), reversed(_STAND_IN), strict=False)) if one != other), 0)
    return first, last, any(_STAND_IN[at : at + _RUN] in text for at in range(len(_STAND_IN) - _RUN))


def _compiled(pattern: str) -> re.Pattern[str] | None:
    if len(pattern) > 80 or _DEAR.search(pattern) or len(_UNBOUNDED.findall(pattern)) > 3:
        return None
    try:
        return re.compile(pattern.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!"))
    except re.error:
        return None


def _put(hit: re.Match[str], replacement: str) -> str:
    def value(reference: re.Match[str]) -> str:
        name = reference[1] or reference[2] or reference[3] or "0"
        return hit[int(name) if name.isdigit() else name] or ""

    return _REFERENCE.sub(value, replacement)
