"""Rules for kingfisher: `kingfisher scan --rules-path FILE PATH`."""

from helcim_audit.exports.portable import PLACEHOLDER_WORDS, PORTABLE, TELLING, Portable, comments, remarks
from helcim_audit.rules import Catalogue


def render(catalogue: Catalogue) -> str:
    extra = ["kingfisher leaves out values with a placeholder's words only; references to settings may be found."]
    return comments([*remarks(catalogue), *extra]) + "rules:\n" + "".join(map(_rule, PORTABLE))


def _rule(one: Portable) -> str:
    needs = {"min_uppercase": one.upper, "min_lowercase": one.lower, "min_digits": one.digit, "min_special_chars": one.special}
    words = ", ".join(f'"{word}"' for word in PLACEHOLDER_WORDS)
    lines = [
        f"  - name: {one.title}",
        f"    id: helcim.{one.id}",
        "    pattern: '" + one.regex.replace("'", "''") + "'",
        f"    min_entropy: {one.entropy}",
        "    confidence: high",
        "    pattern_requirements:",
        *(f"      {name}: 1" for name, needed in needs.items() if needed),
        *([f"      special_chars: '{TELLING}'"] if one.special else []),
        f"      ignore_if_contains: [{words}]",
    ]
    return "\n".join(lines) + "\n"
