"""What does a format string leave of its arguments?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program.lattice import Mark
from helcim_audit.program.scopes import Scope
from helcim_audit.program.slices import sliced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

_VERB = regex(r"%(?:%|[-+ #0]*\d*(?:\.(\d+))?(?:l|ll|h)?([a-zA-Z@]))")


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
