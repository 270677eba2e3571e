"""How is text read in a picture? By models that stand inside of the installed package; nothing is fetched."""

from __future__ import annotations

import functools
import importlib.util
import unicodedata
from typing import Any

from helcim_audit.screenshots.lines import Box, Line

_LONGEST_SIDE = 3000  # pixels; a larger picture is read in tiles
_OVERLAP = 200


@functools.cache
def installed() -> bool:
    """Whether the extra `screenshots` is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "PIL", "numpy"))


@functools.cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": 0.0, "Global.max_side_len": _LONGEST_SIDE, "Global.use_cls": False})


def read(picture: Any) -> list[Line]:
    """The lines of text in a picture (a Pillow image in RGB). Small ones are enlarged, large ones read in tiles."""
    scale = 2 if max(picture.size) < 700 else 1
    found: list[Line] = []
    step = _LONGEST_SIDE - _OVERLAP
    width, height = picture.size
    for top in range(0, max(1, height - _OVERLAP), step):
        for left in range(0, max(1, width - _OVERLAP), step):
            tile = picture.crop((left, top, min(width, left + _LONGEST_SIDE), min(height, top + _LONGEST_SIDE)))
            for line in _read_tile(tile, scale, left, top):
                if not any(line.box.meets(other.box) and line.text == other.text for other in found):
                    found.append(line)
    return found


def _read_tile(tile: Any, scale: int, left: int, top: int) -> list[Line]:
    import numpy

    if scale > 1:
        tile = tile.resize((tile.width * scale, tile.height * scale))
    result = _engine()(numpy.asarray(tile)[:, :, ::-1], return_word_box=True, return_single_char_box=True)
    if result.boxes is None or result.txts is None:
        return []
    lines = []
    for corners, text, score, letters in zip(result.boxes, result.txts, result.scores, result.word_results or [()] * len(result.txts), strict=False):
        box = _box(corners, scale, left, top)
        lines.append(_line(text, float(score), box, letters, scale, left))
    return lines


def _box(corners: Any, scale: int, left: int, top: int) -> Box:
    across, down = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    return Box(int(min(across)) + left, int(min(down)) + top, int(max(across) + 1) + left, int(max(down) + 1) + top)


def _line(text: str, score: float, box: Box, letters: Any, scale: int, left: int) -> Line:
    """Characters get the places that were read; a space, which has none, the gap between its neighbours."""
    places = [(letter[0], int(min(x for x, _ in letter[2]) / scale) + left, int(max(x for x, _ in letter[2]) / scale + 1) + left) for letter in letters]
    edges: list[tuple[int, int]] = []
    if [letter for letter, _, _ in places] == [character for character in text if character != " "]:
        following = iter(places)
        at = box.left
        for character in text:
            if character == " ":
                edges.append((at, at))
            else:
                _, low, high = next(following)
                edges.append((low, high))
                at = high
    else:
        step = (box.right - box.left) / max(1, len(text))
        edges = [(int(box.left + i * step), int(box.left + (i + 1) * step)) for i in range(len(text))]
    plain = "".join(unicodedata.normalize("NFKC", character)[:1] or " " for character in text)
    return Line(plain, score, box, tuple(edges))
