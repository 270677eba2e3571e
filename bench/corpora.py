"""What is scanned: trees and logs made from a seed, the same bytes for everyone."""

import random
from collections.abc import Callable
from pathlib import Path

from helcim_audit.placeholders import fill

_WORDS = ["value", "order", "total", "amount", "client", "server", "request", "response", "session", "handler", "config", "module", "import", "return", "async", "await", "const", "string", "number", "parse", "build", "render", "update", "delete", "create", "fetch", "list", "item", "index", "count"]
_PAY = {
    "py": "import os\nimport requests\n\nAPI = 'https://api.helcim.com/v2'\n\n\ndef charge_{n}(amount):\n    headers = {{'accept': 'application/json', 'api-token': os.environ['HELCIM_API_TOKEN']}}\n    return requests.post(API + '/payment/purchase', json={{'amount': amount}}, headers=headers, timeout=10)\n",
    "js": "const API = 'https://api.helcim.com/v2';\n\nexport async function charge{n}(amount) {{\n  const r = await fetch(`${{API}}/payment/purchase`, {{\n    method: 'POST',\n    headers: {{ 'api-token': process.env.HELCIM_API_TOKEN, 'content-type': 'application/json' }},\n    body: JSON.stringify({{ amount }}),\n  }});\n  return r.json();\n}}\n",
    "php": "<?php\n\nfunction charge_{n}($amount)\n{{\n    return Http::withHeaders(['api-token' => config('services.helcim.key')])\n        ->post('https://api.helcim.com/v2/payment/purchase', ['amount' => $amount])->json();\n}}\n",
    "yml": "services:\n  web{n}:\n    environment:\n      HELCIM_API_TOKEN: ${{HELCIM_API_TOKEN}}\n      PORT: '80'\n",
}


def _line(rng: random.Random) -> str:
    indent = "    " * rng.randrange(4)
    return indent + " ".join(rng.choice(_WORDS) for _ in range(rng.randrange(3, 12))) + rng.choice([";", "", " {", "()", " = 1"])


def line_of(words: int) -> Callable[[random.Random], str]:
    """Lines of code-like text with names of their own, which compress as real code does (about four to one)."""

    def line(rng: random.Random) -> str:
        names = [rng.choice(_WORDS) + rng.choice(("", "_", "")) + format(rng.randrange(1 << 16), "x") for _ in range(rng.randrange(1, 4))]
        return "    " * rng.randrange(4) + " ".join([*names, *(rng.choice(_WORDS) for _ in range(rng.randrange(words // 2)))]) + rng.choice([";", "", " {", "()", " = 1"])

    return line


def source_tree(root: Path, files: int, size: int) -> None:
    """`files` files of about `size` bytes of code-like text; every 2,000th holds a token."""
    rng = random.Random(7)
    pool = [_line(rng) for _ in range(4000)]
    for number in range(files):
        path = root / f"pkg{number % 97}" / f"m{number % 13}" / f"file{number}.{rng.choice(['py', 'js', 'ts', 'php', 'rb', 'go', 'css', 'md'])}"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines: list[str] = []
        left = rng.randrange(size // 2, size * 3 // 2)
        while left > 0:
            line = rng.choice(pool)
            lines.append(line)
            left -= len(line) + 1
        if number % 2000 == 1000:
            lines.insert(len(lines) // 2, fill("HELCIM_API_TOKEN = '{{token}}'"))
        path.write_text("\n".join(lines) + "\n")


def dense_tree(root: Path, files: int) -> None:
    """Integration code in four languages: every file is a candidate, none holds a secret."""
    rng = random.Random(11)
    for number in range(files):
        kind = list(_PAY)[number % len(_PAY)]
        path = root / f"d{number % 23}" / f"pay{number}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = _PAY[kind].format(n=number)
        extra = "\n".join(("# " if kind in ("py", "yml") else "// ") + _line(rng).strip() for _ in range(30))
        path.write_text(body + extra + "\n")


def _log(path: Path, size: int, line: Callable[[random.Random, int], str]) -> None:
    rng = random.Random(13)
    block = "".join(line(rng, number) for number in range(20000))
    with path.open("w") as file:
        written = 0
        while written < size:
            file.write(block)
            written += len(block)


def plain_log(path: Path, size: int) -> None:
    def line(rng: random.Random, number: int) -> str:
        return f"2026-01-02T03:04:{number % 60:02d}Z INFO req={rng.randrange(1 << 60):015x} GET /api/orders/{rng.randrange(99999)} 200 {rng.randrange(900)}ms user={rng.randrange(9999)} {rng.choice(_WORDS)}\n"

    _log(path, size, line)


def masked_log(path: Path, size: int) -> None:
    """Every line is a candidate: a correctly masked header."""

    def line(rng: random.Random, number: int) -> str:
        return f"2026-01-02T03:04:{number % 60:02d}Z DEBUG POST https://api.helcim.com/v2/payment/purchase headers={{'api-token': '************{rng.randrange(16**4):04x}', 'accept': '*/*'}} {rng.randrange(900)}ms\n"

    _log(path, size, line)
