"""What is this value: a secret, a placeholder, a reference, a mask, or something else that merely looks like one?

The judgement is about the value alone (helcim.md sections 2 and 5); whether it stands in a Helcim context
is the caller's to know.
"""

import functools
import math
import re
from collections import Counter
from enum import StrEnum

from helcim_audit.lazy import regex

V2_SPECIALS = frozenset("!#$%*-.@_")
V2_TELLING = frozenset("!#$%*@")  # - . _ stand in too many other identifiers
V2_LENGTH = 64
V2_ENTROPY = 4.7  # bits a character; measured, helcim.md section 2
V2_CLASS = r"A-Za-z0-9!#$%*\-.@_"
_V2 = regex(rf"a[{V2_CLASS}]{{63}}\Z")
_V2_ALPHABET = regex(rf"[{V2_CLASS}]+\Z")


class Verdict(StrEnum):
    """What a value beside a secret's name is."""

    V2 = "v2"  # the shape of an api-token, certain without any context
    SECRET = "secret"  # plausible where the context says so
    PLACEHOLDER = "placeholder"
    REFERENCE = "reference"  # ${X}, process.env.X, op://...
    MASKED = "masked"  # correctly: at most the last four are seen
    PARTLY_MASKED = "partly-masked"
    LOOKALIKE = "look-alike"  # of another kind: a hash, a JWT, another vendor's key
    EMPTY = "empty"


def entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values()) if total else 0.0


@functools.lru_cache(maxsize=65536)
def is_v2(value: str) -> bool:
    """Whether `value` is an api-token by its shape alone (helcim.md section 2, context-free detector)."""
    if len(value) != V2_LENGTH or not _V2.match(value):
        return False
    # 64 random characters of 71 are never all different: an alphabet's are.
    return is_mixed(value) and entropy(value) >= V2_ENTROPY and len(set(value)) < V2_LENGTH and not is_sequence(value)


def is_mixed(value: str) -> bool:
    """Upper, lower, digit and one of the telling specials."""
    return (
        any("A" <= c <= "Z" for c in value)
        and any("a" <= c <= "z" for c in value)
        and any("0" <= c <= "9" for c in value)
        and not V2_TELLING.isdisjoint(value)
    )


def is_v2_like(value: str) -> bool:
    """A damaged or unusual api-token (50 to 70 characters of its alphabet): for auth headers and secret names only."""
    return (
        50 <= len(value) <= 70
        and _V2_ALPHABET.match(value) is not None
        and is_mixed(value)
        and entropy(value) >= 4.4
        and not _MASK_RUN.search(value)
    )


_BEGINNING = regex(rf"a[{V2_CLASS}]{{3,39}}\Z")


def is_beginning(value: str) -> bool:
    """Whether `value` may be the first characters of an api-token: no word, no number, nothing that people type for one."""
    if not _BEGINNING.match(value) or is_sequence(value):
        return False
    classes = (any("A" <= c <= "Z" for c in value), any("0" <= c <= "9" for c in value), not V2_TELLING.isdisjoint(value.strip("*.")))
    return sum(classes) >= 2


# --- references ------------------------------------------------------------------------------------

_REFERENCE = regex(
    r"""
      \$\{ | \$\( | \$\{\{ | \{\{ | \}\} | \{%\s | <%= | <\?= | \#\{ | \$\[\s?[A-Za-z] | @\{        # interpolation
    | ^\$\$?[A-Za-z_][A-Za-z0-9_]*$ | ^%[A-Za-z_][A-Za-z0-9_]*%$ | ^![A-Za-z_]+\s       # shell, batch, YAML tag
    | ^\$env:\w+ | ^\$\w+(?:->|\[) | ^\{[A-Za-z_][\w.]*\}$ | ^%\(\w+\)s$ | ^%[sdvq]$ | ^%[+\#]?v$ | ^\{\}$ | ^\{\d+\}$ | ^:\w+$ | ^\?$
    | ^(?:op|vault|awssm|aws|ssm|secretsmanager|gcpsm|gcp|azurekeyvault|keyvault|keyring|sops|doppler|infisical|bws|akeyless|arn|file|ref|env|secret|pass|secrets?)(?:\+\w+)?:{1,2}(?://|[A-Za-z_/])
    | ^(?:ENC|DEC)[\[(] | ^AQICA | ^gAAAAA[\w-]{60,}={0,2}$ | ^eyJpdiI6 | ^\{(?:cipher|AES|aes|enc|ENC|bcrypt|noop)\} | ^!\[ | ^encrypted: | ^(?:age1|AGE-)\w{10,} | ^kms: | ^secure:
    | ^[A-Za-z0-9+/]{16,}={0,2}--[A-Za-z0-9+/]{8,}={0,2}--[A-Za-z0-9+/]{8,}={0,2}$ | ^!vault | ^\$ANSIBLE_VAULT | ^vault\s | ^AgA?[A-Za-z0-9+/=]{200,}$ | ^v1:[\w-]+:[\w+/=]{24,}
    | \b(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|getenv|System\.getenv|Deno\.env|ENV\[|ENV\.fetch|env\(|config\(|secrets\.|vars\.|\$_ENV|\$_SERVER|Environment\.GetEnvironmentVariable|std::env|env!|settings\.|var\.|local\.|module\.|data\.)
    | ^@(?:string|Microsoft\.KeyVault) | ^--[a-z][a-z0-9-]{1,60}(?:=|$)                       # the next option of a command
    | ^\(?(?:\.|\\[SwWdD]|\[[^\]\s]{1,30}\])[*+{]                                           # a pattern that looks for the value
    """,
    re.VERBOSE,
)

