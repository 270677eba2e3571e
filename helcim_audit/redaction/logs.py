"""How are secrets masked before a program's own log lines leave it?

For Python's `logging` and for structlog. Nearly every record holds nothing and must cost nearly nothing: one
look by the prefilter, and only what that admits is scanned.
"""

import logging
import threading
from collections.abc import Mapping, MutableMapping
from typing import Any

from helcim_audit.errors import AuditError
from helcim_audit.lazy import regex
from helcim_audit.names import classify
from helcim_audit.prefilter import Prefilter
from helcim_audit.redaction.text import redact_text

__all__ = ["RedactingFilter", "redact_processor"]

# A program that masks Helcim's secrets speaks of Helcim, whatever a single line says.
_NAME = "helcim.log"
_WORDS = ("api_token", "apitoken")  # names that other vendors use too: telling where a program speaks of Helcim
_CVV = regex(r"(?i)(?:card[_-]?)?(?:cvv2?|cvc2?|csc|cvd|security[_-]?code)")
_SHORTEST = 8
_DEEPEST = 8
_UNMASKABLE = "[a secret that could not be masked]"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_PLAIN = (int, float, bool, type(None))
_lock = threading.Lock()  # a Hyperscan database is searched by one thread at a time
_formatter = logging.Formatter()
_prefilter: Prefilter | None = None


def _admits(text: str) -> bool:
    global _prefilter
    if _prefilter is None:
        _prefilter = Prefilter(_WORDS)
    return _prefilter.admits(text.encode("utf-8", "surrogatepass"))


def safe(text: str) -> str:
    """`text` with its secrets masked; the same object where there are none. Never raises."""
    if len(text) < _SHORTEST:
        return text
    with _lock:
        admitted = _admits(text)
    return _masked(text) if admitted else text


def _masked(text: str) -> str:
    try:
        with _lock:
            masked = redact_text(text, _NAME)
    except AuditError:
        return _UNMASKABLE
    return text if masked == text else masked


def safe_value(name: str, value: Any, depth: int = _DEEPEST) -> Any:
    """A value that is logged under `name`, with secrets masked in it and below it; the same object where there are none."""
    if isinstance(value, _PLAIN) and not _is_card(name, value):
        return value
    if isinstance(value, str):
        return _safe_named(name, value)
    if isinstance(value, bytes):
        text = value.decode("latin-1")
        masked = _safe_named(name, text)
        return value if masked is text else masked.encode("latin-1")
    if depth and isinstance(value, Mapping):
        fresh = {key: safe_value(str(key), item, depth - 1) for key, item in value.items()}
        return value if all(fresh[key] is value[key] for key in fresh) else fresh
    if depth and isinstance(value, list | tuple):
        if len(value) == 2 and isinstance(value[0], str):  # a header as a pair
            items = [value[0], safe_value(value[0], value[1], depth - 1)]
        else:
            items = [safe_value(name, item, depth - 1) for item in value]
        same = all(one is other for one, other in zip(items, value, strict=True))
        return value if same else (items if isinstance(value, list) else tuple(items))
    shown = repr(value)
    masked = _safe_named(name, shown)
    return value if masked is shown else masked


def _is_card(name: str, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 10**11 and "card" in name.lower()


def _safe_named(name: str, value: str) -> str:
    if _CVV.fullmatch(name) and value.strip().isdecimal():
        return "*" * len(value)
    if classify(name) is None and "card" not in name.lower():
        return safe(value)
    before = f'{name}: "'
    masked = _masked(f'{before}{value}"')
    if masked == _UNMASKABLE:
        return masked
    masked = masked[len(before) : -1]
    return value if masked == value else masked


class RedactingFilter(logging.Filter):
    """Masks secrets in the message, the traceback and the extra fields of every record; drops none.

    Belongs on handlers, since those of a logger do not see what its children log:
    `handler.addFilter(RedactingFilter())`.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # logging would print the arguments to standard error.
            message = f"{record.msg} {record.args!r}"
            record.msg, record.args = message, ()
        masked = safe(message)
        if masked is not message:
            record.msg, record.args = masked, ()
        if record.exc_info and not record.exc_text and record.exc_info[0] is not None:
            record.exc_text = _formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = safe(record.exc_text)
        if record.stack_info:
            record.stack_info = safe(record.stack_info)
        for name in record.__dict__.keys() - _STANDARD:
            record.__dict__[name] = safe_value(name, record.__dict__[name])
        return True


def redact_processor(logger: Any, method_name: str, event_dict: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ARG001 - structlog's signature
    """A structlog processor: masks secrets in all values of an event. Stands last before the renderer, behind `format_exc_info`."""
    for name, value in event_dict.items():
        event_dict[name] = safe_value(name, value)
    return event_dict
