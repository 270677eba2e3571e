"""How is a picture opened without trusting it, and how is a new one made of nothing but its pixels?"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from helcim_audit.screenshots.lines import Box

MOST_PIXELS = 50_000_000
MOST_FRAMES = 60
_LEAST = (120, 24)  # pixels; smaller ones are icons
_FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "MPO": "JPEG", "WEBP": "WEBP", "GIF": "GIF"}


class Unreadable(ValueError):
    """The picture is damaged, or too large to be looked at."""


def frames(data: bytes) -> Iterator[Any]:
    """Every frame as a Pillow image in RGB, upright. Raises Unreadable."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF", "MPO")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unreadable(f"more than {MOST_PIXELS // 1_000_000} million pixels")
                for number, frame in enumerate(ImageSequence.Iterator(image)):
                    if number >= MOST_FRAMES:
                        raise Unreadable(f"more than {MOST_FRAMES} frames")
                    upright = ImageOps.exif_transpose(frame)
                    yield _flat(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, EOFError, KeyError, IndexError, OverflowError) as error:
        raise Unreadable("it is damaged") from error


def _flat(image: Any) -> Any:
    """On white where it was transparent: text that only some backgrounds show is read too."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        ground.alpha_composite(layered)
        image = ground
    flat = image.convert("RGB")
    return Image.frombytes("RGB", flat.size, flat.tobytes())  # nothing but pixels: no text chunks, EXIF, thumbnails


def carries_metadata(data: bytes) -> bool:
    """Whether anything but pixels stands in the file: EXIF with its thumbnail, text, comments."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        image.load()
        told = {name for name, value in image.info.items() if isinstance(value, str | bytes) and name not in ("icc_profile", "version", "background", "transparency", "jfif_version")}
        return bool(told) or bool(image.getexif()) or image.format == "MPO"


def worth_reading(image: Any) -> bool:
    return bool(image.width >= _LEAST[0] and image.height >= _LEAST[1])


def cover(image: Any, boxes: Sequence[Box]) -> None:
    """Draw over `boxes` with one colour: nothing of what was there can be computed back."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for box in boxes:
        draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=(0, 0, 0))


def written(pictures: Sequence[Any], data: bytes) -> bytes:
    """The frames in the format of the original `data`, without its metadata."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as original:
        form = _FORMATS[original.format or "PNG"]
        duration = original.info.get("duration", 100)
        loop = original.info.get("loop", 0)
    out = io.BytesIO()
    more: dict[str, Any] = {"quality": 92} if form == "JPEG" else {"lossless": True} if form == "WEBP" else {}
    if len(pictures) > 1:
        more |= {"save_all": True, "append_images": list(pictures[1:]), "duration": duration, "loop": loop}
    pictures[0].save(out, form, **more)
    return out.getvalue()
