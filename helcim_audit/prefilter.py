"""Can these bytes hold anything that a rule looks for?

One Hyperscan database over raw bytes. What it rejects is never decoded, parsed or even made a document,
so it must let through whatever an analyzer could report, in every encoding; and it must reject nearly all
the rest, since everything behind it is a hundred times slower. Imported by the hook's fast path: nothing
but Hyperscan and the standard library's smallest modules here.
"""

import binascii
from collections.abc import Iterable

import hyperscan

_CLASS = rb"[A-Za-z0-9!#$%*\-.@_]"
_MEMBERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%*-.@_")
_ALNUM = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_TELLING = frozenset(b"!#$%*@")
# What may stand before a token: anything but a letter or digit, or the end of an escape.
_LEFT = rb"(?:^|[^A-Za-z0-9]|\\[nrtbf]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})"

_WORDS = (
    # Whatever speaks of Helcim, typing errors of helcim.md section 3 included.
    b"helcim", b"helicm",
    # Names that are Helcim's own or an auth header's; a value beside them decides.
    b"api-token", b"secrettoken", b"secret_token", b"secret-token", b"verifiertoken", b"verifier_token", b"checkouttoken",
    b"checkout_token", b"jssecretkey", b"js_secret_key", b"partner-token", b"partnertoken", b"partner_token", b"apitokenv2",
    b"cardcvv", b"cardnumber", b"card_number",
)  # fmt: skip


def _base64_forms(word: bytes) -> Iterable[bytes]:
    """How `word` looks inside base64, at each of the three alignments, without the characters its neighbours share."""
    for lead in range(3):
        coded = binascii.b2a_base64(b"\0" * lead + word, newline=False).rstrip(b"=")
        start = (lead * 8 + 5) // 6
        end = (lead + len(word)) * 8 // 6
        yield coded[start:end]


def _escaped(word: bytes) -> bytes:
    return b"".join(b"\\" + bytes([c]) if c not in _ALNUM else bytes([c]) for c in word)


def _is_token(raw: bytes) -> bool:
    """A cheap check of 64 bytes for the mix that every v2 token shows (no entropy: the scanner measures it)."""
    upper = lower = digit = telling = False
    for c in raw:
        upper |= 65 <= c <= 90
        lower |= 97 <= c <= 122
        digit |= 48 <= c <= 57
        telling |= c in _TELLING
    return upper and lower and digit and telling


def _plain(data: bytes, end: int) -> bool:
    token = data[end - 64 : end]
    if not _is_token(token):
        return False
    # More letters mean a longer identifier, unless escapes made it longer.
    return data[end : end + 1] == b"" or data[end] not in _ALNUM or b"%2" in token or b"\\" in data[end - 70 : end + 24]


def _wide(data: bytes, end: int) -> bool:
    return any(_is_token(bytes(c for c in data[max(0, end - width) : end] if c)) for width in (128, 256))


def _base64(data: bytes, end: int) -> bool:
    try:
        raw = binascii.a2b_base64(data[end - 86 : end] + b"==")
    except binascii.Error:
        return False
    return _MEMBERS.issuperset(raw) and _is_token(raw)


def _hex(data: bytes, end: int) -> bool:
    raw = binascii.a2b_hex(data[end - 128 : end])
    return _MEMBERS.issuperset(raw) and _is_token(raw)


def _yes(_data: bytes, _end: int) -> bool:
    return True


class Prefilter:
    """Compiled once per process (a few milliseconds). `keywords`: literals of the user's own rules."""

    def __init__(self, keywords: Iterable[str] = ()) -> None:
        self._checks = []
        expressions: list[bytes] = []
        flags: list[int] = []
        caseless = hyperscan.HS_FLAG_CASELESS
        some = hyperscan.HS_FLAG_SINGLEMATCH

        def add(expression: bytes, flag: int, check: object = _yes) -> None:
            expressions.append(expression)
            flags.append(flag)
            self._checks.append(check)

        for word in (*_WORDS, *(k.encode() for k in keywords if k)):
            add(_escaped(word), caseless | some)
        for word in (b"helcim", b"api-token"):
            # UTF-16 and UTF-32 of either byte order: NUL bytes between the letters.
            add(b"\\x00{1,3}".join(_escaped(word[i : i + 1]) for i in range(len(word))), caseless | some)
            add(binascii.b2a_hex(word), caseless | some)
            for spelling in {word, word.upper(), word.title()}:
                for form in _base64_forms(spelling):
                    add(_escaped(form), some)
        add(binascii.b2a_hex(b"HELCIM"), caseless | some)
        add(rb"\\u0061pi-token|\\u0068elcim|%61pi-token|api%2[dD]token|api\\u002[dD]token|api&#45;token", caseless | some)
        add(_LEFT + b"a" + _CLASS + b"{63}", 0, _plain)
        add(_LEFT + rb"a(?:\\{1,2}" + _CLASS + b"|" + _CLASS + rb"){24,80}\\{1,2}[$#!%*@]", some)
        add(rb"[^A-Za-z0-9]a(?:" + _CLASS + rb"|&#?[0-9a-zA-Z]{2,6};|\\u00[0-9a-fA-F]{2}){20,63}(?:&#(?:3[3-7]|42|64);|\\u002[1345aA])", some)
        add(rb"a\x00{1,3}(?:" + _CLASS + rb"\x00{1,3}){62}" + _CLASS, 0, _wide)
        add(rb"Y[Q-Za-f][A-Za-z0-9+/_-]{84}", 0, _base64)
        add(rb"61(?:2[1345aAdDeE]|3[0-9]|4[0-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aA]){63}", 0, _hex)
        self._database = hyperscan.Database()
        self._database.compile(
            expressions=expressions, ids=list(range(len(expressions))), elements=len(expressions), flags=flags
        )

    def admits(self, data: bytes) -> bool:
        """Whether a document made of `data` is worth decoding. Linear in its length."""
        found = False
        checks = self._checks

        def on_match(which: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
            nonlocal found
            if checks[which](data, end):
                found = True
                return True
            return None

        try:
            self._database.scan(data, match_event_handler=on_match)
        except hyperscan.ScanTerminated:
            pass
        return found
