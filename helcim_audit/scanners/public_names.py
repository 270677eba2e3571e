"""Which environment names put a secret into a browser or an app by their prefix alone?"""

import re
from collections.abc import Iterator

from helcim_audit.filetypes import FileType
from helcim_audit.model import Match, Span
from helcim_audit.names import classify
from helcim_audit.secrets import SecretKind

_NAME = re.compile(r"(?<![A-Za-z0-9_])(?:(?:NEXT|NUXT|EXPO)_PUBLIC|REACT_APP|VUE_APP|NG_APP|PUBLIC|VITE|GATSBY|STORYBOOK)_[A-Z0-9_]{3,60}(?![A-Za-z0-9_])")
_PRIVATE_IMPORT = re.compile(r"import\s*\{([^}]{0,400})\}\s*from\s*[\"']\$env/(?:static|dynamic)/private[\"']")
_DEFINED = re.compile(r"[\"']?\s{0,4}(?:=(?!=)|:)")
_DEFINING = frozenset(("config",))
_READING = frozenset(("code", "template"))


def public_names(text: str, file: FileType) -> Iterator[Match]:
    """In a text that speaks of Helcim: at a definition in a configuration, or at the first place of a program that reads the name."""
    if file.family not in _DEFINING and file.family not in _READING:
        return
    private = " ".join(hit[1] for hit in _PRIVATE_IMPORT.finditer(text))
    seen: set[str] = set()
    for hit in _NAME.finditer(text):
        name = hit[0]
        kind = classify(name)
        if kind is None or name in seen or kind.kind in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN):
            continue
        if re.search(rf"\b{name}\b", private):
            continue
        defines = file.family in _DEFINING and _DEFINED.match(text, hit.end()) is not None
        if file.family in _DEFINING and not defines:
            continue
        seen.add(name)
        yield Match(
            "public-env-secret",
            Span(*hit.span()),
            at_secret=False,
            confidence="medium" if kind.ambiguous else None,
            subject=("define:" if defines else "read:") + name,
            language=file.language,
        )
