"""What does a format string leave of its arguments?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program.lattice import Mark, Value
from helcim_audit.program.scopes import Scope
from helcim_audit.program.slices import sliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

_VERB = regex(r"%(?:%|[-+ #0]*\d*(?:\.(\d+))?(?:l|ll|h)?([a-zA-Z@]))")
_PLACE = regex(r"%[-+ #0]*\d*[sdvqif]|\{(\d?)\}")


def cut_formats(given: Sequence[Given], scope: Scope) -> Sequence[Given]:
    """The arguments, those cut that `%.8s` shows in part and those left out that only their type is shown of."""
    format_at = next((place for place, one in enumerate(given[:3]) if one.value.texts and "%" in one.value.texts[0].value), None)
    if format_at is None:
        return given
    verbs = [found for found in _VERB.finditer(given[format_at].value.texts[0].value) if found[2]]
    result = list(given)
    for verb, place in zip(verbs, range(format_at + 1, len(given)), strict=False):
        one = given[place]
        if verb[1] is not None and verb[2] in "sqvxX" and one.value.taints:
            result[place] = replace(one, value=sliced(one.value, None, int(verb[1]), True, Mark(scope.space.path, one.expr.at, "")))
        elif verb[2] in ("dTtpcfeg" if scope.space.language == "go" else "dcfeg") and not (scope.space.language == "php" and one.value.fields):  # Drupal: "%token"
            result[place] = replace(one, value=replace(one.value, taints=(), fields={}, rest=None))
    return result


def filled(values: Sequence[Value]) -> Sequence[Value]:
    """A pattern of an address and what fills it, in the order of the text: `"%s/customers/%d"`, `"{0}/customers"`."""
    if len(values) < 2 or len(values[0].texts) != 1 or "/" not in (pattern := values[0].texts[0]).value or " " in pattern.value:
        return values
    parts: list[Value] = []
    left = iter(values[1:])
    at = 0
    for hole in _PLACE.finditer(pattern.value):
        numbered = int(hole[1]) + 1 if hole[1] else 0
        one = (values[numbered] if numbered < len(values) else None) if numbered else next(left, None)
        parts += [Value(texts=(replace(pattern, value=pattern.value[at : hole.start()]),)), one if one is not None else Value(opaque=True)]
        at = hole.end()
    if not parts:
        return values
    return [*parts, Value(texts=(replace(pattern, value=pattern.value[at:]),)), *left]
