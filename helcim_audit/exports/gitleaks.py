"""Rules for gitleaks (8.25 or later): `gitleaks dir --config FILE`."""

from helcim_audit.exports.portable import PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue


def render(catalogue: Catalogue) -> str:
    return comments(remarks(catalogue)) + '\ntitle = "Helcim secrets"\n' + "".join(map(_rule, PORTABLE))


def _rule(one: Portable) -> str:
    ignored = [*one.lacking(), *PLACEHOLDERS]
    keywords = ", ".join(f'"{word}"' for word in one.keywords)
    lines = [
        "",
        "[[rules]]",
        f'id = "{one.id}"',
        f'description = "{one.title}: replace it in Helcim, then remove it"',
        f"regex = '''{one.regex}'''",
        "secretGroup = 1",
        f"entropy = {one.entropy}",
        *([f"keywords = [{keywords}]"] if keywords else []),
        "",
        "  [[rules.allowlists]]",
        '  description = "no character of a kind that every such secret has, or a placeholder"',
        '  regexTarget = "secret"',
        "  regexes = [",
        *(f"    '''{pattern}'''," for pattern in ignored),
        "  ]",
    ]
    return "\n".join(lines) + "\n"
