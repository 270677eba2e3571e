"""Which host does an HTTP client talk to, by where the variable that holds it is used?"""

import re
from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.names import is_helcim_host, speaks_of_helcim

_URL_HOST = regex(r"https?://([\w.-]{1,200})")
_KEPT = regex(r"[ \t]*(?:(?:var|val|let|const|final|static|private|public|readonly|protected|internal|lazy)\s{1,4}){0,4}(?:[\w<>.*\[\]?]{1,60}\s{1,4})?(?:this[.>-]{1,2}|self\.|@|\$)?(\w{1,60})\s{0,4}(?::=|=(?!=)|:(?![:/]))")
_MEMBER = regex(r"[ \t]*(?:this\.|self\.|@|\$)?(\w{1,60})(?:\.|->)\w{1,60}\s{0,3}=(?![=>])")
_HEAD = regex(r"(?:\b(?:func|def|fun|function|fn|sub|void)\b|\)\s{0,4}(?:throws\s[\w, .]{1,80}|->\s{0,4}[\w<>?.]{1,60}|:\s{0,4}[\w<>?.]{1,60})?\s{0,4}(?:=>|=)?\s{0,4}\{?)\s{0,4}$")
_NO_HEAD = regex(r"\s*(?:\}\s*)?(?:if|for|foreach|while|switch|catch|try|with|using|when|else|elif|return|synchronized|lock|unless)\b")
_NAMED = r"\b{}\b"
_AUTH = regex(r"(?i)api[-_]token")
_HOPS = 3
_USES = 20
_BODY = 4000


def is_of_another(text: str, at: int) -> bool:
    """Whether what is set at an offset belongs to a client that is only used where another host is named, and Helcim is not."""
    around = _function(text, at)
    if around is not None and not _ours(around) and _foreign(around, text):
        return True
    name = _name(text, at)
    seen: set[str] = set()
    foreign = False
    waiting = [(name, at)] if name else []
    while waiting and len(seen) < _HOPS:
        name, origin = waiting.pop()
        seen.add(name)
        start, end = _line(text, origin)
        for number, hit in enumerate(re.finditer(_NAMED.format(re.escape(name)), text)):
            if start <= hit.start() < end or number > _USES:
                continue
            low, high = _line(text, hit.start())
            line = text[low:high]
            told = _function(text, hit.start()) or line
            kept = _KEPT.match(line)
            if kept is not None and kept[1] not in seen and kept.end() <= hit.start() - low and not _URL_HOST.search(line) and text[hit.end() : hit.end() + 1] not in (".", "-", "("):  # `c := &http.Client{Transport: tr}`
                waiting.append((kept[1], hit.start()))
            elif _ours(line) or (_ours(told) and not _foreign(line, text)):
                return False
            else:
                foreign |= _foreign(told, text)
    return foreign


def _ours(text: str) -> bool:
    return speaks_of_helcim(text) or _AUTH.search(text) is not None


def _foreign(part: str, text: str) -> bool:
    """Whether some code names another host, or a constant of the document that is one."""
    hosts = _URL_HOST.findall(part)
    if hosts:
        return not any(map(is_helcim_host, hosts))
    for hit in re.finditer(r"\b(\w{3,60})\s{0,4}(?::=|=|:)\s{0,4}(?:[\w.]{1,30}\()?[\"'`]https?://([\w.-]{1,200})", text):
        if not is_helcim_host(hit[2]) and re.search(_NAMED.format(re.escape(hit[1])), part):
            return True
    return False


def _name(text: str, at: int) -> str:
    """The variable or field that holds what is made around an offset: of the lines above that are indented less, the first that keeps something."""
    low, high = _line(text, at)
    if (member := _MEMBER.match(text[low:high])) is not None and member[1] not in ("this", "self"):
        return member[1]
    for low, high in _above(text, at):
        line = text[low:high]
        if (kept := _KEPT.match(line)) is not None and kept[1][:1].islower() | (kept[1][:1] == "_"):
            return kept[1]
        if _HEAD.search(line) and not _NO_HEAD.match(line):
            return ""
    return ""


def _function(text: str, at: int) -> str | None:
    """The text of the function around an offset, by its indentation; None outside of all."""
    for low, high in _above(text, at):
        line = text[low:high]
        if low <= at < high or not _HEAD.search(line) or _NO_HEAD.match(line):
            continue
        depth = len(line) - len(line.lstrip())
        end = high
        for hit in re.finditer(r"\n([ \t]*)(?=\S)", text[high : high + _BODY]):
            end = high + hit.end()
            if len(hit[1]) <= depth and hit.start() > 0:
                break
        else:
            end = min(len(text), high + _BODY)
        return text[low:end] if end > at else None
    return None


def _above(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The line of an offset, and those above it that are indented less and less."""
    low, high = _line(text, at)
    depth = len(text[low:high]) - len(text[low:high].lstrip())
    yield low, high
    for _ in range(200):
        if low == 0:
            return
        low, high = _line(text, low - 1)
        line = text[low:high]
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent < depth:
            depth = indent
            yield low, high


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)
