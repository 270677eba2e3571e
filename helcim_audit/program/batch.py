"""How does a batch file of Windows become the intermediate representation?

`set NAME=value` is a Bind, any other command a Call of its name with one argument, the rest of the line. `%NAME%` and
`!NAME!` are names, `%NAME:~0,8%` a Slice. Labels and jumps are not followed.
"""

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.tokens import LONGEST, joined

_LINE = regex(r"[^\r\n]+")
_COMMENT = regex(r"(?i)[ \t@]*(?:rem\b|::)")
_PARTS = regex(r"[^&|()]+(?:\([^()]*\))?|\^.")
_SET = regex(r"(?i)set[ \t]+(?:/[ap][ \t]+)?(?P<quote>\"?)(?P<name>[A-Za-z_][\w.-]*)=(?P<value>.*)")
_WORD = regex(r"[ \t@]*(?:(?i:if)[ \t]+(?:(?i:not)[ \t]+)?(?:(?i:defined|exist|errorlevel)[ \t]+\S+|\S+[ \t]*==[ \t]*\S+)[ \t]*|(?i:else|do|call)[ \t]+)*(?P<name>[A-Za-z][\w.-]*)")
_USE = regex(r"[%!](?P<name>[A-Za-z_][\w.-]*)(?::~(?P<low>-?\d+)(?:,(?P<high>-?\d+))?|:[^%!=\s]{1,60}=[^%!]{0,60})?[%!]")


def lower(path: str, text: str) -> ir.Module:
    """Lower a document. Raises ValueError, with a reason free of source, for what is too long."""
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    body: list[ir.Stmt] = []
    for line in _LINE.finditer(text):
        if _COMMENT.match(line[0]) is not None:
            continue
        for part in _PARTS.finditer(text, line.start(), line.end()):
            found = _command(text, part.start(), part.end())
            body.extend([found] if found is not None else [])
    return ir.Module(path, "batch", tuple(body), lambda at: at)


def _command(text: str, start: int, end: int) -> ir.Stmt | None:
    word = _WORD.match(text, start, end)
    if word is None:
        return None
    if (found := _SET.match(text, word.start("name"), end)) is not None:
        last = found.end("value") - text[found.start("value") : found.end("value")].rstrip().endswith('"') if found["quote"] else found.end("value")
        at = Span(*found.span("name"))
        return ir.Bind(at, ir.Name(at, found["name"]), _value(text, found.start("value"), last))
    at = Span(word.start("name"), end)
    return ir.Evaluate(ir.Call(at, ir.Name(at, word["name"]), (ir.Arg(_value(text, word.end(), end)),)))


def _value(text: str, start: int, end: int) -> ir.Expr:
    parts: list[ir.Expr] = []
    done = start
    for hit in _USE.finditer(text, start, end):
        at = Span(*hit.span())
        name = ir.Name(at, hit["name"])
        parts.append(ir.Literal(Span(done, hit.start()), text[done : hit.start()]))
        done = hit.end()
        if hit["low"] is None:
            parts.append(name)
            continue
        low, high = int(hit["low"]), int(hit["high"]) if hit["high"] is not None else None
        parts.append(ir.Slice(at, name, low, low + high if high is not None and high > 0 and low >= 0 else high if low >= 0 else None))
    parts.append(ir.Literal(Span(done, end), text[done:end]))
    return joined(Span(start, max(start, end)), parts)
