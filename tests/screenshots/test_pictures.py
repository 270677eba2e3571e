"""Pictures end to end: read, covered, read again. Without the extra `screenshots` these are passed over."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.screenshots import ocr, pictures
from helcim_audit.screenshots.lines import Box
from tests.conftest import Done
from tests.sources import made

pytest.importorskip("PIL")
TOKEN = fill("{{token}}")
Tree = Callable[[dict[str, str | bytes]], Path]
Audit = Callable[..., Done]
read = pytest.mark.skipif(not ocr.installed(), reason="the extra `screenshots` is not installed")


def picture(*lines: str, form: str = "PNG", **more: Any) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (820, 30 + 34 * len(lines)), "white")
    draw = ImageDraw.Draw(image)
    for number, text in enumerate(lines):
        draw.text((12, 14 + 34 * number), fill(text), font=ImageFont.load_default(17), fill="black")
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def test_only_pixels_are_written() -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", TOKEN)
    data = picture("hello", pnginfo=info)
    assert pictures.carries_metadata(data)
    frames = list(pictures.frames(data))
    pictures.cover(frames[0], [Box(0, 0, 100, 20)])
    out = pictures.written(frames, data)
    assert TOKEN.encode() not in out
    assert not pictures.carries_metadata(out)
    with Image.open(io.BytesIO(out)) as image:
        assert image.convert("RGB").crop((0, 0, 100, 20)).getcolors() == [(2000, (0, 0, 0))]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_formats_are_kept(form: str) -> None:
    from PIL import Image

    data = picture("hello", form=form)
    with Image.open(io.BytesIO(pictures.written(list(pictures.frames(data)), data))) as image:
        assert image.format == form


def test_what_is_no_picture() -> None:
    for data in (picture("hello")[:200], b"\x89PNG\r\n\x1a\n" + bytes(40)):
        with pytest.raises(pictures.Unreadable):
            list(pictures.frames(data))


def test_a_huge_picture_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(pictures.Unreadable, match="pixels"):
        list(pictures.frames(picture("hello")))


@read
def test_a_picture_is_covered_and_proven_inside_of_a_document_too(tree: Tree, audit: Audit) -> None:
    """One run, since the models take their time: the picture is read, covered, and read again before it is written."""
    root = tree({"a.docx": made.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:t>see</w:t>", "word/media/image1.png": picture("HELCIM_API_TOKEN={{token}}")})})
    done = audit("redact", str(root / "a.docx"), "-o", str(root / "out"))
    assert "1 secret in 1 place masked" in done.out
    assert TOKEN not in done.out + done.err


def test_without_the_extra_a_picture_is_refused(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    from helcim_audit.commands.redact import Request, redact

    monkeypatch.setattr(ocr, "installed", lambda: False)
    root = tree({"a.png": picture("hello")})
    results, code = redact(Request((str(root / "a.png"),), output=str(root / "out")))
    assert (code, results[0].state) == (3, "refused")
    assert "helcim-audit[screenshots]" in results[0].problem
