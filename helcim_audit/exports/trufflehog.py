"""Custom detectors for trufflehog: `trufflehog filesystem --config FILE PATH`."""

from helcim_audit.exports.portable import PLACEHOLDER_WORDS, PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue

# trufflehog looks at a piece of text only where it has a keyword.
_WORDS = ("helcim", "api-token", "api_token", "apitoken")


def render(catalogue: Catalogue) -> str:
    extra = ["trufflehog wants a keyword near each hit: a token in a file that says neither helcim nor api-token is missed.", "Nothing is verified: no token is sent anywhere."]
    return comments([*remarks(catalogue), *extra]) + "detectors:\n" + "".join(map(_detector, PORTABLE))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _detector(one: Portable) -> str:
    lines = [
        f"  - name: {one.id}",
        f"    description: {_quoted(one.title)}",
        f"    keywords: [{', '.join(one.keywords or _WORDS)}]",
        "    regex:",
        f"      token: {_quoted(one.regex)}",
        f"    entropy: {one.entropy}",
        "    exclude_words: [" + ", ".join(_quoted(word) for word in PLACEHOLDER_WORDS if word != "****") + "]",
        "    exclude_regexes_capture:",
        *(f"      - {_quoted(pattern)}" for pattern in [*one.lacking(), *PLACEHOLDERS]),
    ]
    return "\n".join(lines) + "\n"
