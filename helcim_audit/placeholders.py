"""What do `{{token}}` and its kin in rule examples and samples stand for?

No file of the project holds a literal that looks like a real secret. Examples are written with
placeholders and filled, at run time, with values derived from a fixed digest: the same value for the
same name on every machine, of the shape that helcim.md section 2 records for that kind of secret.

Grammar: ``{{name}}`` or ``{{name|filter|filter...}}``. An unknown name is left as it stands, so that
the double braces of template languages keep their meaning.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from urllib.parse import quote

from helcim_audit.lazy import regex

LOWER_HEX = "0123456789abcdef"
ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
SPECIALS = "!#$%*-.@_"
V2_ALPHABET = ALNUM + SPECIALS

_PLACEHOLDER = regex(r"\{\{([a-z]+)(\d*)((?:\|[a-z]+\d*[a-z]*)*)\}\}")


def _stream(seed: str, alphabet: str, length: int) -> str:
    """Return `length` characters of `alphabet` that depend on nothing but `seed`."""
    raw = hashlib.shake_256(f"helcim-audit example {seed}".encode()).digest(length * 4)
    return "".join(
        alphabet[int.from_bytes(raw[i : i + 4], "big") % len(alphabet)]
        for i in range(0, len(raw), 4)
    )


def _token(seed: str) -> str:
    """A v2 api-token: `a` and 63 characters with upper, lower, digit and specials."""
    body = list(_stream(seed, V2_ALPHABET, 63))
    # Fixed places for each class keep every example inside the shape; the last four stay alphanumeric
    # so that a masked value is easy to read.
    for place, pick in (
        (4, "$"), (9, "#"), (13, "K"), (17, "7"), (22, "!"), (30, "w"), (36, "%"), (41, "*"), (50, "@"),
    ):
        body[place] = pick
    body[-4:] = _stream(seed + " tail", ALNUM, 4)
    return "a" + "".join(body)


def _luhn(digits: str) -> str:
    """Append the check digit of ISO/IEC 7812 to `digits`."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return digits + str(-total % 10)


_MAKERS: dict[str, Callable[[str], str]] = {
    "token": _token,
    # 57, 58 or 60 characters: a shell or a parser ate some (`{{damaged57}}`).
    "damaged": lambda seed: _damaged(seed),
    "other": lambda seed: "K" + _token(seed)[1:],
    "plain": lambda seed: "a" + _stream(seed, ALNUM, 63),
    "legacy": lambda seed: _stream(seed, ALNUM, int(seed.removeprefix("legacy") or "25")),
    "secrettoken": lambda seed: _stream(seed, LOWER_HEX, 22),
    "checkouttoken": lambda seed: _stream(seed, LOWER_HEX, 22),
    "jstoken": lambda seed: _stream(seed, LOWER_HEX, 22),
    "cardtoken": lambda seed: _stream(seed, LOWER_HEX, 22),
    "verifier": lambda seed: base64.b64encode(hashlib.sha256(seed.encode()).digest()).decode(),
    "jskey": lambda seed: _stream(seed, ALNUM, 32),
    "partner": lambda seed: _stream(seed, ALNUM, 40),
    "gateway": lambda seed: _stream(seed, ALNUM, 32),
    "hash": lambda seed: _stream(seed, LOWER_HEX, 64),
    "hex": lambda seed: _stream(seed, LOWER_HEX, int(seed.removeprefix("hex") or "40")),
    "pan": lambda seed: _luhn("453201" + _stream(seed, "0123456789", 9)),
}


def _damaged(seed: str) -> str:
    """What is left of a token once a shell ate some of its specials."""
    length = int(seed.removeprefix("damaged") or "60")
    whole = _token(seed)
    return whole[: length - 4] + whole[-4:]


_ESCAPED = {c: f"\\u{ord(c):04x}" for c in SPECIALS}

_FILTERS: dict[str, Callable[[str], str]] = {
    "b64": lambda v: base64.b64encode(v.encode()).decode(),
    "b64url": lambda v: base64.urlsafe_b64encode(v.encode()).decode().rstrip("="),
    "hex": lambda v: v.encode().hex(),
    "percent": lambda v: quote(v, safe=""),
    "json": lambda v: "".join(_ESCAPED.get(c, c) for c in v),
    "html": lambda v: "".join(f"&#{ord(c)};" if c in "!#$%*@" else c for c in v),
    "shell": lambda v: re.sub(r"([!#$*])", r"\\\1", v),
    "compose": lambda v: v.replace("$", "$$"),
    "ini": lambda v: v.replace("%", "%%"),
    "mask": lambda v: "*" * (len(v) - 4) + v[-4:],
    "first": lambda v: v[:8],
    "last": lambda v: v[-4:],
    "head": lambda v: v[: len(v) // 2],
    "tail": lambda v: v[len(v) // 2 :],
    "upper": str.upper,
    "grouped": lambda v: " ".join(v[i : i + 4] for i in range(0, len(v), 4)),
}


def _filter(name: str, value: str) -> str:
    """Apply the filter `name`; `first10` and `last6` take a count behind the name."""
    if sized := re.fullmatch(r"(first|last)(\d+)", name):
        count = int(sized[2])
        return value[:count] if sized[1] == "first" else value[-count:]
    return _FILTERS[name](value)


def fill(text: str) -> str:
    """Replace every placeholder of `text`.

    Raises KeyError for a known name with an unknown filter: an example that silently keeps its
    placeholder would pass without testing anything.
    """

    def value(found: re.Match[str]) -> str:
        name, number, filters = found.groups()
        if name not in _MAKERS:
            return found[0]
        result = _MAKERS[name](name + number)
        for one in filters.split("|")[1:]:
            result = _filter(one, result)
        return result

    return _PLACEHOLDER.sub(value, text)
