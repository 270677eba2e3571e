"""Which secrets can a single regular expression find, in a dialect that every scanner reads?

This is the one place of patterns for other tools. The dialect is RE2's: no look-around, bounded repeats, the secret in
the first group. What a pattern cannot require (an upper-case letter, a digit, a special character) stands beside it,
for the tools that can ask for it in their own way. Shapes and names are those of helcim.md sections 2 and 3.
"""

from dataclasses import dataclass

from helcim_audit.rules import Catalogue
from helcim_audit.values import V2_CLASS, V2_TELLING

TELLING = "".join(sorted(V2_TELLING))  # of a v2 token's special characters, those that other identifiers lack


@dataclass(frozen=True, slots=True)
class Portable:
    """One pattern for other tools.

    before, secret, after: regular expressions; the secret stands between the other two, which bound it.
    keywords: of which one stands in each hit, lower case; none where the shape alone tells.
    entropy: least Shannon entropy of the secret, in bits a character.
    upper, lower, digit, special: whether the secret has at least one such character.
    rules: of the catalogue, those of whose findings the pattern finds at least some.
    """

    id: str
    title: str
    before: str
    secret: str
    after: str
    keywords: tuple[str, ...]
    entropy: float
    rules: tuple[str, ...]
    upper: bool = False
    lower: bool = False
    digit: bool = True
    special: bool = False

    @property
    def regex(self) -> str:
        return f"{self.before}({self.secret}){self.after}"

    @property
    def lookahead(self) -> str:
        """The regular expression with its requirements inside, for dialects that have look-around."""
        wanted = "".join(f"(?=[^{chars}]{{0,127}}[{chars}])" for chars, needed in self.needs() if needed)
        return f"{self.before}({wanted}{self.secret}){self.after}"

    def needs(self) -> tuple[tuple[str, bool], ...]:
        """Character classes, and whether the secret must have one of each."""
        return (("A-Z", self.upper), ("a-z", self.lower), ("0-9", self.digit), (TELLING, self.special))

    def lacking(self) -> tuple[str, ...]:
        """Regular expressions of what the secret is not: one without a character that it must have."""
        return tuple(f"^[^{chars}]*$" for chars, needed in self.needs() if needed)


_HELCIM = "hel(?:cim|icm)"
_SEP = r"[ _.\-]?"
_USE = "(?:production|prod|sandbox|test|live|staging|v1|v2)"
_ASSIGN = r"""["'`\])]{0,3}[ \t]{0,8}(?:=>|:=|value=|[=:,>]|[ \t])[ \t]{0,8}["'`(]{0,3}"""
_END = r"""(?:["'`\s;,)}<\]&]|$)"""
_ALNUM = r"[A-Za-z0-9][A-Za-z0-9!#$%*\-.@_+/]"

