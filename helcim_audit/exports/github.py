"""Custom patterns for GitHub's secret scanning, to be entered under Settings > Advanced Security.

GitHub's engine is Hyperscan: a secret format between what stands before and after, and further patterns that the match
must or must not have.
"""

from helcim_audit.exports.portable import PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue


def render(catalogue: Catalogue) -> str:
    extra = ["GitHub has no file format for custom patterns: each entry below holds what its form asks for.", "GitHub does not measure entropy; characters of each kind are asked for instead."]
    return comments([*remarks(catalogue), *extra]) + "patterns:\n" + "".join(map(_pattern, PORTABLE))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _pattern(one: Portable) -> str:
    lines = [
        f"  - name: {one.title}",
        f"    secret_format: {_quoted(one.secret)}",
        f"    before_secret: {_quoted(anchored(one.before))}",
        f"    after_secret: {_quoted(anchored(one.after))}",
        "    must_match:",
        *(f"      - {_quoted(f'[{chars}]')}" for chars, needed in one.needs() if needed),
        "    must_not_match:",
        *(f"      - {_quoted(pattern)}" for pattern in PLACEHOLDERS),
    ]
    return "\n".join(lines) + "\n"


def anchored(pattern: str) -> str:
    """Ends of the text as GitHub writes them."""
    return pattern.replace("(?:^|", r"(?:\A|").replace("|$)", r"|\z)")