# --- placeholders ----------------------------------------------------------------------------------

_PLACEHOLDER_WORDS = regex(
    r"""(?ix)
      your | \byour? | replace | change[-_ ]?me | insert | placeholder | example | sample | dummy | fake | mock | paste[-_ ]
    | (?<![A-Za-z0-9])(?:xxx+|foo|bar|baz|foobar|todo|tbd|fixme|n/?a|none|null|nil|undefined|true|false|test|tests|testing|demo|secret|password|token|redacted|hidden|masked|filtered|removed|obfuscated|scrubbed|sanitized|omitted|missing|unset|empty|invalid|not[-_ ]set|set|configured|required|optional|string|value|here|probe|key|some|any|abc|asdf|qwerty|changeit|replaceme|setme|updateme|fillme|dev|local|wrong|bad|expired|bogus|valid|legit|unit|stub|spy|good|temp|tmp|staging|sandbox|live|prod)(?![A-Za-z0-9])
    | ^<.*>$ | ^\[.*\]$ | ^\(.*\)$ | \.\.\. | … | x{4,} | X{4,} | ^[-_.*•●#]+$ | 0{8,} | 1{8,}
    | redacted | \bnot[-_]?a[-_]?real | goes[-_]?here | ^my[-_]?(?:helcim|api|secret|token)
    """,
)
_STRONG_PLACEHOLDER = regex(
    r"(?i)your[-_ ]|^your|[-_ ]your|your(?:helcim|api|token|secret)|replace[-_ ]?(?:with|me|this)|change[-_ ]?me|changeit|placeholder|paste[-_ ]|goes[-_]?here|<[^<>]{1,80}>$|^\[[^\]]{1,80}\]$"
    r"|redacted|dummy|insert[-_ ]|not[-_]?a[-_]?real|[-_]here$|x{6,}|\.\.\.|…|example|(?:^|[-_])fake|fake(?:$|[-_])|sample[-_]|todo"
)
_SEQUENCES = ("0123456789abcdefghijklmnopqrstuvwxyz", "9876543210zyxwvutsrqponmlkjihgfedcba", "qwertyuiopasdfghjklzxcvbnm")
_SEGMENT = regex(r"[A-Za-z]+|\d+")
_VOWELS = regex(r"[aeiouyAEIOUY]")

# --- masks -----------------------------------------------------------------------------------------

_MASK_CHARACTERS = "*•●∗＊xX.#█■▇▪◾-_…⋯·∙"
# A run that no token would hold by chance: 4 equal asterisks, bullets, x; or 3 dots or an ellipsis.
_MASK_RUN = regex(r"\*{3,}|[•●∗＊█■▇▪◾·∙]{2,}|x{4,}|X{4,}|\.{3,}|…|⋯|#{4,}|-{5,}|_{5,}|[\[<({](?i:redacted|masked|hidden|filtered|truncated|removed|snip|cut)[\])}>]")
_WORD_MASK = regex(r"(?i)[<\[({]*\s*(?:redacted|masked|hidden|filtered|removed|secret|omitted|sensitive|obscured|scrubbed|sanitized|truncated|snip(?:ped)?)[\w\s:,-]*[>\])}]*")

_GROUP = r"(?:\*{2,}|[•●]{2,}|x{3,}|X{3,}|#{3,})"
_GROUPS = regex(rf"{_GROUP}(?:[-_ .:/]{_GROUP}){{1,40}}[-_ .:/]?[A-Za-z0-9]{{0,4}}")  # XXXX-XXXX-Zx9q
_WORD_AND_REST = regex(r"(?i:[<\[({]*(?:redacted|masked|hidden|filtered|removed|truncated|starts?[ -]with|prefix)[\s:=(-]{1,3})([^\s\])}>]{4,40}?)[\])}>…]*")

