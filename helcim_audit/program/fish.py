"""How does a script of fish read as one of a POSIX shell, each character in its place?

Words that open and close blocks are blanked: what stands in them is one run of commands. `(command)` is written in
backticks.
"""

from helcim_audit.lazy import regex
from helcim_audit.program.script_blocks import blank

_OPENS = regex(r"(?m)^[ \t]*(?:function\b[^\n;]*|(?:end|else|begin)\b(?![^\n]*\|)|(?:for|switch|case)\b[^\n;]*)")
_TESTS = regex(r"(?m)^[ \t]*(?:else[ \t]+)?(?:if|while|and|or|not)\b")
_STRING = regex(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|#[^\n]*")
_COMMAND = regex(r"(?<!\$)\(([^()`\n]{1,400})\)")


def as_shell(text: str) -> str:
    text = _TESTS.sub(lambda hit: blank(hit[0]), _OPENS.sub(lambda hit: blank(hit[0]), text))
    quoted = [hit.span() for hit in _STRING.finditer(text)]
    out = list(text)
    for hit in _COMMAND.finditer(text):
        if not any(start < hit.start() < end for start, end in quoted):
            out[hit.start()] = out[hit.end() - 1] = "`"
    return "".join(out)
