"""Is the value beside a name a secret, of which kind, and under which rule does it stand?"""

from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.model import Confidence, Document, Match, Span
from helcim_audit.names import is_helcim_host
from helcim_audit.scanners.context import Neighbourhood
from helcim_audit.scanners.enclosing import enclosing
from helcim_audit.scanners.pairs import Pair
from helcim_audit.scanners.place import is_bundle, rule_for
from helcim_audit.scanners.variants import SHORTEST, decoded_runs, percent_decoded, raw, unescaped
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import Verdict, is_v2, is_v2_like, judge

_HEX22 = regex(r"[0-9a-f]{22}\Z")
_HEX = regex(r"[0-9a-fA-F]{32,}\Z")
_VERIFIER = regex(r"[A-Za-z0-9+/]{43}=\Z")
_TRAILING = ".,;:!?)'\"`"
_HOST = regex(r"\w{2,5}://(?:[^/@\s]{1,80}@)?((?!localhost)[A-Za-z][\w-]*\.[\w.-]{2,80})")
# A header's name, as it is or as servers and telemetry write it: HTTP_API_TOKEN, http.request.header.api_token
_HEADER = regex(r"(?i)(?:http\.)?(?:request|req)?[._-]?headers?[._-](?:http[._-])?(?:api[-_]token|authorization)|(?:http|request|req)_(?:api[-_]token|authorization)|api-token|authorization|x-[a-z-]+|partner-token|secret-token|js-token")
# "abc" + "def"
_MORE = regex(r"""(?:["'][ \t]{0,20}(?:[+.&~]|\.\.|<>)?[ \t]{0,20}(?:\\?\r?\n[ \t]{0,40})?(?:[+.&~]|\.\.|<>)?[ \t]{0,20}["'][A-Za-z0-9!#$%*\-.@_+/=]{2,80}(?=["'])){1,8}["']""")
_PIECE = regex(r"""["']([A-Za-z0-9!#$%*\-.@_+/=]{2,80})(?=["']|\Z)""")
IN_URL = regex(r"(?:(?:https?|wss?)://|(?:GET|POST|PUT|PATCH|DELETE|HEAD) /)[^\s\"'<>]{0,300}[?&;][\w.\-\[\]]{0,40}=$")


def rule_of(document: Document, file: FileType, kind: SecretKind, header: bool, named: bool = True) -> str:
    """named: a name stands beside the secret as fields have one, not a sentence."""
    if document.metadata:
        return "api-token-in-metadata"
    if file.language == "email" and not header and not named and kind in (SecretKind.API_TOKEN, SecretKind.LEGACY_API_TOKEN):
        return "api-token-in-document"
    return rule_for(kind, file, is_bundle(document.path, file.language, document.text), header)


def _settled(text: str, pair: Pair) -> tuple[str, Span, Verdict]:
    """The value as meant: without the punctuation of prose, its escapes resolved, its encoding undone."""
    value, span = pair.value, pair.span
    if not pair.quoted:
        value = value.strip("\\")
        if not is_v2(value):
            whole = not value.strip(".*") or value.endswith("...") or (value.endswith(")") and "(" in value)
            value = value if whole else value.rstrip(_TRAILING)
        at = text.index(value, span.start, span.end) if value else span.start
        span = Span(at, at + len(value))
    verdict = judge(value)
    if verdict is Verdict.V2 or not value:
        return value, span, verdict
    # By chance, `%` and two hexadecimal digits stand in one of four tokens.
    if not is_v2_like(value) and (plain := percent_decoded(value)):
        return plain, span, judge(plain)
    if len(value) < SHORTEST:
        return value, span, verdict
    source = raw(text, span.start, span.end)
    for variant in (*unescaped(source), *decoded_runs(source)):
        if is_v2(variant.text) or (is_v2_like(variant.text) and not is_v2_like(value)):
            return variant.text, span, judge(variant.text)
    if verdict is Verdict.SECRET and not is_v2_like(value) and len(value) % 4 == 0:
        # a Kubernetes Secret's `data`: what it holds is judged, not its base64
        for variant in decoded_runs(source):
            if len(variant.text) >= 6 and variant.text.isprintable():
                return variant.text, span, judge(variant.text)
    return value, span, verdict


