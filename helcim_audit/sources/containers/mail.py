"""Which files are attached to a mail, or to the mails of a mailbox?

The message itself is read as text like any other; here are only parts whose encoding hides their bytes.
"""

import email
import email.policy
from collections.abc import Iterator
from email.message import Message

from helcim_audit.lazy import regex

_BORDER = regex(rb"(?m)^From [^\r\n]+\r?\n(?=[A-Za-z-]+:)")
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "application/json": ".json", "message/rfc822": ".eml", "application/xml": ".xml", "text/csv": ".csv"}


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every encoded part, in order."""
    starts = [hit.start() for hit in _BORDER.finditer(data)] if data.startswith(b"From ") else []
    if not starts:
        yield from _parts(data, "")
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        yield from _parts(data[start:end], f"message-{number}/" if len(starts) > 1 else "")


def _parts(data: bytes, folder: str) -> Iterator[tuple[str, bytes]]:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for number, part in enumerate(message.walk(), 1):
        if part.is_multipart() or not _is_encoded(part):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield folder + _name(part, number), payload


def _is_encoded(part: Message) -> bool:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("base64", "x-uuencode", "uuencode", "x-uue", "binary")


def _name(part: Message, number: int) -> str:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        name = None
    return name or f"part-{number}{_SUFFIXES.get(part.get_content_type(), '')}"