PORTABLE = (
    Portable(
        id="helcim-api-token",
        title="Helcim API token",
        before=rf"(?:^|[^{V2_CLASS}])",
        secret=rf"a[{V2_CLASS}]{{63}}",
        after=r"(?:[^A-Za-z0-9!#$%*\-@_]|$)",  # a full stop may end the sentence
        keywords=(),
        entropy=4.7,
        upper=True,
        lower=True,
        special=True,
        rules=(
            "hardcoded-api-token", "api-token-in-config", "api-token-in-document", "api-token-in-collection", "api-token-in-url", "api-token-in-client-code",
            "api-token-in-app-bundle", "public-env-secret", "unmasked-header", "unmasked-secret-field",
        ),
    ),
    Portable(
        id="helcim-legacy-api-token",
        title="Helcim API token, by its name",
        before=rf"(?i:{_HELCIM}(?:{_SEP}(?:pay{_SEP}js|api|general|transaction|private|access|auth|{_USE})){{0,4}}{_SEP}(?:token|key)(?:[_.\-]?{_USE})?){_ASSIGN}",
        secret=rf"{_ALNUM}{{15,70}}",
        after=_END,
        keywords=("helcim", "helicm"),
        entropy=3.0,
        rules=("hardcoded-api-token", "api-token-in-config", "api-token-in-document", "api-token-in-collection", "public-env-secret", "unmasked-secret-field"),
    ),
    Portable(
        id="helcim-webhook-verifier",
        title="Helcim webhook verifier token",
        before=rf"(?i:verifier[_\- ]?token){_ASSIGN}",
        secret=r"[A-Za-z0-9+/]{24,100}={0,2}",
        after=_END,
        keywords=("verifier",),
        entropy=3.5,
        rules=("hardcoded-webhook-verifier", "unmasked-secret-field"),
    ),
    Portable(  # not an alternative of the one above: Hyperscan, which GitHub uses, finds both together too large
        id="helcim-webhook-secret",
        title="Helcim webhook verifier token, called a secret",
        before=rf"(?i:{_HELCIM}{_SEP}webhooks?{_SEP}(?:signing{_SEP})?(?:secret|verifier|key|token)){_ASSIGN}",
        secret=r"[A-Za-z0-9+/]{24,100}={0,2}",
        after=_END,
        keywords=("webhook",),
        entropy=3.5,
        rules=("hardcoded-webhook-verifier",),
    ),
    Portable(
        id="helcimpay-secret-token",
        title="HelcimPay.js secretToken",
        before=rf"(?i:secret[_\-]?token){_ASSIGN}",
        secret="[0-9a-f]{22}",
        after=_END,
        keywords=("secrettoken", "secret_token", "secret-token"),
        entropy=2.5,
        rules=("hardcoded-secret-token", "unmasked-secret-field"),
    ),
    Portable(
        id="helcimjs-secret-key",
        title="Helcim.js secret key",
        before=rf"(?i:js[_\-]?secret(?:[_\-]?key)?|{_HELCIM}[_\-]?(?:page[_\-]?)?secret(?:[_\-]?key)?){_ASSIGN}",
        secret=rf"{_ALNUM}{{11,127}}",
        after=_END,
        keywords=("secret",),
        entropy=3.0,
        rules=("hardcoded-helcimjs-secret-key", "helcimjs-secret-key-in-client"),
    ),
    Portable(
        id="helcim-partner-token",
        title="Helcim partner token",
        before=rf"(?i:partner[_\-]token){_ASSIGN}",
        secret=rf"{_ALNUM}{{15,127}}",
        after=_END,
        keywords=("partner-token", "partner_token"),
        entropy=3.0,
        rules=("hardcoded-partner-token",),
    ),
)  # fmt: skip

# What stands beside such a name and is no secret.
PLACEHOLDERS = (
    r"(?i)your|example|placeholder|changeme|change-me|replace|insert|paste|xxxx|dummy|fake|sample|redacted|todo",
    r"(?i)^(?:test|demo|dev|mock|probe)[_\-]",
    r"\*\*\*",
    r"^(?:process|os|settings|config|env|import|self|this|ENV|System|Deno)\.",
    r"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$",
)
PLACEHOLDER_WORDS = ("your", "example", "placeholder", "changeme", "replace", "insert", "paste", "xxxx", "dummy", "fake", "sample", "redacted", "****")

LIMITS = (
    "Encodings (base64, escapes, UTF-16), tokens that are wrapped or put together, archives and office files.",
    "A value's neighbourhood: a legacy token under a name that does not say Helcim.",
    "Values that travel through a program, and on which side they arrive.",
    "Masks that show too much.",
)


def remarks(catalogue: Catalogue, expressed: tuple[Portable, ...] = PORTABLE) -> list[str]:
    """What a reader of the export has to know: where it comes from and what it does not find."""
    known = {rule for one in expressed for rule in one.rules}
    missing = [name for name, rule in catalogue.rules.items() if name not in known and rule.category != "policy"]
    return [
        "Made by `helcim-audit rules export`; write it anew after an update, and do not edit it.",
        "It finds a part of what helcim-audit finds. Not expressed:",
        *(f"- {limit}" for limit in LIMITS),
        "Rules without a pattern here: " + ", ".join(missing) + ".",
    ]


def comments(lines: list[str], mark: str = "#") -> str:
    """Lines as comments, wrapped."""
    import textwrap

    return "".join(part + "\n" for line in lines for part in textwrap.wrap(line, 110, initial_indent=f"{mark} ", subsequent_indent=f"{mark}   ", break_on_hyphens=False))