def judged(document: Document, file: FileType, near: Neighbourhood, pair: Pair) -> Match | None:
    value, span, verdict = _settled(document.text, pair)
    if pair.quoted and verdict in (Verdict.SECRET, Verdict.PLACEHOLDER) and (more := _MORE.match(document.text, span.end)):
        # "abc" + "def": judged, and hidden, as a whole
        value += "".join(_PIECE.findall(more[0]))
        span = Span(span.start, more.end() - 1)
        verdict = judge(value)
    kind = pair.kind.kind
    own = pair.kind.helcim or pair.in_helcim
    if verdict not in (Verdict.V2, Verdict.SECRET, Verdict.PARTLY_MASKED):
        return None
    if file.language == "yaml" and near.names("encrypteddata:") and "encryptedData" in enclosing(document.text, pair.name_span.start):
        return None  # a SealedSecret: only the cluster can read it
    if verdict is Verdict.V2:
        kind = SecretKind.API_TOKEN if kind not in (SecretKind.PARTNER_TOKEN,) else kind
    elif not own and not is_v2_like(value):
        within = near.whose(enclosing(document.text, pair.name_span.start))
        if not (near.speaks_of_helcim(pair.span.start) if within is None else within):
            return None
        own = own or within is True
    if verdict is not Verdict.V2 and kind is SecretKind.API_TOKEN and _is_public_or_foreign(value, pair, own):
        return None
    if kind is SecretKind.WEBHOOK_VERIFIER and not own and "verif" not in pair.name.lower() and not _VERIFIER.match(value):
        return None
    if kind in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN) and (file.family not in ("payload",) or len(value) != 22):
        return None
    if kind is SecretKind.API_TOKEN and pair.name.lower().endswith("secret") and _VERIFIER.match(value):
        kind = SecretKind.WEBHOOK_VERIFIER  # `secret` below `helcim`: which of the two, its shape tells
    header = _HEADER.fullmatch(pair.name) is not None
    secret = Secret(kind, value)
    if verdict is Verdict.PARTLY_MASKED:
        return Match("partly-masked-token", span, secret, language=file.language)
    if kind is SecretKind.API_TOKEN and verdict is Verdict.SECRET and not is_v2_like(value):
        secret = Secret(SecretKind.LEGACY_API_TOKEN if len(value) < 50 else kind, value)
    rule = rule_of(document, file, kind, header, named=" " not in pair.name)
    if kind is SecretKind.API_TOKEN and (url := IN_URL.search(document.text, max(0, span.start - 400), span.start)):
        if (host := _HOST.match(url[0])) and not is_helcim_host(host[1]) and verdict is not Verdict.V2 and not pair.kind.helcim:
            return None  # badge.svg?token=x of another service
        rule = "api-token-in-url"
    if pair.kind.public_prefix and not pair.kind.helcim and verdict is Verdict.V2 and file.family == "config":
        return Match("public-env-secret", span, secret, language=file.language, subject=f"define:{pair.name}")
    subject = f"define:{pair.name}" if document.path.endswith(".xcconfig") else ""  # Info.plist reads it
    return Match(rule, span, secret, confidence=_confidence(verdict, value, own), language=file.language, subject=subject)


def _is_public_or_foreign(value: str, pair: Pair, own: bool) -> bool:
    if _HEX22.match(value):
        return "api" not in pair.name.lower()  # a Helcim.js or checkout token: public
    return not own and _HEX.match(value) is not None


def _confidence(verdict: Verdict, value: str, own: bool) -> Confidence:
    if verdict is Verdict.V2 or (own and is_v2_like(value)):
        return "high"
    return "medium" if own or is_v2_like(value) else "low"
