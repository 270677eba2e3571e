"""Does a payload hold card data?

Numbers by Luhn's check and issuer ranges (ISO/IEC 7812), security codes by the name of their field. Known
test numbers count little. Numbers are looked for beside names of card fields only: long digits are many.
"""

import re
from collections.abc import Iterator

from helcim_audit.model import Match, Span
from helcim_audit.secrets import Secret, SecretKind

_NUMBER = re.compile(
    r"(?i)(?<![a-z])(?:card[_-]?(?:number|num|no|pan)|cc[_-]?(?:number|num)|account[_-]?number|pan|f4l4|primary[_ -]?account[_ -]?number)(?![a-z])"
    r"\\?[\"']?\s{0,4}(?:[:=>,]|=>|%3D)\s{0,4}\\?[\"']?((?:\d[ -]?){12,18}\d)(?!\d)"
)
_CVV = re.compile(
    r"(?i)(?<![a-z])(?:card[_-]?)?(?:cvv2?|cvc2?|csc|cvd|security[_-]?code)(?![a-z])\\?[\"']?\s{0,4}(?:[:=>,]|=>|%3D)\s{0,4}\\?[\"']?(\d{3,4})(?!\d)"
)
_ISSUERS = re.compile(r"4\d{12}(?:\d{3}){0,2}$|5[1-5]\d{14}$|2(?:2[2-9]|[3-6]\d|7[01])\d{13}$|3[47]\d{13}$|6(?:011|5\d\d|4[4-9]\d)\d{12}$|3(?:0[0-5]|[689]\d)\d{11}$|35\d{14}$")
# Numbers that processors publish for tests, the vendor's among them: told by repeated and counted digits.
_TEST = re.compile(r"^(?:4111111111111111|4242424242424242|4012888888881881|5555555555554444|5105105105105100|378282246310005|371449635398431|6011111111111117|4000\d{12}|5454545454545454|5413330089099130|4124939999999990|4929\d{12}|3700\d{11}|5413\d{12}|4030000010001234|4005550000000019|4222222222222)$")


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def cards(text: str) -> Iterator[Match]:
    """Card numbers, and security codes in a text that has one."""
    numbers = []
    for hit in _NUMBER.finditer(text):
        digits = re.sub(r"[ -]", "", hit[1])
        if _ISSUERS.match(digits) and _luhn(digits) and len(set(digits)) > 2:
            numbers.append(hit.start())
            test = _TEST.match(digits) is not None
            yield Match(
                "card-data-in-payload",
                Span(*hit.span(1)),
                Secret(SecretKind.CARD_NUMBER, digits),
                severity="low" if test else None,
                confidence="low" if test else "high",
            )
    for hit in _CVV.finditer(text) if numbers else ():
        if any(abs(hit.start() - place) < 800 for place in numbers) and len(set(hit[1])) > 1:
            yield Match("card-data-in-payload", Span(*hit.span(1)), Secret(SecretKind.CARD_CVV, hit[1]), confidence="medium")
