"""Are tokens in screenshots found and covered? `python -m bench.screenshots [--count N] [--no-chromium]`

Screens of terminals, developer tools, API clients, editors and pages, dark and light, in several fonts, sizes and
formats, drawn by Pillow and by headless Chromium from a seed. A token's first sixty characters are drawn in a colour
of their own, so that what is left of it after `redact` is counted in pixels. For each style: covered (under 1 % of
the colour is left), said (the picture was refused, or the doubt was noted), missed in silence.
"""

import argparse
import html
import io
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from helcim_audit.placeholders import fill
from helcim_audit.redaction.screenshots import rebuilt
from helcim_audit.redaction.text import Redactor, Unsafe

HIDE = (206, 92, 60)  # the colour of what has to go
KEEP = (60, 150, 210)  # of the last four
DARK, LIGHT = ((30, 30, 30), (212, 212, 212)), ((255, 255, 255), (36, 36, 36))
FONTS = [path for path in ("dejavu/DejaVuSansMono.ttf", "liberation/LiberationMono-Regular.ttf", "dejavu/DejaVuSans.ttf", "liberation/LiberationSans-Regular.ttf") if Path("/usr/share/fonts/truetype", path).exists()]
FORMATS = (("PNG", {}), ("JPEG", {"quality": 80}), ("WEBP", {"quality": 85}))
Piece = tuple[str, str]  # text and what it is: "", "hide" or "keep"


@dataclass(frozen=True)
class Shot:
    style: str
    data: bytes
    drawn: int  # pixels of HIDE before


def _token(number: int) -> str:
    return fill(f"{{{{token{number}}}}}")


def _pieces(token: str) -> list[Piece]:
    return [(token[:-4], "hide"), (token[-4:], "keep")]


def _screens(number: int) -> dict[str, list[list[Piece]]]:
    """Lines of each style, as pieces; a tab begins a column."""
    token = _token(number)
    narrow = [[(token[:26], "hide")], [(token[26:52], "hide")], [(token[52:-4], "hide"), (token[-4:], "keep"), ("' \\", "")]]
    return {
        "terminal, curl": [[("$ curl https://api.helcim.com/v2/connection-test \\", "")], [("    -H 'api-token: ", ""), *_pieces(token), ("' -H 'accept: application/json'", "")], [('{"message":"Connected Successfully"}', "")]],
        "terminal, env": [[("$ env | grep HELCIM", "")], [("HELCIM_API_TOKEN=", ""), *_pieces(token)], [("HELCIM_ENV=production", "")]],
        "terminal, narrow": [[("$ curl -H 'api-token: ", "")], *narrow, [("https://api.helcim.com", "")]],
        "developer tools": [[("Request Headers", "")], [("accept:", ""), ("\tapplication/json", "")], [("api-token:", ""), ("\t", ""), *_pieces(token)], [("content-type:", ""), ("\tapplication/json", "")]],
        "API client": [[("Params   Authorization   Headers (9)   Body", "")], [("Key", ""), ("\tValue", "")], [("accept", ""), ("\tapplication/json", "")], [("api-token", ""), ("\t", ""), *_pieces(token)]],
        "editor": [[("12  const helcim = axios.create({", "")], [("13    baseURL: 'https://api.helcim.com/v2',", "")], [("14    headers: { 'api-token': '", ""), *_pieces(token), ("' },", "")], [("15  });", "")]],
        "JSON": [[("{", "")], [('  "url": "https://api.helcim.com/v2/payment/purchase",', "")], [('  "api-token": "', ""), *_pieces(token), ('"', "")], [("}", "")]],
        "log, no name": [[("10:02:11 INFO  request sent in 182 ms", "")], [("10:02:11 DEBUG ", ""), *_pieces(token)], [("10:02:12 INFO  200 OK", "")]],
    }


