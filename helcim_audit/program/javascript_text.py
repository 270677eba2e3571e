"""What text does a JavaScript string literal stand for?"""

import re

from helcim_audit.lazy import regex

_ESCAPE = regex(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3]?[0-7]{1,2})|(\r\n|.|\n))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\n": "", "\r\n": "", "\u2028": "", "\u2029": ""}


def unescape(text: str) -> str:
    """`text` with its escape sequences resolved."""
    return _ESCAPE.sub(_escaped, text) if "\\" in text else text


def _escaped(found: re.Match[str]) -> str:
    braced, four, two, octal, simple = found.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple)
    code = int(octal, 8) if octal is not None else int(braced or four or two, 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def unquote(text: str) -> str:
    """The value of a string literal as it is written, quotes and all."""
    return unescape(text[1:-1]) if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"`" else unescape(text[1:])
