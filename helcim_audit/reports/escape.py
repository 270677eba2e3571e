"""How is text from a scanned tree shown without commanding what shows it?"""

import json
from typing import Any

from helcim_audit.lazy import regex

# C0 and C1 controls, soft hyphens, bidirectional overrides, zero-width, filler and tag characters, line
# separators, what no interchange format allows (noncharacters, lone surrogates).
_UNSAFE = regex(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """Control, bidirectional, invisible and undecodable characters as escapes; tabs stay."""
    return _UNSAFE.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def json_text(data: Any, indent: int | None = None) -> str:
    """JSON of nothing but printable ASCII: names that are no UTF-8, controls and overrides stay escaped."""
    return json.dumps(data, indent=indent, ensure_ascii=True).replace("\x7f", "\\u007f")
