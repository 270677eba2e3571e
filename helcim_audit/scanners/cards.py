"""Does a payload hold card data?

Numbers by Luhn's check and issuer ranges (ISO/IEC 7812), security codes by the name of their field, tracks of a
magnetic stripe by their shape. Known test numbers count little, and what stands beside them nothing. Numbers are
looked for beside names of card fields only: long digits are many.
"""

import re
from collections.abc import Iterator
from typing import Literal

from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.model import Match, Span
from helcim_audit.scanners.anchors import places
from helcim_audit.scanners.tables import csv_cells, sql_cells
from helcim_audit.secrets import Secret, SecretKind

_SEPARATOR = r"(?:\\{0,3}[\"'\]]){0,3}\s{0,4}(?:[:=>,|]|=>|%3[aAdD]|&gt;|\sis\s|\s(?=\d))\s{0,4}(?:\\{0,3}[\"'\[]|<!\[CDATA\[|&quot;|string\(\d{1,2}\)\s\"){0,3}"
_NUMBER = regex(
    r"(?i)(?:card[_. -]?(?:number|num|no|nbr|pan|f4l4)?|cc[_-]?(?:number|num|no)?|ccn|account[_-]?number|acct[_-]?num|(?:full[_-]?)?pan|f4l4|primary[_ -]?account[_ -]?number)(?![a-z])"
    + _SEPARATOR + r"((?:\d[ +-]?){12,18}\d)(?![\d.]\d|\d)"
)  # fmt: skip
# "card": {"number": "..."}
_INNER = regex(r"(?i)card(?:data|details|info)?(?![a-z])[\"'\]\s:=>]{1,8}[{(\[][^{}()]{0,120}?\bnumber\b" + _SEPARATOR + r"((?:\d[ -]?){12,18}\d)(?!\d)")
_CVV = regex(
    r"(?i)(?:card[_. -]?)?(?:cvv2?|cvc2?|cvn|csc|cvd|card[_-]?code|security[_-]?code|verification[_-]?value)(?:[_-]?(?:number|value|code))?(?![a-z])" + _SEPARATOR + r"(\d{3,4})(?![\d.])"
)
# Words that names of card fields begin with, but for a prefix such as `credit`.
_WORDS = ("card", "cc", "pan", "account", "acct", "f4l4", "primary", "cvv", "cvc", "cvn", "csc", "cvd", "security", "verification")
_PREFIXES = frozenset(("credit", "debit", "customer", "payment", "full", "the", "my"))
_TRACK = regex(r"%B(\d{13,19})\^[^^\n?]{2,26}\^\d{4}[^?\n]{0,60}\??|;(\d{13,19})=\d{7,24}\??")
_ISSUERS = regex(r"4\d{12}(?:\d{3}){0,2}$|5[1-5]\d{14}$|2(?:2[2-9]|[3-6]\d|7[01])\d{13}$|3[47]\d{13}$|6(?:011|5\d\d|4[4-9]\d)\d{12}$|3(?:0[0-5]|[689]\d)\d{11}$|35\d{14}$|62\d{14,17}$")
# Numbers that processors publish for tests, the vendor's among them: told by repeated and counted digits.
_TEST = regex(r"^(?:4111111111111111|4242424242424242|4012888888881881|5555555555554444|5105105105105100|378282246310005|371449635398431|378734493671000|6011111111111117|6011000990139424|4000\d{12}|5454545454545454|5413330089099130|4124939999999990|4929\d{12}|3700\d{11}|5413\d{12}|4030000010001234|4005550000000019|4222222222222|30569309025904|38520000023237|3530111333300000|3566002020360505|5200828282828210|2223\d{12}|4917610000000000|4761739001010010|(?:\d)(\d)\1{8,}\d{0,5})$")  # fmt: skip
_NEAR = 800  # characters between a code and the number of its card

_COLUMN_PREFIX = regex(r"(?i)^(?:credit|debit|customer|payment|full)[_ -]?")

Field = Literal["number", "cvv"]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def _begins_word(text: str, start: int) -> bool:
    """Whether what stands before a word's letters belongs to the name: creditCard, CardCVV, but not discard."""
    before = start
    while before and start - before < 12 and text[before - 1].isalpha():
        before -= 1
    return text[before:start].lower() in _PREFIXES or (text[start].isupper() and text[start - 1].islower())


def _column(name: str, _table_is_helcims: bool) -> Field | None:
    bare = _COLUMN_PREFIX.sub("", name)
    if _NUMBER.fullmatch(bare + ": 4111111111111111"):
        return "number"
    return "cvv" if _CVV.fullmatch(bare + ": 947") else None


def _fields(text: str, file: FileType, path: str) -> Iterator[tuple[Field, Span]]:
    for start, _ in places(text, _WORDS):
        if text[start - 1 : start].isalpha() and not _begins_word(text, start):
            continue
        for pattern in (_NUMBER, _INNER):
            if hit := pattern.match(text, start):
                yield "number", Span(*hit.span(1))
        if hit := _CVV.match(text, start):
            yield "cvv", Span(*hit.span(1))
    if "%B" in text or ";" in text:
        for hit in _TRACK.finditer(text):
            yield "number", Span(*hit.span(1 if hit[1] else 2))
    cells: Iterator[tuple[Field, Span, bool]] = iter(())
    if file.language in ("csv", "sql"):
        cells = csv_cells(text, path, _column) if file.language == "csv" else sql_cells(text, _column, bare=True)
    for kind, span, _ in cells:
        if kind == "number" or re.fullmatch(r"\d{3,4}", text[span.start : span.end]):
            yield kind, span


def cards(text: str, file: FileType, path: str) -> Iterator[Match]:
    """Card numbers, and the security codes that do not belong to a test card."""
    fields = dict.fromkeys(_fields(text, file, path))
    tests: list[int] = []
    for kind, span in fields:
        digits = re.sub(r"\D", "", text[span.start : span.end])
        if kind != "number" or not _ISSUERS.match(digits) or not _luhn(digits) or len(set(digits)) <= 2:
            if kind == "number" and len(set(digits)) <= 2:
                tests.append(span.start)
            continue
        test = _TEST.match(digits) is not None
        if test:
            tests.append(span.start)
            if file.family == "document":
                continue
        yield Match("card-data-in-payload", span, Secret(SecretKind.CARD_NUMBER, digits), severity="low" if test else None, confidence="low" if test else "high")
    for kind, span in fields:
        code = text[span.start : span.end]
        if kind == "cvv" and len(set(code)) > 1 and not any(abs(span.start - at) < _NEAR for at in tests) and file.family != "document":
            yield Match("card-data-in-payload", span, Secret(SecretKind.CARD_CVV, code), confidence="medium")