def drawn(count: int) -> Iterator[Shot]:
    rng = random.Random(17)
    for number in range(count):
        screens = _screens(number)
        style = list(screens)[number % len(screens)]
        ground, ink = (DARK, LIGHT)[number // len(screens) % 2]
        font = ImageFont.truetype(f"/usr/share/fonts/truetype/{rng.choice(FONTS)}", rng.choice((12, 13, 14, 16, 18, 22)))
        image = Image.new("RGB", (rng.choice((1100, 1280)), 40 + len(screens[style]) * int(font.size * 1.9)), ground)
        draw = ImageDraw.Draw(image)
        for row, pieces in enumerate(screens[style]):
            x, y = 16.0, 16 + row * font.size * 1.8
            for text, what in pieces:
                if text.startswith("\t"):
                    x, text = 230.0, text[1:]
                draw.text((x, y), text, font=font, fill={"hide": HIDE, "keep": KEEP}.get(what, ink))
                x += font.getlength(text)
        form, options = rng.choice(FORMATS)
        yield _shot(style, image, form, options)


def _shot(style: str, image: Any, form: str, options: dict[str, Any]) -> Shot:
    out = io.BytesIO()
    image.save(out, form, **options)
    return Shot(style, out.getvalue(), _left(out.getvalue()))


def rendered(count: int) -> Iterator[Shot]:
    """The same screens as pages in Chromium, at one, one and a half and two times."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("chromium is not on PATH: its variants are left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            screens = _screens(1000 + number)
            style = list(screens)[number % len(screens)]
            page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
            page.write_text(_page(screens[style], number), encoding="utf-8")
            scale = (1, 1.5, 2)[number % 3]
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--force-device-scale-factor={scale}", f"--user-data-dir={folder}/profile", "--window-size=1100,260", f"--screenshot={shot}", page.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            yield Shot(f"{style} (Chromium)", shot.read_bytes(), _left(shot.read_bytes()))


def _page(lines: list[list[Piece]], number: int) -> str:
    ground, ink = (DARK, LIGHT)[number // 8 % 2]
    family = ("monospace", "sans-serif", "'DejaVu Sans Mono'")[number % 3]
    rows = []
    for pieces in lines:
        spans = "".join(
            f'<span style="{"position:absolute;left:200px;" if text.startswith(chr(9)) and len(text) > 1 else "margin-left:60px;" if text == chr(9) else ""}'
            f'color:rgb{({"hide": HIDE, "keep": KEEP}.get(what, ink))}">{html.escape(text.strip(chr(9)))}</span>'
            for text, what in pieces
        )
        rows.append(f"<div>{spans}</div>")
    return f'<meta charset=utf-8><body style="margin:12px;background:rgb{ground};font:{12 + number % 4}px/1.8 {family};white-space:pre">{"".join(rows)}'


def _left(data: bytes) -> int:
    """Pixels of the colour that has to go."""
    with Image.open(io.BytesIO(data)) as image:
        raw = image.convert("RGB").tobytes()
    return sum(abs(raw[at] - HIDE[0]) + abs(raw[at + 1] - HIDE[1]) + abs(raw[at + 2] - HIDE[2]) < 60 for at in range(0, len(raw), 3))


def _outcome(shot: Shot) -> str:
    said: list[str] = []
    try:
        out = rebuilt("shot", shot.data, Redactor(), said.append)
    except Unsafe:
        return "said"
    if _left(out) <= shot.drawn * 0.01:
        return "covered"
    return "said" if said else "missed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=104, help="pictures that Pillow draws")
    parser.add_argument("--pages", type=int, default=24, help="pictures that Chromium renders")
    asked = parser.parse_args()
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    began = time.perf_counter()
    for shot in (*drawn(asked.count), *rendered(asked.pages)):
        outcome = _outcome(shot)
        outcomes[shot.style][outcome] += 1
        print(shot.style, outcome, file=sys.stderr, flush=True)
    total: Counter[str] = sum(outcomes.values(), Counter())
    print(f"{'style':32} pictures  covered  said  missed in silence")
    for style, counts in [*sorted(outcomes.items()), ("all", total)]:
        print(f"{style:32} {counts.total():8} {counts['covered']:8} {counts['said']:5} {counts['missed']:6}")
    print(f"recall {total['covered'] / max(1, total.total()):.3f}; {(time.perf_counter() - began) / max(1, total.total()):.1f} s a picture, read twice and drawn")


if __name__ == "__main__":
    main()
