"""What does a place stand in: which object, block, YAML parent, section?"""

import re
from collections import deque
from collections.abc import Iterator

_OPEN = {"{": "}", "[": "]", "(": ")"}
_CLOSE = {value: key for key, value in _OPEN.items()}
_LAST_NAME = re.compile(r"[\"'`:]?([A-Za-z_][\w.\- ]{0,60}?)[\"'`]?\s{0,4}(?:=>|:=|[:=])?\s{0,4}(?:array|new\s+\w+|Object\.freeze\(?|\w+)?\s{0,4}$")
_BLOCK_NAMES = re.compile(r"[\"']([\w.\-]{1,60})[\"']\s{0,4}$")
_SECTION = re.compile(r"^[ \t]*\[+\s*([^\]\n]{1,80}?)\s*\]+[ \t]*(?:[#;].*)?$", re.MULTILINE)
_KEY_LINE = re.compile(r"([ \t]*)(?:-[ \t]+)?[\"']?([\w.\-/ ]{1,80}?)[\"']?[ \t]*:[ \t]*(?:[&!|>#].*)?$")
_REACH = 6000


def enclosing(text: str, at: int) -> tuple[str, ...]:
    """Names of what `at` stands in, from the inside: object keys, block labels, YAML parents, a section."""
    low = max(0, at - _REACH)
    names = list(_braces(text, low, at))
    names += _indents(text, low, at)
    line = text.rfind("\n", 0, at) + 1
    if section := next(iter(deque(_SECTION.finditer(text, low, line), maxlen=1)), None):
        names.append(section[1].strip("\"'"))
    return tuple(names)


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
            head = head[head.rfind("\n") + 1 :] if head.strip("\n ").count("\n") else head
            if name := _BLOCK_NAMES.search(head) or _LAST_NAME.search(head):
                yield name[1]
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
        if width == 0 or len(names) >= 5:
            break
    return names
