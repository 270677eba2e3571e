"""Which value stands in front of its name?"""

from collections import deque
from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.scanners.spellings import VALUE_KEY_FAR, is_name_value

_REACH = 700
_BEFORE = regex(
    r"(?:[vV]alue|VALUE|currentValue|initialValue)[\"']?\s{0,8}(?:=>|[:=])\s{0,8}(?:\"([^\"\n]{8,400})\"|'([^'\n]{8,400})'|([^\s\"'{}]{8,400}))[^{}\[\]]{0,240}$"
)
_VALUE_NAME = regex(r"(?:[vV]alue|VALUE)[\"']?\s{0,8}(?:=>|[:=])")
# printf %s x | gh secret set NAME
_PIPED = regex(r"""\b(?:echo|printf)[ ]+(?:-\w[ ]+|['"]?%s['"]?[ ]+)?(["']?)(?P<value>[^\s"'|]{8,200})\1[ ]*\|[ ]*[^|\n]{1,80}$""")
# setValue("x", forHTTPHeaderField: "NAME") and its kin in Objective-C
_FOR = regex(r"""@?"(?P<value>[^"\s]{8,200})"\s?,?\s?for\w{0,24}:\s?@?"$""")
# Field("x", env="NAME")
_NAMED = regex(r"""\(\s?[rb]?(["'])(?P<value>[^-"'\s][^"'\s]{7,200})\1\s?,\s?(?:env|alias|validation_alias|envvar|env_name)\s?=\s?["']$""")


def ahead(text: str, start: int) -> tuple[int, int, bool] | None:
    """(start, end, quoted) of the value in front of the name at `start`, as in `"value": x, "key": name`."""
    low = max(0, start - _REACH)
    line = max(text.rfind("\n", low, start) + 1, low)
    last = text[start - 4 : start]
    pattern = _PIPED if text.find("|", line, start) >= 0 else _FOR if last.endswith('"') and ":" in last else _NAMED if "=" in last else None
    if pattern and (hit := pattern.search(text, line, start)):
        return *hit.span("value"), True
    if not is_name_value(text[max(low, start - 40) : start]) or VALUE_KEY_FAR.match(text, start):
        return None
    head = text[low:start]
    head = head[max(head.rfind("{"), head.rfind("<")) + 1 :]
    low = start - len(head)
    named = next(iter(deque(_VALUE_NAME.finditer(head), maxlen=1)), None)
    if named is None or not (hit := _BEFORE.match(head, named.start())):
        return None
    group = next(i for i in (1, 2, 3) if hit[i])
    return low + hit.start(group), low + hit.end(group), group != 3


_AUTH_BLOCK = regex(r'"(apikey|bearer)"\s{0,8}:\s{0,8}\[((?:[^\[\]"]{1,400}|"[^"\n]{0,400}"){0,300})\]')
_AUTH_ENTRY = regex(r'\{[^{}]{0,200}?"key"\s{0,8}:\s{0,8}"(\w{1,20})"\s{0,8},\s{0,8}"value"\s{0,8}:\s{0,8}"([^"\n]{0,400})"')


def auth_blocks(text: str) -> Iterator[tuple[str, Span, Span]]:
    """(name of the header, its range or the value's, range of the value) of Postman's `auth` blocks.

    There the name and the value are the values of two entries whose keys are `key` and `value`.
    """
    if '"apikey"' not in text and '"bearer"' not in text:
        return
    for block in _AUTH_BLOCK.finditer(text):
        entries = {entry[1]: entry for entry in _AUTH_ENTRY.finditer(text, block.start(2), block.end(2))}
        name, value = entries.get("key"), entries.get("token" if block[1] == "bearer" else "value")
        if value:
            yield name[2] if name else "authorization", Span(*(name or value).span(2)), Span(*value.span(2))