# --- other vendors' and other kinds' shapes --------------------------------------------------------

_LOOKALIKE = regex(
    r"""
      ^(?:sk|pk|rk|whsec)_(?:live|test)_\w{10,} | ^whsec_ | ^gh[pousr]_\w{20,} | ^github_pat_ | ^glpat- | ^xox[abprs]- | ^AKIA[0-9A-Z]{16}$ | ^ASIA[0-9A-Z]{16}$
    | ^6L[\w-]{38}$ | ^AIza[\w-]{30,} | ^SG\.[\w-]{16,}\. | ^ya29\. | ^eyJ[\w-]{8,}\.[\w-]+ | ^\$2[abxy]\$ | ^\$argon2 | ^\$[156]\$ | ^sha(?:256|384|512)[-:] | ^md5:
    | ^https?:// | ^(?:postgres|mysql|redis|mongodb|amqp)\S*:// | ^dt0[cs]\d{2}\. | ^(?:EAAA|sq0)[\w-]{10,} | ^key-[0-9a-f]{32}$ | ^npm_\w{30,} | ^pypi-
    | ^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$ | ^-----BEGIN | ^ssh-(?:rsa|ed25519)\s | ^(?:helcim|flag|ctf)\{
    | ^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$ | ^/[\w./-]+$ | ^\.{0,2}/[\w./-]+$ | ^data: | ^CST\d+$ | ^INV\d+$
    | ^(?:application|text|image|multipart)/[\w.+-]+
    """,
    re.VERBOSE,
)


