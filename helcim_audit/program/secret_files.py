"""Does a file hold a secret, by its name: `/run/secrets/helcim_api_token`?"""

from __future__ import annotations

from collections.abc import Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.lattice import Value
from helcim_audit.program.scopes import Scope
from helcim_audit.program.sources import by_setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

_CONTENT = ".content"
_NAME = regex(r"(?:^|/)\.?([\w\-]{3,80})(?:\.(?:txt|secret|key|token))?$")
_OPENS = frozenset(("open", "Path", "PurePath", "PosixPath"))
_READS = frozenset(("read", "read_text", "read_bytes", "readline", "readlines"))


def read(called: str, receiver: Value | None, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value | None:
    """`Path("/run/secrets/helcim_api_token").read_text()`, `open(...).read()`: what stands in such a file."""
    if called in _READS and receiver is not None and (held := receiver.fields.get(_CONTENT)) is not None:
        return held
    if called == "open" and receiver is not None and _CONTENT in receiver.fields:
        return receiver
    if called not in _OPENS or not given:
        return None
    for text in given[0].value.texts[:2]:
        name = _NAME.search(text.value)
        if name is not None and (told := by_setting(scope.space, name[1].replace("-", "_"), expr.at)) is not None:
            return Value(given[0].value.taints, fields={_CONTENT: Value((told,), opaque=True)}, names=("file",), opaque=True)
    return None
