"""What does a logger hide that was made with a list of what to hide, as pino's `redact` is?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program.handlers import REDACTING, is_mask
from helcim_audit.program.lattice import DEEPEST, HEADERS, NOTHING, Value
from helcim_audit.program.scopes import Closure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

_PART = regex(r"[\w$-]+|\*")


def marked(names: Sequence[str], given: Sequence[Given]) -> tuple[str, ...] | None:
    """The names of a logger that is made with a list of what to hide, or with a function that hides; None of any other."""
    redact = next((one.value.fields["redact"] for one in given if "redact" in one.value.fields), None)
    if redact is None and not any("headers" in one.value.fields.get("serializers", NOTHING).fields or _holds_mask(one.value) for one in given):
        return None
    redact = redact or NOTHING
    listed = redact.fields.get("paths", redact)
    texts = [text.value for _, inner in listed.everything(2) for text in inner.texts]
    keys = "" if not texts or listed.opaque else ",".join(sorted({(_PART.findall(text) or ["*"])[-1] for text in texts}))
    return tuple(f"{REDACTING}{keys}:{name}" for name in names)


def _holds_mask(value: Value) -> bool:
    return any(is_mask(ref.function.name) for _, inner in value.everything(2) for ref in inner.refs if isinstance(ref, Closure))


def left(names: Sequence[str], given: Sequence[Given]) -> Sequence[Given]:
    """What a call of a logger of these names still shows of what it is given."""
    hiding = [name.removeprefix(REDACTING).partition(":")[0] for name in names if name.startswith(REDACTING)]
    if not hiding:
        return given
    keys = frozenset(",".join(hiding).split(",")) - {""}
    if not keys or "*" in keys:
        return ()
    return [replace(one, value=_without(one.value, keys, DEEPEST)) for one in given]


def _without(value: Value, keys: frozenset[str], depth: int) -> Value:
    taints = tuple(taint for taint in value.taints if taint.kind != HEADERS or keys.isdisjoint(("api-token", "headers")))
    fields = {key: _without(inner, keys, depth - 1) if depth else inner for key, inner in value.fields.items() if key not in keys}
    return replace(value, taints=taints, fields=fields)
