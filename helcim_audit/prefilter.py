"""Can these bytes hold anything that a rule looks for?

One Hyperscan database over raw bytes. What it rejects is never decoded, parsed or even made a document,
so it must let through whatever an analyzer could report, in every encoding; and it must reject nearly all
the rest, since everything behind it is a hundred times slower. Imported by the hook's fast path: nothing
but Hyperscan and the standard library's smallest modules here.
"""

import binascii
from collections.abc import Callable, Iterable

import hyperscan

_CLASS = rb"[A-Za-z0-9!#$%*\-.@_]"
# The alphabet of a token and of the escapes that formats put before or instead of its specials.
_RUN = rb"A-Za-z0-9!#$%*\-.@_&;\\"
_ALNUM = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_TOKEN = _ALNUM + b"!#$%*-.@_"
_ALL = bytes(range(256))


def _all_but(kept: bytes) -> bytes:
    """For `bytes.translate`, which deletes at C speed: what to delete to see only `kept`."""
    return _ALL.translate(None, kept)


_NOT_UPPER = _all_but(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NOT_LOWER = _all_but(b"abcdefghijklmnopqrstuvwxyz")
_NOT_DIGIT = _all_but(b"0123456789")
_NOT_TELLING = _all_but(b"!#$%*@&\\")

_WORDS = (
    # Whatever speaks of Helcim, typing errors of helcim.md section 3 included.
    b"helcim", b"helicm",
    # Names that are Helcim's own or an auth header's; a value beside them decides.
    b"api-token", b"secrettoken", b"secret_token", b"secret-token", b"verifiertoken", b"verifier_token", b"checkouttoken",
    b"checkout_token", b"rawdataresponse", b"jssecretkey", b"js_secret_key", b"partner-token", b"partnertoken", b"partner_token", b"apitokenv2",
    b"cardcvv", b"cardnumber", b"card_number",
    # A decision about findings that no longer exist is reported too.
    b"helcim-audit:",
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


def _is_mixed(raw: bytes) -> bool:
    """The mix of classes that every v2 token shows (entropy and bounds are the scanner's to measure)."""
    return bool(
        raw.translate(None, _NOT_TELLING)
        and raw.translate(None, _NOT_DIGIT)
        and raw.translate(None, _NOT_UPPER)
        and raw.translate(None, _NOT_LOWER)
    )


def _begins_token(data: bytes, start: int) -> bool:
    """Whether a token stands at the beginning of the run at `start`, after at most a few glued bytes."""
    head = data[start : start + 80]
    for lead in range(13):
        token = head[lead : lead + 64]
        if token[:1] == b"a" and not token.translate(None, _TOKEN) and len(token) == 64 and not head[lead + 64 : lead + 65].isalnum():
            if lead and head[lead - 1 : lead].isalnum() and b"\\" not in data[start - 1 : start + 1] and b"%" not in head[:lead]:
                continue
            if len(set(token)) >= 26 and _is_mixed(token):
                return True
    return False


def _is_escaped_run(run: bytes) -> bool:
    """Whether 64 bytes of a run could be most of a token with escapes, or the base64 or hex of one."""
    if (b"\\" in run or b"&#" in run or b"%2" in run or b"$$" in run or b"%%" in run) and run.count(b".") <= 5 and b"a" in run and len(set(run)) >= 16 and _is_mixed(run):
        return True
    return (b"Y" in run and _decodes(binascii.a2b_base64, run, 4)) or (b"61" in run and _decodes(binascii.a2b_hex, run, 2))


def _decodes(decode: Callable[[bytes], bytes], run: bytes, group: int) -> bool:
    """Whether some alignment of `run` decodes to nothing but characters of a token, the telling ones among them."""
    for lead in range(group):
        try:
            raw = decode(run[lead : lead + 56])
        except binascii.Error:
            continue
        if not raw.translate(None, _TOKEN) and raw.translate(None, _NOT_TELLING):
            return True
    return False


def _is_wide_token(raw: bytes) -> bool:
    return _is_mixed(raw.replace(b"\0", b""))


def _compile(expressions: list[bytes], flags: int = 0) -> hyperscan.Database:
    database = hyperscan.Database()
    count = len(expressions)
    database.compile(expressions=expressions, ids=list(range(count)), elements=count, flags=[flags] * count)
    return database


class Prefilter:
    """Compiled once per process (about 3 ms). `keywords`: literals of the user's own rules.

    Three small databases, since one of all patterns takes five times longer to compile and scans slower:
    words; runs of a token's characters, checked in a callback; and, for documents so full of long runs
    (JSON web tokens, hex dumps) that the callback would cost too much, runs that begin as a token does.
    """

    def __init__(self, keywords: Iterable[str] = ()) -> None:
        words = [_escaped(word) for word in (*_WORDS, *(keyword.encode() for keyword in keywords if keyword))]
        for word in (b"helcim", b"api-token"):
            letters = [_escaped(word[i : i + 1]) for i in range(len(word))]
            words += [b"\\x00".join(letters), b"\\x00\\x00\\x00".join(letters)]  # UTF-16, UTF-32
            words.append(binascii.b2a_hex(word))
        coded = [form for word in (b"helcim", b"HELCIM", b"Helcim", b"api-token") for form in _base64_forms(word)]
        self._words = _compile(words, hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH)
        self._coded = _compile([_escaped(form) for form in coded], hyperscan.HS_FLAG_SINGLEMATCH)
        self._runs = _compile([b"[" + _RUN + b"]{64}", rb"a\x00{1,3}(?:" + _CLASS + rb"\x00{1,3}){62}" + _CLASS])
        self._starts: hyperscan.Database | None = None

    def admits(self, data: bytes) -> bool:
        """Whether a document made of `data` is worth decoding. Linear in its length."""
        return bool(data) and (
            _any(self._words, data) or _any(self._coded, data) or (len(data) >= 64 and self._has_token(data))
        )

    def _has_token(self, data: bytes) -> bool:
        found = False
        left = 64 + len(data) // 2048
        checked = last = -64
        text = b"\0" not in data[:4096]  # machine code is full of escapes that mean nothing

        def on_run(which: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
            nonlocal found, left, checked, last
            left -= 1
            if which == 1:
                found = _is_wide_token(data[max(0, end - 256) : end])
            elif end - last > 1:  # the first 64 of a run
                checked = end
                found = _begins_token(data, end - 64) or (text and _is_escaped_run(data[end - 64 : end]))
            elif end - checked >= 16:  # once for every 16 places further on: a token is 64 long
                checked = end
                found = text and _is_escaped_run(data[end - 64 : end])
            last = end
            return True if found or left < 0 else None

        _scan(self._runs, data, on_run)
        return found or (left < 0 and self._has_token_start(data))

    def _has_token_start(self, data: bytes) -> bool:
        if self._starts is None:
            self._starts = _compile([b"[^A-Za-z0-9!#$%*.@]a" + _CLASS + b"{63}"])
        found = False

        def on_start(_which: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
            nonlocal found
            found = _begins_token(data, end - 64)
            return found or None

        _scan(self._starts, data, on_start)
        return found


def _scan(database: hyperscan.Database, data: bytes, on_match: Callable[..., bool | None]) -> None:
    try:
        database.scan(data, match_event_handler=on_match)
    except hyperscan.ScanTerminated:
        pass


def _stop(*_match: object) -> bool:
    return True


def _any(database: hyperscan.Database, data: bytes) -> bool:
    try:
        database.scan(data, match_event_handler=_stop)
    except hyperscan.ScanTerminated:
        return True
    return False
