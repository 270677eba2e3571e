"""What does a JSON file hold that a script imports: `require("./config.json")`?"""

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.javascript import lower as lower_script

LARGEST = 200_000  # characters: settings are small, data and lock files are not


def lower(path: str, text: str) -> ir.Module:
    """A module that exports the object. Raises ValueError for what is none, or too large to be settings."""
    if len(text) > LARGEST:
        raise ValueError("too large for settings")
    read = lower_script(path, "javascript", f"({text}\n)")
    value = read.body[0].value if len(read.body) == 1 and isinstance(read.body[0], ir.Evaluate) else None
    if not isinstance(value, ir.Record) or read.lost:
        raise ValueError("not an object")

    def locate(at: ir.Handle) -> Span:
        span = read.locate(at)
        return Span(max(0, span.start - 1), max(0, span.end - 1))

    exports = ir.Attribute(value.at, ir.Name(value.at, "module"), "exports")
    return ir.Module(path, "javascript", (ir.Bind(value.at, exports, value),), locate)
