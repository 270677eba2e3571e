"""Which names put a secret into a browser or an app, by their prefix or by where they stand, whatever the value?"""

import re
from collections.abc import Iterator

from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.model import Match, Span
from helcim_audit.names import classify
from helcim_audit.scanners.place import is_bundle
from helcim_audit.secrets import SecretKind

_NAME = regex(r"(?<![A-Za-z0-9_])(?:(?:NEXT|NUXT|EXPO)_PUBLIC|REACT_APP|VUE_APP|NG_APP|PUBLIC|VITE|GATSBY|STORYBOOK)_[A-Z0-9_]{3,60}(?![A-Za-z0-9_])")
_PRIVATE_IMPORT = regex(r"import\s*\{([^}]{0,400})\}\s*from\s*[\"']\$env/(?:static|dynamic)/private[\"']")
_PUBLIC_IMPORT = regex(r"import\s*\{([^}]{0,400})\}\s*from\s*[\"']\$env/(?:static|dynamic)/public[\"']|\{([^{}]{0,400})\}\s*=\s*(?:import\.meta|process)\.env\b")
_READ = regex(r"\b(?:env|ENV|Env)\s{0,2}(?:\?\.|!)?(?:\.|\[\s{0,2}[\"'`])$|\b(?:getEnv|env|fromEnvironment)\([\"'`]$")
_LOOKED_UP = regex(r"(?i)(?:getenv|environ|env|env\.fetch|lookupenv|getEnvironmentVariable|config|settings|var)\s{0,2}(?:\.get)?\s{0,2}[\[(]\s{0,2}[rbu]?[\"'`]$|\$_(?:ENV|SERVER)\[[\"']$|\$(?:env:|\{)?$")
_SENT = regex(r"(?i)api-token[\"']?\s{0,3}[:,=]\s{0,3}[^\n]{0,60}$")
_DEFINED = regex(r"[\"']?\s{0,4}(?:=(?!=)|:)")
# What a bundler reads; in other languages the name is only spoken of.
_BUNDLED = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro", "dart", "html", "ejs"))


def public_names(text: str, file: FileType) -> Iterator[Match]:
    """In a text that speaks of Helcim: at a definition in a configuration, or where a bundled program first reads the name."""
    defines = file.family == "config"
    bundled = file.language in _BUNDLED
    if not (defines or bundled or file.family == "code"):
        return
    private = " ".join(hit[1] for hit in _PRIVATE_IMPORT.finditer(text))
    imported = " ".join(hit[1] or hit[2] for hit in _PUBLIC_IMPORT.finditer(text))
    seen: set[str] = set()
    for hit in _NAME.finditer(text):
        name = hit[0]
        kind = classify(name)
        if kind is None or name in seen or kind.kind in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN) or re.search(rf"\b{re.escape(name)}\b", private):
            continue
        if defines and not _DEFINED.match(text, hit.end()):
            continue
        if not kind.helcim and not _SENT.search(text, max(0, hit.start() - 120), hit.start()):
            continue  # VITE_API_TOKEN is anybody's, unless Helcim is sent it
        if not (defines or _is_read(text, hit.start(), bundled) or (bundled and re.search(rf"\b{re.escape(name)}\b", imported))):
            continue
        seen.add(name)
        yield Match(
            "public-env-secret",
            Span(*hit.span()),
            at_secret=False,
            confidence="medium" if kind.ambiguous else "low" if not (defines or bundled) else None,
            subject=("define:" if defines else "read:") + name,
            language=file.language,
        )


def _is_read(text: str, start: int, bundled: bool) -> bool:
    """Whether what stands in front of a name reads it from the environment, as the sources of a bundle do, or programs."""
    return (_READ if bundled else _LOOKED_UP).search(text, max(0, start - (30 if bundled else 60)), start) is not None


# Build files that compile a value into an app: Android's and Flutter's, and what iOS puts beside the program.
_COMPILED = regex(
    r"(?:buildConfigField|resValue)\s{0,3}\(?\s{0,3}[\"'][\w.]{1,20}[\"']\s{0,3},\s{0,3}[\"'](?P<field>\w{3,80})[\"'](?=\s{0,3},\s{0,3}(?:[A-Za-z]|[^\n]{0,6}\$))"
    r"|manifestPlaceholders\s{0,3}(?:\[|\+?=\s{0,3}\[|\.put\(|\+?=\s{0,3}mapOf\(|\[)\s{0,3}[\"'](?P<manifest>\w{3,80})[\"']"
    r"|--dart-define[= ][\"']?(?P<define>\w{3,80})=(?=[$%{])"
    r"|\bString\.fromEnvironment\(\s{0,20}[\"'](?P<dart>\w{3,80})[\"']"
    r"|<key>(?P<plist>\w{3,80})</key>\s{0,20}<string>\$[({](?P<variable>\w{3,80})[)}]</string>"
)
_COMPILERS = ("String.fromEnvironment", "buildConfigField", "resValue", "manifestPlaceholders", "--dart-define", "<key>")


def compiled_names(text: str, file: FileType, path: str, found: list[Match]) -> Iterator[Match]:
    """In a text that speaks of Helcim: fields of an app that are compiled from a variable. `found`: literals, which say more."""
    if not any(word in text for word in _COMPILERS):
        return
    for hit in _COMPILED.finditer(text):
        group = "plist" if hit["plist"] else hit.lastgroup or ""
        kind = classify(hit[group])
        if kind is None or not kind.helcim or kind.kind in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN) or (group == "plist" and not is_bundle(path)):
            continue
        line = text.find("\n", hit.end())
        if any(hit.start() <= match.span.start <= (line if line >= 0 else len(text)) for match in found if match.secret):
            continue
        yield Match(
            "public-env-secret", Span(*hit.span(group)), at_secret=False, language=file.language, subject=f"read:{hit['variable'] or hit['dart']}" if hit["variable"] or hit["dart"] else f"define:{hit[group]}",
            message="This name compiles a Helcim secret into the app that everyone downloads.",
        )  # fmt: skip
