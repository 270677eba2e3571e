"""How is a mail put together again when its attachments were made safe?"""

import base64
import binascii
import re
from collections.abc import Callable

from helcim_audit.lazy import regex
from helcim_audit.sources.containers.mail import attachments

_BLOCK = regex(rb"(?m)^(?:[A-Za-z0-9+/]{4,998}={0,2}[ \t]*\r?\n)+(?:[A-Za-z0-9+/]{2,998}={0,2})?")


def rebuilt(data: bytes, member: Callable[[str, bytes], bytes]) -> bytes:
    """The message with each encoded part that `member` changes encoded anew, in lines of the same length."""
    for name, payload in attachments(data):
        safe = member(name, payload)
        if safe != payload:
            data = _swapped(data, payload, safe)
    return data


def _swapped(data: bytes, old: bytes, new: bytes) -> bytes:
    for block in _BLOCK.finditer(data):
        text = block[0]
        try:
            if base64.b64decode(re.sub(rb"\s", b"", text)) != old:
                continue
        except binascii.Error:
            continue
        width = len(text.split(b"\n", 1)[0].strip())
        line = b"\r\n" if b"\r\n" in text else b"\n"
        coded = base64.b64encode(new)
        lines = [coded[at : at + width] for at in range(0, len(coded), width)]
        return data[: block.start()] + line.join(lines) + (line if text.endswith(b"\n") else b"") + data[block.end() :]
    raise ValueError("an attachment that is not where it was")
