"""How is a change shown without showing what it takes away?"""

import difflib
from collections.abc import Iterable

from helcim_audit.lazy import regex
from helcim_audit.masking import veil
from helcim_audit.reports.escape import visible
from helcim_audit.secrets import MASK, shown

_PIECE = 8  # characters: of a shorter piece of a secret, other text that spells it need not be one
_WORD = regex(r"[A-Za-z0-9!#$%*.@_/+=-]{8,}")
_LOWER = regex(r"[a-z]")
_DIGIT = regex(r"[0-9]")


def unified(path: str, old: str, new: str, secrets: Iterable[str]) -> str:
    """A unified diff of the masked texts: what is removed shows the last four characters at most."""
    secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
    before, after = (_lines(_hidden(text, secrets)) for text in (old, new))
    shown_path = visible(veil(path))
    lines = difflib.unified_diff(before, after, "a/" + shown_path if old else "/dev/null", "b/" + shown_path, lineterm="")
    return "".join(line + "\n" for line in lines)


def _lines(text: str) -> list[str]:
    return [visible(line) for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n")] if text else []


def _hidden(text: str, secrets: list[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, _mask(secret))
    return veil(_WORD.sub(lambda found: _word(found[0], secrets), text))


def _mask(secret: str) -> str:
    keep = shown(secret)
    return MASK * (len(secret) - keep) + (secret[-keep:] if keep else "")


def _word(word: str, secrets: list[str]) -> str:
    """A piece of a known secret, or what is as mixed as one: no diff needs to show it."""
    if any(word in secret or any(secret[at : at + _PIECE] in word for at in range(0, len(secret) - _PIECE + 1)) for secret in secrets):
        return MASK * len(word)
    if len(word) >= 20 and len(_DIGIT.findall(word)) >= 3 and _LOWER.search(word) and "/" not in word and "." not in word:
        return MASK * len(word)
    return word
