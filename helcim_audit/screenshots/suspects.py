"""Which stretches of the lines that were read in a picture show a secret, and what could not be read surely?

Reading is never exact, so what has the looks of a token is taken for one: a run of its alphabet, of about its
length, or whatever stands behind a name that announces a secret, also in the next column or on the next line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.screenshots.lines import Line, rows
from helcim_audit.values import Verdict, judge

# O and 0, l and I and 1 are taken for each other; so are dots, dashes and spaces between words.
_O, _L = "[o0]", "[il1|]"
_NAME = regex(
    rf"(?i)ap{_L}[-_. ]?(?:t{_O}ken|key)|he{_L}c{_L}m[\w-]{{0,24}}(?:t{_O}ken|key|secret|verifier)|secret[-_ ]?t{_O}ken|verifier[-_ ]?t{_O}ken"
    rf"|js[-_ ]?secret[-_ ]?key|partner[-_ ]?t{_O}ken|access[-_ ]?t{_O}ken|auth{_O}r{_L}zat{_L}{_O}n|x-auth-t{_O}ken|gateway[-_ ]?t{_O}ken"
)
_BEHIND = regex(r"[\w-]{0,16}[\"'`’”)\]]*\s*(?:=>|:=|[:=|,>→]|\s)\s*(?:Bearer\s+)?[\"'`‘“([<]*\s*")
_END = regex(r"[\w-]{0,16}[\"'`’”)\]]*\s*(?:=>|:=|[:=|,>→])?\s*[\"'`‘“([<]*\s*[>|]?[-]?\s*$")
_CLASS = r"A-Za-z0-9!#$%*\-.@_+/=&^~|"
_RUN = regex(rf"[{_CLASS}]{{20,}}")
_VALUE = regex(rf"[{_CLASS}]{{6,}}")
_PIECE = regex(rf"\s*[\"'`]?([{_CLASS}]{{1,}})[\"'`]?[\\,;]?\s*")
_TELLING = regex(r"[!#$%*@]")
_MASK = regex(r"\*{3,}|x{6,}|X{6,}|[•●█■]{2,}|\.{3,}|…")
_CARD = regex(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
_TOKEN = 64
_WHOLE = 57  # characters from which on a run can be a whole token that was read with some characters lost
_UNSURE = 0.6  # of a line's score
_PUBLIC = regex(r"(?i)check[o0]ut[-_ ]?t[o0]ken|acc[o0]unt[-_ ]?id|js[-_ ]?t[o0]ken|idemp[o0]tency")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A stretch of a line: characters `start` to `end`, of which the last `keep` may be seen. Stretches of one value share it."""

    line: Line
    start: int
    end: int
    value: str
    keep: int
    named: bool


def suspects(lines: Sequence[Line]) -> list[Suspect]:
    """Every stretch that is to be covered, in reading order."""
    found: list[Suspect] = []
    ordered = rows(lines)
    for number, row in enumerate(ordered):
        for place, line in enumerate(row):
            for start, end, named in _stretches(row, place):
                if any(one.line is line and one.start < end and start < one.end for one in found):
                    continue
                found += _with_rest(line, start, end, named, ordered[number + 1 : number + 3])
    cards = any("card" in line.text.lower() or "cvv" in line.text.lower() for line in lines)
    if cards:
        found += [one for line in lines for one in _cards(line)]
    return found


def _stretches(row: Sequence[Line], place: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a name announces it) in the line at `place` of its row."""
    text = row[place].text
    for name in _NAME.finditer(text):
        if _PUBLIC.search(text, max(0, name.start() - 10), name.end() + 4):
            continue
        behind = _BEHIND.match(text, name.end())
        if behind and (value := _VALUE.match(text, behind.end())) and _is_secret(value[0]):
            yield value.start(), value.end(), True
    if place and _names_at_end(row[place - 1].text) and (value := re.compile(rf"[\"'`]?([{_CLASS}]{{6,}})").match(text)) and _is_secret(value[1]):
        yield value.start(1), value.end(1), True
    for run in _RUN.finditer(text):
        if _looks_like_token(run[0]):
            yield run.start(), run.end(), False


def _names_at_end(text: str) -> bool:
    names = list(_NAME.finditer(text))
    name = names[-1] if names else None
    return name is not None and _END.fullmatch(text, name.end()) is not None and not _PUBLIC.search(text, max(0, name.start() - 10))


def _is_secret(value: str) -> bool:
    """Of a value behind a secret's name."""
    value = value.rstrip(".,|")
    if _MASK.search(value) and len(_MASK.sub("", value)) <= 5:
        return False
    if re.fullmatch(r"[\w-]*(?:url|https?|json|application|string|required|header|value)[\w./:-]*", value.lower()):
        return False
    return judge(value) in (Verdict.V2, Verdict.SECRET, Verdict.PARTLY_MASKED)