def is_sequence(value: str) -> bool:
    """Typed runs: abcdef, 123456, qwerty, aaaa; two thirds of the value or more."""
    lowered = re.sub(r"[^a-z0-9]", "", value.lower())
    if not lowered:
        return True
    if len(set(lowered)) <= max(3, len(lowered) // 10):
        return True
    covered = 0
    at = 0
    while at < len(lowered):
        best = 1
        for sequence in _SEQUENCES:
            where = sequence.find(lowered[at])
            length = 0
            while where >= 0 and at + length < len(lowered):
                # 1234567890 wraps around to 0, and abcdef is followed by 0123 or by itself
                if where + length >= len(sequence) or sequence[where + length] != lowered[at + length]:
                    break
                length += 1
            best = max(best, length)
        same = 1
        while at + same < len(lowered) and lowered[at + same] == lowered[at]:
            same += 1
        best = max(best, same)
        if best >= 3:
            covered += best
        at += best
    return covered * 3 >= len(lowered) * 2


def _is_wordy(value: str) -> bool:
    """Whether a person wrote it as words: parts of letters that can be spoken, few digits."""
    parts = _SEGMENT.findall(re.sub(r"([a-z])([A-Z])", r"\1 \2", value))
    letters = [p for p in parts if p.isalpha()]
    digits = sum(len(p) for p in parts if p.isdigit())
    if not letters or digits > 4 + len(value) // 10:
        return False
    spoken = sum(len(p) for p in letters if _is_spoken(p))
    # Words have some length; what chance makes falls into many short parts.
    most = 3 + len(value) // 4 if re.search(r"[a-zA-Z][-_. ]+[a-zA-Z]", value) else 1 + len(value) // 5
    return spoken >= 0.8 * sum(map(len, letters)) and len(letters) <= most


def _is_spoken(part: str) -> bool:
    """One case (or a capital at the front), vowels where words have them, no long run of consonants."""
    if not (part.islower() or part.isupper() or part.istitle()):
        return False
    if len(part) <= 3:
        return True
    if len(part) > 14:
        return False
    vowels = len(_VOWELS.findall(part))
    return 0.16 <= vowels / len(part) <= 0.75 and not re.search(r"[^aeiouyAEIOUY]{5,}", part)


def visible(value: str) -> tuple[str, str, str] | None:
    """(visible start, mask, visible end) of a partly masked value, or None where no mask is in it."""
    found = max(_MASK_RUN.finditer(value), key=lambda m: m.end() - m.start(), default=None)
    if found is None:
        return None
    start, end = found.span()
    while start > 0 and value[start - 1] in "*•●∗＊█■":
        start -= 1
    while end < len(value) and value[end] in "*•●∗＊█■":
        end += 1
    return value[:start], value[start:end], value[end:]


def judge_mask(value: str) -> Verdict | None:
    """MASKED or PARTLY_MASKED where `value` holds a mask, else None."""
    if (told := _WORD_AND_REST.fullmatch(value)) and is_beginning(told[1]):  # [REDACTED:aB3$x]
        return Verdict.PARTLY_MASKED
    if _WORD_MASK.fullmatch(value.strip("*•#-_")):  # ***REMOVED***: what history cleaners leave
        return Verdict.MASKED
    if _GROUPS.fullmatch(value):
        return Verdict.MASKED
    parts = visible(value)
    if parts is None:
        return None
    head, mask, tail = parts
    head, tail = head.lstrip(mask[0]) if head[:3] == mask[0] * 3 else head, tail.rstrip(mask[0]) if tail[-3:] == mask[0] * 3 else tail  # masked on both sides
    if re.search(r"[\s{}()<>]", head.strip() + tail.strip()):
        return Verdict.PLACEHOLDER  # prose, an interpolation, code
    seen_head = re.sub(r"[^A-Za-z0-9]", "", head)
    seen_tail = re.sub(r"[^A-Za-z0-9]", "", tail)
    if len(value) >= 50 and len(mask) < 4 and is_mixed(value):
        return None  # a whole token that happens to hold ***
    if not seen_head and len(tail.rstrip("\"' /")) <= 4:
        return Verdict.MASKED
    if set(value) <= set(_MASK_CHARACTERS):
        return Verdict.MASKED
    if (len(seen_head + seen_tail) >= 6 and is_sequence(seen_head + seen_tail)) or _STRONG_PLACEHOLDER.search(seen_head + " " + seen_tail) or _is_only_words(head, tail):
        return Verdict.PLACEHOLDER
    return Verdict.PARTLY_MASKED


def _is_only_words(head: str, tail: str) -> bool:
    """What is seen was never part of a token: `abc...`, `helcim_****`, `token...here`."""
    seen = [part for part in (head, tail) if re.search(r"[A-Za-z0-9]", part)]
    return all(_is_wordy(part) and not re.search(r"\d", part) and part.islower() for part in seen) and not any(
        part.startswith("a") and len(part) >= 4 and not _VOWELS.search(part[1:]) for part in seen
    )


_SPELT = regex(r"[a-z]{2,30}(?:token|secret|apikey|password)[a-z]{0,12}\d{0,4}")  # mypersonalaccesstoken123
_NUMBERED = regex(r"(?:[A-Za-z]{3,14}[-_.: ]){1,5}\d{1,14}")  # main-account-2500012345: what numbers something
_CHECKS = regex(r"[a-z_]{2,40}(?:[:\[][^|\s]{0,80})?(?:\|[a-z_]{2,40}(?:[:\[][^|\s]{0,80})?)+")  # required|string|size:64


@functools.lru_cache(maxsize=65536)
def judge(value: str) -> Verdict:
    """Judge the value that stands beside a secret's name. Linear in its length; long values are cut."""
    value = value.strip().strip("\"'`").strip()
    if not value or value in ("''", '""', "-", "null", "None", "nil", "undefined", "~"):
        return Verdict.EMPTY
    if len(value) > 4096:
        return Verdict.LOOKALIKE
    if is_v2(value):
        return Verdict.V2
    if _REFERENCE.search(value) and not is_v2_like(value):
        return Verdict.REFERENCE
    if (mask := judge_mask(value)) is not None:
        return mask
    if _LOOKALIKE.search(value) and not is_v2_like(value):
        return Verdict.LOOKALIKE
    if is_v2_like(value):
        return Verdict.SECRET
    if _STRONG_PLACEHOLDER.search(value) or value.startswith("<") or value.endswith("..."):
        return Verdict.PLACEHOLDER
    if re.search(r"\s", value) or _CHECKS.fullmatch(value):
        return Verdict.PLACEHOLDER  # prose, what a form must hold
    if is_sequence(value) or _is_wordy(value) or _SPELT.fullmatch(value):
        return Verdict.PLACEHOLDER
    if _PLACEHOLDER_WORDS.search(value) and len(_unworded(value)) < 12:
        return Verdict.PLACEHOLDER
    if len(value) < 10 or len(set(value)) < 6 or _NUMBERED.fullmatch(value):
        return Verdict.PLACEHOLDER
    return Verdict.SECRET


def _unworded(value: str) -> str:
    """What is left of the value without the parts that are words or short numbers."""
    return "".join(
        part for part in re.split(r"[-_.:/ ]+", value) if not (_is_spoken(part) or (part.isdigit() and len(part) < 6))
    )


def is_lookalike_of_helcim(value: str) -> bool:
    """Whether the value has a shape that helcim.md section 5 knows from others, whatever its name says."""
    return _LOOKALIKE.search(value) is not None
