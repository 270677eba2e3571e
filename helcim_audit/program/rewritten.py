"""What does a regular expression leave of a token that it rewrites?

`token.replace(/^(.{6}).*$/, "$1***")` shows the first six characters, `/.(?=.{4})/g` the last four.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS
from helcim_audit.program.lattice import Mark, Value, join
from helcim_audit.program.patterns import LENGTH, Pattern, Span, read
from helcim_audit.program.scopes import Closure
from helcim_audit.program.slices import sliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_REWRITES = frozenset(("replace", "replaceAll", "replaceFirst", "sub", "gsub", "sub!", "gsub!", "subn", "preg_replace", "replacingOccurrences", "Replace", "-replace", "re.sub"))
_ALWAYS = frozenset(("replaceFirst", "sub", "subn", "preg_replace", "-replace"))  # take nothing but expressions
_ONCE = frozenset(("replaceFirst", "sub", "sub!"))
_LITERAL = regex(r"(?s)/(.{1,80})/([a-z]{0,6})")
_DELIMITED = regex(r"(?s)([/#~%!@])(.{1,80})\1[a-zA-Z]{0,6}")
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
    if len(others) < 2 or subject is None:
        return None
    pattern, replacement = others[:2]
    if own and _is_plain(pattern, called, replacement):
        return Value(subject.taints)
    told = _expression(pattern.expr, pattern.value, called, language)
    if told is None:
        return None
    expression, flags = told
    if isinstance(pattern.expr, ir.Constant) and replacement.value.refs:
        return None if "g" in flags else _computed(machine, subject, expression, replacement, mark)
    if not replacement.value.texts or replacement.value.opaque:
        return None
    once = "g" not in flags and called == "replace" if isinstance(pattern.expr, ir.Constant) else called in _ONCE and language != "python"
    if not expression.takes:
        return Value(subject.taints)
    left = expression.replaced(replacement.value.texts[0].value, once)
    if left is None:
        return None
    first, last, between = _seen(left)
    if not (first or last) and between:
        return sliced(subject, 1, 1 + _RUN, True, mark)
    if first >= _WHOLE:
        return Value(subject.taints)
    return sliced(subject, None, first, True, mark) if first else sliced(subject, -last, None, True, mark) if last else Value()


def _is_plain(pattern: Given, called: str, replacement: Given) -> bool:
    """`token.replace('"', "")`: a short text that no token is, and no expression in any language."""
    return called not in _ALWAYS and isinstance(pattern.expr, ir.Literal) and not replacement.value.taints and _PLAIN.fullmatch(pattern.expr.value) is not None


def _computed(machine: Machine, subject: Value, expression: Pattern, replacement: Given, mark: Mark) -> Value | None:
    """`token.replace(/^(.{4})(.*)$/, (all, head, rest) => head + "*".repeat(rest.length))`: the function is given the piece and its groups."""
    from helcim_audit.program.calls import Given as Argument

    spans = expression.match()
    if spans is None or spans[0] != (0, LENGTH) or expression.repeated:
        return None
    given = [Argument(_piece(subject, spans.get(number, (0, 0)), mark), replacement.expr) for number in range(expression.groups + 1)]
    results = [machine.invoke(ref, given, Mark(mark.path, mark.at, "handed to a callback")) for ref in replacement.value.refs if isinstance(ref, Closure)]
    return join(results) if results else None


def _matched(subject: Value, pattern: Given, language: str, mark: Mark) -> Value | None:
    """`token.match(/^.{6}/)`: the first piece that is found, and its groups."""
    told = _expression(pattern.expr, pattern.value, "match", language)
    spans = told[0].match() if told is not None and told[0].takes else None
    if told is None or spans is None:
        return None
    return Value(fields={str(number): _piece(subject, span, mark) for number, span in spans.items() if number not in told[0].repeated})


def _piece(subject: Value, span: Span, mark: Mark) -> Value:
    start, end = span
    if start == end:
        return Value()
    if end - start >= _WHOLE:
        return Value(subject.taints)
    return sliced(subject, start - end, None, True, mark) if end == LENGTH else sliced(subject, start or None, end, True, mark)


def _seen(left: Sequence[int]) -> tuple[int, int, bool]:
    """How many of the first and of the last characters are left, and whether some in between are."""
    first = next((at for at, one in enumerate(left) if one != at), len(left))
    last = next((at for at, one in enumerate(reversed(left)) if one != LENGTH - 1 - at), len(left))
    rows = [at for at in range(1, len(left)) if left[at] != left[at - 1] + 1 or left[at] < 1]
    return first, last, any(end - start >= _RUN and left[start] >= 0 for start, end in itertools.pairwise([0, *rows, len(left)]))


def _is_secret(value: Value) -> bool:
    return any(taint.kind in SECRETS for taint in value.taints)


def _expression(expr: ir.Expr, value: Value, called: str, language: str) -> tuple[Pattern, str] | None:
    """An expression, read, and its flags."""
    told = _told(expr, value, called, language)
    expression = read(*told) if told is not None else None
    return (expression, told[1]) if expression is not None and told is not None else None


def _told(expr: ir.Expr, value: Value, called: str, language: str) -> tuple[str, str] | None:
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