def _looks_like_token(run: str) -> bool:
    """Of a run without a name: a token's mix, and more of it than of anything else that is long."""
    run = run.strip("\"'=&|")
    if _MASK.search(run) or "://" in run or run.count("/") > 2:
        return False
    mixed = re.search(r"[A-Z]", run) and re.search(r"[a-z]", run) and re.search(r"\d", run)
    return bool(mixed and len(_TELLING.findall(run)) >= (1 if len(run) >= 40 else 3) and len(set(run)) >= min(20, len(run) * 2 // 3))


def _with_rest(line: Line, start: int, end: int, named: bool, below: Sequence[Sequence[Line]]) -> list[Suspect]:
    """The stretch, and its continuation on the lines below where a line's end cut it."""
    value = line.text[start:end]
    parts = [(line, start, end)]
    last = line
    for row in below:
        if len(value) >= _TOKEN or last.text[parts[-1][2] :].strip("\"'`\\;, "):
            break
        rest = next((one for one in row if one.box.left < last.box.right and (piece := _PIECE.fullmatch(one.text)) and _continues(value, piece[1])), None)
        if rest is None:
            break
        piece = _PIECE.fullmatch(rest.text)
        assert piece is not None
        value += piece[1]
        parts.append((rest, piece.start(1), piece.end(1)))
        last = rest
    if not named and len(value) < 40:
        return []
    left = 4 if len(value) >= 12 else 0
    covered = []
    for one, low, high in reversed(parts):
        keep = min(left, high - low)
        left -= keep
        covered.append(Suspect(one, low, high, value, keep, named))
    return covered[::-1]


def _continues(value: str, piece: str) -> bool:
    together = len(value) + len(piece)
    if len(piece) < 4 or len(value) >= _WHOLE:
        return abs(together - _TOKEN) <= 1  # what a whole value lacks, and nothing else
    return together <= _TOKEN + 6 and (re.search(r"\d", piece) is not None or _TELLING.search(piece) is not None or not piece.islower())


def _cards(line: Line) -> Iterator[Suspect]:
    for hit in _CARD.finditer(line.text):
        digits = re.sub(r"[ -]", "", hit[0])
        if _luhn(digits) and digits[0] in "23456" and len(set(digits)) > 2:
            yield Suspect(line, hit.start(), hit.end(), digits, 4, True)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def unsure(lines: Sequence[Line]) -> list[Line]:
    """Lines beside or below a secret's name that were read so badly that they could hold one."""
    found = []
    ordered = rows(lines)
    for number, row in enumerate(ordered):
        if not any(_NAME.search(line.text) for line in row):
            continue
        near = [*row, *(line for below in ordered[number + 1 : number + 2] for line in below)]
        found += [line for line in near if line.score < _UNSURE and len(line.text.strip()) >= 6]
    return found


def transcript(lines: Sequence[Line]) -> str:
    """What was read, a row a line, with each secret whole on the row where it begins, beside a name."""
    shown = []
    seen = suspects(lines)
    for row in rows(lines):
        said = "  ".join(_filled(line, seen) for line in row)
        shown.append(said.strip())
    return "\n".join(shown) + "\n"


def _filled(line: Line, seen: Sequence[Suspect]) -> str:
    text = line.text
    for one in sorted((one for one in seen if one.line is line), key=lambda one: -one.start):
        first = next(other for other in seen if other.value == one.value) is one
        said = ("" if one.named else "helcim api-token: ") + one.value if first else ""
        text = text[: one.start] + said + text[one.end :]
    return text
