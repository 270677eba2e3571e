"""What may be shown of a secret, and how is it named without being known?

This module alone decides what of a secret leaves the process: its last four characters, and only
where they are a small part of it.
"""

import functools
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn

DEFAULT_SALT = "helcim-audit/1"
MASK = "*"
_SHOWN = 4
_SHORTEST_SHOWN = 12  # of a shorter value, four characters are too large a part


class SecretKind(StrEnum):
    """The kinds of value that helcim.md section 2 calls secret or sensitive."""

    API_TOKEN = "api-token"
    LEGACY_API_TOKEN = "legacy-api-token"
    SECRET_TOKEN = "secret-token"
    WEBHOOK_VERIFIER = "webhook-verifier"
    HELCIMJS_SECRET_KEY = "helcimjs-secret-key"
    PARTNER_TOKEN = "partner-token"
    GATEWAY_TOKEN = "gateway-token"
    CARD_TOKEN = "card-token"
    BANK_TOKEN = "bank-token"
    CARD_NUMBER = "card-number"
    CARD_CVV = "card-cvv"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A secret as it was read. It cannot be printed, formatted or pickled by accident."""

    kind: SecretKind
    value: str

    def __repr__(self) -> str:
        return f"Secret({self.kind}, {masked(self.value)})"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is not pickled: send a Finding instead")

    def __getstate__(self) -> Any:
        self.__reduce__()


def shown(value: str) -> int:
    """How many of the last characters of `value` may be seen."""
    return _SHOWN if len(value) >= _SHORTEST_SHOWN else 0


def masked(value: str) -> str:
    """The short form for messages: four asterisks and what may be shown."""
    count = shown(value)
    return MASK * 4 + (value[-count:] if count else "")


@functools.cache
def _stretched(value: str, salt: str) -> bytes:
    """scrypt with RFC 7914's interactive cost, once per distinct secret and salt (about 25 ms)."""
    return hashlib.scrypt(value.encode("utf-8", "surrogatepass"), salt=salt.encode(), n=2**13, r=8, p=1, dklen=32)


def token_id(value: str, salt: str = DEFAULT_SALT) -> str:
    """A name for the secret: the same for everyone who scans with the same salt."""
    name = "tok_" + _stretched(value, salt).hex()[:12]
    if _remembered is not None:
        _remembered[name] = Secret(SecretKind.API_TOKEN, value)
    return name


_remembered: dict[str, Secret] | None = None


@contextmanager
def remembering() -> Iterator[dict[str, Secret]]:
    """The values behind the names that this process gives while the block runs.

    Findings do not hold values. Only who has to use one (`verify` does) asks for it, for as long as it needs it.
    """
    global _remembered
    before, _remembered = _remembered, {}
    try:
        yield _remembered
    finally:
        _remembered = before


def fingerprint(rule: str, value: str | None, path: str, context: str, salt: str = DEFAULT_SALT) -> str:
    """Name one finding so that it survives moves.

    With a known value: rule and value, no path, no line. Without one: rule, path and `context` (the
    masked line without white space). 32 hex digits.
    """
    if value is not None:
        material = f"{rule}\0{_stretched(value, salt).hex()}"
    else:
        material = f"{rule}\0{path}\0{''.join(context.split())}"
    return hashlib.blake2b(material.encode("utf-8", "surrogatepass"), key=salt.encode()[:64], digest_size=16).hexdigest()
