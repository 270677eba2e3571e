"""Which of several matches at one place is the finding?

One leak is one finding: what several analyzers saw at the same place is reported once, under the rule that
says most about it.
"""

from collections.abc import Iterable
from dataclasses import replace

from helcim_audit.model import CONFIDENCES, Finding, Match

# From what says least to what says most; a rule that is not named stands at the front.
_SPECIFIC = (
    "api-token-in-document",
    "api-token-in-config",
    "hardcoded-api-token",
    "unmasked-secret-field",
    "unmasked-header",
    "headers-logged",
    "http-debug-enabled",
    "api-token-logged",
    "partly-masked-token",
    "token-preview-logged",
    "webhook-body-logged",
    "api-token-in-collection",
    "hardcoded-webhook-verifier",
    "hardcoded-partner-token",
    "hardcoded-secret-token",
    "hardcoded-helcimjs-secret-key",
    "api-token-in-url",
    "api-token-in-metadata",
    "api-token-in-response",
    "api-token-rendered",
    "api-token-in-client-code",
    "browser-call-to-api",
    "public-env-secret",
    "helcimjs-secret-key-in-client",
    "secret-token-from-client",
    "secret-token-to-client",
    "api-token-in-app-bundle",
)
_RANK = {rule: place for place, rule in enumerate(_SPECIFIC)}


def _worth(match: Match) -> tuple[int, int, int, int]:
    confidence = CONFIDENCES.index(match.confidence) if match.confidence else 0
    return (_RANK.get(match.rule, -1), -confidence, len(match.trace), -(match.span.end - match.span.start))


def _same_place(one: Match, other: Match) -> bool:
    """Overlapping ranges, unless they hold two different secrets side by side."""
    if not one.span.overlaps(other.span) and one.span != other.span:
        return False
    if one.at_secret and other.at_secret:
        return True
    if one.at_secret != other.at_secret:
        # A sink around a literal: the same leak only where the same secret stands there.
        return bool(one.secret and other.secret and one.secret.value == other.secret.value)
    return one.span == other.span or one.span.contains(other.span) or other.span.contains(one.span)


def _join(kept: Match, lost: Match) -> Match:
    """`kept`, hiding also what `lost` would have hidden, with a secret if only `lost` knew one."""
    hidden = set(kept.hidden) | set(lost.hidden)
    if lost.at_secret:
        hidden.add(lost.span)
    return replace(kept, hidden=tuple(sorted(hidden)), secret=kept.secret or lost.secret, trace=kept.trace or lost.trace)


def merge(matches: Iterable[Match]) -> list[Match]:
    """One match for each place of one document, in order of place."""
    merged: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.span, m.rule)):
        for at in range(len(merged) - 1, max(-1, len(merged) - 9), -1):
            if _same_place(merged[at], match):
                kept, lost = (match, merged[at]) if _worth(match) > _worth(merged[at]) else (merged[at], match)
                merged[at] = _join(kept, lost)
                break
        else:
            merged.append(match)
    return merged


_SAYS_SO = frozenset(("api-token-in-client-code", "api-token-in-app-bundle", "public-env-secret", "hardcoded-api-token"))


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Without the calls from a browser of which another finding on their line says that the token stands there."""
    findings = list(findings)
    said = {(one.path, one.start.line, one.origin) for one in findings if one.rule in _SAYS_SO}
    published: set[tuple[object, ...]] = set()  # `public: { helcimToken: process.env.NUXT_PUBLIC_HELCIM_TOKEN }` publishes one token
    for one in [one for one in findings if one.rule == "public-env-secret"]:
        place = (one.path, one.start.line, one.origin)
        if place in published and not one.secret:
            findings.remove(one)
        published.add(place)
    return [one for one in findings if one.rule != "browser-call-to-api" or (one.path, one.start.line, one.origin) not in said]
