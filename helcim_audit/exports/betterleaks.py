"""Rules for betterleaks (2 or later): `betterleaks PATH --config FILE`."""

from helcim_audit.exports.portable import PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue


def render(catalogue: Catalogue) -> str:
    return comments(remarks(catalogue)) + '\ntitle = "Helcim secrets"\n' + "".join(map(_rule, PORTABLE))


def _rule(one: Portable) -> str:
    # A finding for which the filter is true is dropped. Its strings are read with escapes: backslashes are doubled.
    ignored = ", ".join('"' + pattern.replace("\\", "\\\\") + '"' for pattern in [*one.lacking(), *PLACEHOLDERS])
    keywords = ", ".join(f'"{word}"' for word in one.keywords)
    lines = [
        "",
        "[[rules]]",
        f'id = "{one.id}"',
        f'description = "{one.title}: replace it in Helcim, then remove it"',
        f"regex = '''{one.regex}'''",
        'confidence = "high"',
        *([f"keywords = [{keywords}]"] if keywords else []),
        f"filter = '''entropy(finding[\"secret\"]) < {one.entropy} || matchesAny(finding[\"secret\"], [{ignored}])'''",
    ]
    return "\n".join(lines) + "\n"
