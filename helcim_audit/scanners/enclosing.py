"""What does a place stand in: which object, block, YAML parent, section?"""

import re
from collections import deque
from collections.abc import Iterator

from helcim_audit.lazy import regex

_OPEN = {"{": "}", "[": "]", "(": ")"}
_CLOSE = {value: key for key, value in _OPEN.items()}
_LAST_NAME = regex(r"[\"'`:]?([A-Za-z_][\w.\-\\ ]{0,60}?)[\"'`]?(?:\)?#\d{1,6} \(\d{1,4}\))?\s{0,4}(?:=>|:=|[:=])?\s{0,4}(?:array|new\s+\w+|Object\.freeze\(?|\w+)?\s{0,4}$")
_SUBSCRIPTED = regex(r"([A-Za-z_][\w.\-]{0,60})(?:[\"'`]?\])?\Z")  # `$helcim[`, `$config["helcim"][`
_CALLEE = regex(r"[A-Za-z_][\w.:\\]{0,60}$")
_BLOCK_NAMES = regex(r"[\"']([\w.\-]{1,60})[\"']\s{0,4}$")
_SECTION = regex(r"^[ \t]*\[+\s*([^\]\n]{1,80}?)\s*\]+[ \t]*(?:[#;].*)?$", re.MULTILINE)
_KEY_LINE = regex(r"([ \t]*)(?:-[ \t]+)?[\"']?([\w.\-/ ]{1,80}?)[\"']?[ \t]*:[ \t]*(?:[&!|>#].*)?$")
_SECRET_NAME = regex(r"(?m)^  name:[ \t]*[\"']?([\w.\-]{1,80})")
_REACH = 6000


def enclosing(text: str, at: int) -> tuple[str, ...]:
    """Names of what `at` stands in, from the inside: object keys, block labels, YAML parents, a section."""
    low = max(0, at - _REACH)
    names = list(_braces(text, low, at))
    names += _indents(text, low, at)
    line = text.rfind("\n", 0, at) + 1
    if section := next(iter(deque(_SECTION.finditer(text, low, line), maxlen=1)), None):
        names.append(section[1].strip("\"'"))
    names += _siblings(text, low, at)
    return tuple(names)


# What a list of gateways calls its members, and what a Kubernetes Secret is called.
_CALLED = regex(r"(?im)(?:^|[\s{,(])[\"']?(?:name|id|provider|gateway|vendor|processor|code|slug|driver|service)[\"']?\s{0,4}(?:=>|[:=])\s{0,4}[\"']?([\w.\-]{0,40}hel(?:ci|ic)m[\w.\-]{0,40})")
_ITEM = regex(r"^[ \t]*(?:-[ \t]+)?")


def _siblings(text: str, low: int, at: int) -> list[str]:
    """Names that members of the same object or list item give it: `- name: helcim`, `{"gateway": "helcim", ...}`."""
    opening = next((at - i for i, mark in enumerate(reversed(text[max(low, at - 600) : at]), 1) if mark in "{}"), -1)
    if opening >= 0 and text[opening] == "{":
        closing = re.compile(r"[{}]").search(text, at, at + 600)
        return _CALLED.findall(text, opening, closing.start() if closing else at)
    start = text.rfind("\n", 0, at) + 1
    column = len(_ITEM.match(text[start:at])[0])  # type: ignore[index]  # matches empty
    if column and text[start:at].strip(" \t-\"'") == "":
        first = start if "-" in text[start:at] else _item_start(text, low, start, column)
        return _CALLED.findall(text, first, _item_end(text, at, column))
    return []


def item(text: str, at: int) -> tuple[int, int]:
    """The range of the YAML mapping whose key stands at `at`, with its siblings."""
    start = text.rfind("\n", 0, at) + 1
    column = len(_ITEM.match(text[start:at])[0])  # type: ignore[index]  # matches empty
    first = start if "-" in text[start : start + column] else _item_start(text, max(0, at - _REACH), start, column)
    return first, _item_end(text, at, column)


def _item_start(text: str, low: int, start: int, column: int) -> int:
    """Where the mapping begins whose keys stand in `column`: up to a shallower line, or the dash of its list item."""
    for _ in range(40):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        line = text[above : start - 1]
        indent = _ITEM.match(line)[0]  # type: ignore[index]
        if above < low or start == 0 or (line.strip() and len(indent) < column):
            break
        start = above
        if "-" in indent and len(indent) == column:
            break
    return start


def _item_end(text: str, at: int, column: int) -> int:
    for _ in range(40):
        end = text.find("\n", at)
        if end < 0:
            return len(text)
        line = text[end + 1 : end + 1 + column + 1]
        if line.strip() and (len(line) - len(line.lstrip(" \t")) < column or line[:column].strip()):
            return end
        at = end + 1
    return at


def _braces(text: str, low: int, at: int) -> Iterator[str]:
    depth = 0
    found = 0
    for hit in reversed(list(re.finditer(r"[{}\[\]()]", text[low:at]))):
        mark = hit[0]
        if mark in _CLOSE:
            depth += 1
        elif depth:
            depth -= 1
        else:
            head = text[max(low, low + hit.start() - 90) : low + hit.start()]
            head = head[head.rstrip("\r\n ").rfind("\n") + 1 :]
            subscript = _SUBSCRIPTED.search(head) if hit[0] == "[" else None
            if name := subscript or _BLOCK_NAMES.search(head) or _LAST_NAME.search(head):
                yield name[1]
            if hit[0] == "(" and (callee := _CALLEE.search(head)) and (name is None or callee[0] != name[1]):
                yield callee[0]
            found += 1
            if found >= 5:
                return


def _indents(text: str, low: int, at: int) -> list[str]:
    start = text.rfind("\n", 0, at) + 1
    width = len(text[start:at]) - len(text[start:at].lstrip(" \t-"))
    names: list[str] = []
    if width == 0:
        return names
    for line in reversed(text[low : max(low, start - 1)].split("\n")):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip(" \t"))
        if indent >= width:
            continue
        width = indent
        if key := _KEY_LINE.fullmatch(line.rstrip("\r")):
            names.append(key[2])
            if key[2] in ("data", "stringData") and width == 0:
                names += _SECRET_NAME.findall(text, max(low, text.rfind("\n---", low, start)), text.find("\n---", start) if "\n---" in text[start:] else len(text))
        if width == 0 or len(names) >= 5:
            break
    return names
