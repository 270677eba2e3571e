"""May scripts of a page read the cookie that a call sets?"""

from helcim_audit.lazy import regex
from helcim_audit.program import ir

_HTTP_ONLY = frozenset(("httponly", "ishttponly"))

HIDES_COOKIES = regex(r"\+(?:page|layout)?\.?server\.[jt]s$|hooks\.server\.[jt]s$")
"""SvelteKit's cookies are hidden from scripts unless told otherwise."""


def says_readable(expr: ir.Call) -> bool:
    """Whether a call says that scripts may read the cookie."""
    entries = [entry for arg in expr.args if isinstance(arg.value, ir.Record) for entry in arg.value.entries]
    return any(isinstance(entry.key, ir.Literal) and entry.key.value == "httpOnly" and isinstance(entry.value, ir.Constant) and entry.value.text == "false" for entry in entries)


def http_only(expr: ir.Call) -> bool:
    """Whether a call says that scripts may not read the cookie."""
    for arg in expr.args:
        if arg.name is not None and arg.name.lower().replace("_", "") in _HTTP_ONLY:
            return isinstance(arg.value, ir.Constant) and arg.value.text.lower() == "true"
        waiting: list[ir.Expr] = [arg.value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, ir.Record):
                for entry in one.entries:
                    if isinstance(entry.key, ir.Literal) and entry.key.value.lower().replace("_", "") in _HTTP_ONLY and isinstance(entry.value, ir.Constant):
                        return entry.value.text.lower() == "true"
            waiting.extend(ir.children(one))
    return sum(isinstance(arg.value, ir.Constant) and arg.value.text.lower() == "true" for arg in expr.args) >= 2  # PHP's setcookie(..., true, true)
