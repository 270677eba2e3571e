"""How is a picture made safe? Secrets are covered with solid pixels, and the picture is read again to prove it."""

from collections.abc import Callable, Sequence
from typing import Any

from helcim_audit.masking import veil
from helcim_audit.redaction.text import Redactor, Unsafe
from helcim_audit.screenshots import ocr, pictures
from helcim_audit.screenshots.lines import Box, Line
from helcim_audit.screenshots.suspects import Suspect, suspects, unsure
from helcim_audit.secrets import SecretKind, masked, token_id

_ROUNDS = 4
_RULE = "api-token-in-document"


def rebuilt(path: str, data: bytes, redactor: Redactor, note: Callable[[str], None]) -> bytes:
    """The picture with its secrets covered but for their last four characters, and without metadata.

    A picture that shows none and carries no metadata stays as it is. Raises Unsafe where something is still
    read after several rounds, or the picture cannot be opened.
    """
    if not ocr.installed():
        raise Unsafe("a picture cannot be looked at here", path=veil(path), hint="pip install 'helcim-audit[screenshots]'")
    safe: list[Any] = []
    covered = 0
    known: dict[bytes, Any] = {}
    try:
        for frame in pictures.frames(data):
            key = frame.tobytes()
            if key not in known:
                if pictures.worth_reading(frame):
                    covered += _covered(path, frame, redactor, note)
                known = {key: frame}  # frames of a recording repeat the one before
            safe.append(known[key])
        if not covered and not pictures.carries_metadata(data):
            return data
        return pictures.written(safe, data)
    except pictures.Unreadable as error:
        raise Unsafe(f"the picture cannot be read: {error}", path=veil(path)) from None


def _covered(path: str, frame: Any, redactor: Redactor, note: Callable[[str], None]) -> int:
    """Cover what `frame` shows, in place; how many stretches were covered."""
    count = 0
    for number in range(_ROUNDS):
        lines = ocr.read(frame)
        found = suspects(lines)
        doubtful = unsure(lines) if number == 0 else []
        if not found and not doubtful:
            return count
        if number == 0:
            _remember(path, found, lines, redactor)
            for line in doubtful:
                note(f"text near a secret's name, {line.box.top} pixels from the top, was not read surely and was covered whole: look at the picture")
        # What is still taken for a secret after it was covered is covered whole.
        boxes = [_place(one, keep=one.keep if number == 0 else 0) for one in found] + [line.box for line in doubtful]
        pictures.cover(frame, [box for box in boxes if box.right > box.left])
        count += len(boxes)
    raise Unsafe("a picture still shows a secret after it was covered", path=veil(path))


def _place(one: Suspect, keep: int) -> Box:
    if keep >= one.end - one.start:
        return Box(0, 0, 0, 0)
    box = one.line.part(one.start, one.end - keep)
    # Strokes reach a little over the lines that were read, but the next character is not touched.
    right = box.right if keep else box.right + 2
    return Box(box.left - 2, box.top - 2, right, box.bottom + 2)


def _remember(path: str, found: Sequence[Suspect], lines: Sequence[Line], redactor: Redactor) -> None:
    seen: set[str] = set()
    for one in found:
        if one.value in seen:
            continue
        seen.add(one.value)
        kind = SecretKind.CARD_NUMBER if one.value.isdecimal() else SecretKind.API_TOKEN
        rule = "card-data-in-payload" if kind is SecretKind.CARD_NUMBER else _RULE
        redactor.found.add(path, lines.index(one.line) + 1, rule, kind.value, masked(one.value), token_id(one.value, redactor.salt))
