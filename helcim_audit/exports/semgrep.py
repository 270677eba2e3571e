"""Rules for semgrep: `semgrep scan --config FILE PATH`."""

from helcim_audit.exports.portable import PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue


def render(catalogue: Catalogue) -> str:
    extra = ["semgrep has no measure of entropy for plain text; characters of each kind are asked for instead."]
    return comments([*remarks(catalogue), *extra]) + "rules:\n" + "".join(_rule(one, catalogue) for one in PORTABLE)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _rule(one: Portable, catalogue: Catalogue) -> str:
    advice = next((catalogue.rules[rule].fix["default"] for rule in one.rules if rule in catalogue.rules), "Replace it in Helcim.")
    named = one.lookahead.replace(f"{one.before}(", f"{one.before}(?<SECRET>", 1)
    lines = [
        f"  - id: {one.id}",
        "    languages: [regex]",
        "    severity: ERROR",
        f"    message: {_quoted(f'{one.title}. {advice}')}",
        "    patterns:",
        f"      - pattern-regex: {_quoted(named)}",
        *(f"      - metavariable-regex: {{metavariable: $SECRET, regex: {_quoted('(?!' + _anywhere(pattern) + ')')}}}" for pattern in PLACEHOLDERS),
    ]
    return "\n".join(lines) + "\n"


def _anywhere(pattern: str) -> str:
    """semgrep matches at the start of the value; a pattern that may stand anywhere has to say so."""
    flags, rest = (pattern[:4], pattern[4:]) if pattern.startswith("(?i)") else ("", pattern)
    inner = rest[1:] if rest.startswith("^") else f".*(?:{rest})"
    return f"(?i:{inner})" if flags else inner
