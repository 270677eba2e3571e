"""Where does a secret stand that somebody already knows, whatever stands beside it?"""

from collections.abc import Iterator, Sequence

from helcim_audit.model import Document, Match, Span
from helcim_audit.scanners.kinds import kind_of
from helcim_audit.scanners.place import is_bundle, rule_for
from helcim_audit.secrets import Secret


def wanted(document: Document, secret: Secret, known: Sequence[Match]) -> Iterator[Match]:
    """Every place of `secret` that none of `known` has seen: a value without a shape needs no name here."""
    text = document.text
    at = text.find(secret.value)
    while at >= 0:
        span = Span(at, at + len(secret.value))
        if not any(match.span.overlaps(span) and match.secret for match in known):
            file = kind_of(document)
            rule = "api-token-in-metadata" if document.metadata else rule_for(secret.kind, file, is_bundle(document.path, file.language, text), False)
            yield Match(rule, span, secret, language=file.language)
        at = text.find(secret.value, span.end)
