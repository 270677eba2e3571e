"""What does a name say about the value beside it?

Names are read as words, so that HELCIM_API_TOKEN, helcimApiToken, helcim-api-token, `Helcim API token`
and payment/helcim_api/api_token are one name. The words are helcim.md section 3.
"""

import functools
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.secrets import SecretKind

_WORD = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_HELCIM = {"helcim", "helicm", "helcimpay", "helcimjs", "myhelcim", "hlcm", "helcimapi", "helcimpayjs"}

# Words that say where or how a value is used, not what it is.
_FILLER = {
    "my", "our", "the", "your", "app", "application", "env", "environment", "config", "configuration", "settings",
    "setting", "option", "options", "default", "defaults", "current", "new", "old", "previous", "backup", "main",
    "primary", "secondary", "real", "full", "raw", "plain", "value", "val", "str", "string", "const", "var",
    "production", "prod", "live", "sandbox", "staging", "stage", "test", "tests", "testing", "dev", "development",
    "local", "qa", "uat", "demo", "preview", "e2e", "ci", "cad", "usd", "ca", "us", "en", "server", "backend", "side",
    "private", "merchant", "account", "payment", "payments", "gateway", "provider", "processor", "service",
    "services", "client", "v1", "v2", "v", "1", "2", "3", "wp", "wc", "woocommerce", "woo", "plugin", "module", "magento",
    "django", "laravel", "integration", "integrations", "company", "org", "tenant", "vendor", "billing", "checkout",
    "general", "transaction", "transactions", "x", "http", "https", "header", "headers", "credentials", "creds", "credential",
    "secrets", "restored", "updated", "fallback", "hardcoded", "hard", "coded", "sdk", "rest", "this", "self", "process",
    "sk", "data", "request", "req", "input", "field", "param", "system", "core", "admin", "store", "shop", "site",
    "set", "with", "put", "reply", "response", "resp", "body", "payload", "result", "params", "args", "kwargs", "form", "query",
    "meta", "attributes", "context", "event", "extra", "labels", "tags", "web", "website", "mobile", "device", "terminal", "hardware",
}

# A name that says one of these is that vendor's, whatever stands around it.
_VENDORS = frozenset(
    (
        "activecampaign", "sendbird", "codacy", "mailtrap", "dynatrace", "moneris", "lokalise", "logz", "logzio", "stripe", "braintree", "paypal", "square", "adyen", "twilio",
        "sendgrid", "mailgun", "postmark", "pipedrive", "zendesk", "intercom", "hubspot", "salesforce", "shopify", "bigcommerce", "github", "gitlab", "bitbucket", "slack",
        "discord", "telegram", "datadog", "sentry", "rollbar", "bugsnag", "cloudflare", "digitalocean", "openai", "anthropic", "mapbox", "algolia", "airtable", "notion",
        "asana", "trello", "clickup", "snyk", "sonar", "circleci", "buildkite", "pagerduty", "opsgenie", "grafana", "splunk", "okta", "plaid", "worldpay", "elavon",
        "bambora", "nuvei", "paysafe", "chargebee", "recurly", "quickbooks", "xero", "freshbooks", "shippo", "easypost", "huggingface", "todoist", "fastly", "svix",
    )
)
_SHORT = {"tok": "token", "tkn": "token"}

_PUBLIC_PREFIXES = (
    ("next", "public"), ("nuxt", "public"), ("expo", "public"), ("react", "app"), ("vue", "app"), ("ng", "app"),
    ("public",), ("vite",), ("gatsby",), ("storybook",),
)
# What stands behind a public prefix and is meant to (helcim.md section 3, "Public and fine").
_TOKEN_WORDS = {"token", "key", "apikey", "secret", "tokens", "keys", "pat", "auth", "password", "passwd"}


@dataclass(frozen=True, slots=True)
class NameClass:
    """kind: the kind of secret that the name announces.

    helcim: the name itself speaks of Helcim; without that a neighbourhood that does is needed.
    public_prefix: "NEXT_PUBLIC_" and the like, in words joined by "_", or "".
    ambiguous: the name may also stand for a public value (VITE_HELCIM_TOKEN).
    """

    kind: SecretKind
    helcim: bool
    public_prefix: str = ""
    ambiguous: bool = False


@functools.lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The lower-case words of a name in any spelling."""
    return tuple(word.lower() for word in _WORD.findall(name))


def public_prefix(name: str) -> str:
    """The prefix by which a bundler puts the variable into a browser or app, upper case, or ""."""
    parts = words(name)
    # Only variables in capitals are read by the bundlers.
    if name != name.upper():
        return ""
    for prefix in _PUBLIC_PREFIXES:
        if parts[: len(prefix)] == prefix and len(parts) > len(prefix):
            return "_".join(prefix).upper() + "_"
    return ""


_KINDS: tuple[tuple[tuple[str, ...], SecretKind], ...] = (
    (("secret", "token"), SecretKind.SECRET_TOKEN),
    (("secrettoken",), SecretKind.SECRET_TOKEN),
    (("verifier", "token"), SecretKind.WEBHOOK_VERIFIER),
    (("verifiertoken",), SecretKind.WEBHOOK_VERIFIER),
    (("webhook", "verifier"), SecretKind.WEBHOOK_VERIFIER),
    (("webhook", "secret"), SecretKind.WEBHOOK_VERIFIER),
    (("webhook", "signing"), SecretKind.WEBHOOK_VERIFIER),
    (("webhook", "token"), SecretKind.WEBHOOK_VERIFIER),
    (("webhook", "key"), SecretKind.WEBHOOK_VERIFIER),
    (("webhooks", "secret"), SecretKind.WEBHOOK_VERIFIER),
    (("verifier",), SecretKind.WEBHOOK_VERIFIER),
    (("partner", "token"), SecretKind.PARTNER_TOKEN),
    (("partnertoken",), SecretKind.PARTNER_TOKEN),
    (("partner", "api", "token"), SecretKind.PARTNER_TOKEN),
    (("partner", "key"), SecretKind.PARTNER_TOKEN),
    (("js", "secret", "key"), SecretKind.HELCIMJS_SECRET_KEY),
    (("js", "secretkey"), SecretKind.HELCIMJS_SECRET_KEY),
    (("js", "secret"), SecretKind.HELCIMJS_SECRET_KEY),
    (("page", "secret"), SecretKind.HELCIMJS_SECRET_KEY),
    (("card", "token"), SecretKind.CARD_TOKEN),
    (("cardtoken",), SecretKind.CARD_TOKEN),
    (("bank", "token"), SecretKind.BANK_TOKEN),
    (("banktoken",), SecretKind.BANK_TOKEN),
    (("gateway", "token"), SecretKind.GATEWAY_TOKEN),
    (("gatewaytoken",), SecretKind.GATEWAY_TOKEN),
)
_API_TOKEN: tuple[tuple[str, ...], ...] = (
    ("api", "token"), ("apitoken",), ("api", "access", "token"), ("api", "access", "auth"), ("api", "auth", "token"),
)
# Words for an API token only where the name, or the place, speaks of Helcim.
_API_TOKEN_IN_CONTEXT: tuple[tuple[str, ...], ...] = (
    ("api", "key"), ("apikey",), ("token",), ("access", "token"), ("auth", "token"), ("api", "secret"), ("key",), ("bearer", "token"),
    ("private", "key"), ("private", "api", "key"), ("access", "key"), ("secret", "api", "key"), ("api", "secret", "key"), ("bearer",),
    ("secret", "api", "token"), ("secret",), ("pat",), ("auth",), ("api", "pass"), ("api", "password"), ("api", "auth"),
)
_SECRET_KEY: tuple[tuple[str, ...], ...] = (("secret", "key"), ("secretkey",))
# js + token is the public configuration token; pay + js + token is an api-token in use.
_FINE: tuple[tuple[str, ...], ...] = (
    ("checkout", "token"), ("checkouttoken",), ("config", "token"), ("verify", "token"), ("js", "key"),
    ("public", "key"), ("publishable", "key"), ("token", "url"), ("page", "token"), ("configuration", "token"), ("csrf", "token"),
    ("idempotency", "key"), ("terminal", "token"), ("token", "expiry"), ("token", "id"),
)


def _has(parts: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(parts[i : i + len(run)] == run for i in range(len(parts) - len(run) + 1))


_HOOKS = frozenset(("webhook", "webhooks", "hook", "hooks", "signature", "hmac", "signing", "base64", "decoded", "encoded", "wrong", "fake", "connected", "partner"))


def _strip(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if len(part) > 1 and part not in _FILLER and part not in _HELCIM)


@functools.lru_cache(maxsize=65536)
def classify(name: str, in_helcim: bool = False) -> NameClass | None:
    """What kind of secret `name` announces, or None.

    `in_helcim`: the name stands inside something that is called helcim (`services.helcim.key`), so that
    the short words (`key`, `token`) mean Helcim's.
    """
    if len(name) > 120:
        return None
    parts = tuple(_SHORT.get(part, part) for part in words(name))
    if not parts or len(parts) > 14 or (len(parts[0]) >= 4 and parts[0].isdigit()):  # 20251120_add_helcim_api_token: a migration
        return None
    prefix = public_prefix(name)
    if prefix and parts[-2:] != ("public", "key"):  # PUBLIC_KEY is no KEY that is published
        parts = parts[prefix.count("_") :]
    own = any(part in _HELCIM for part in parts)
    if not own and not _VENDORS.isdisjoint(parts):
        return None
    kind, ambiguous = _kind(parts, own or in_helcim)
    if kind is None:
        return None
    return NameClass(kind, own, prefix, ambiguous and bool(prefix))


def _kind(parts: tuple[str, ...], helcim: bool) -> tuple[SecretKind | None, bool]:
    tail = parts
    while tail and tail[-1] in _FILLER:  # HELCIM_API_TOKEN_PRODUCTION, helcim_api_token_v2
        tail = tail[:-1]
    if not tail:
        return None, False
    for run, kind in _KINDS:
        if tail[-len(run) :] == run:
            if kind is SecretKind.WEBHOOK_VERIFIER and not helcim and "verifier" not in run[-1] and "verifier" not in run:
                if set(_strip(tail)) <= set(run):
                    return kind, True  # any vendor's, unless the value has Helcim's shape
                continue
            if kind is SecretKind.WEBHOOK_VERIFIER and not helcim and set(_strip(tail)) - set(run) - _HOOKS:
                return None, False  # SVIX_VERIFIER_TOKEN: another vendor's, whatever stands around it
            if kind is SecretKind.GATEWAY_TOKEN and not helcim and "gatewaytoken" not in "".join(parts):
                continue
            return kind, False
    if any(tail[-len(run) :] == run for run in _FINE):
        return None, False
    if tail[-1] == "token" and "js" in tail and not _has(tail, ("pay", "js")) and not _has(tail, ("api", "token")) and "helcimpayjs" not in tail:
        return None, False
    rest = _strip(tail)
    for run in _API_TOKEN:
        if tail[-len(run) :] == run and (helcim or set(rest) <= set(run)):
            return SecretKind.API_TOKEN, False
    if not helcim:
        return None, False
    for run in _SECRET_KEY:
        if tail[-len(run) :] == run:
            return SecretKind.HELCIMJS_SECRET_KEY, False
    for run in _API_TOKEN_IN_CONTEXT:
        if tail[-len(run) :] == run and set(rest) <= set(run) | {"pay", "js", "private", "access", "secret", "api", "jwt", "bearer", "auth"}:
            return SecretKind.API_TOKEN, run in (("token",), ("key",))
    return None, False


def speaks_of_helcim(text: str) -> bool:
    """Whether a name, host or path mentions Helcim, typing errors of helcim.md section 3 included."""
    lowered = text.lower()
    return "helcim" in lowered or "helicm" in lowered


def speaks_of_another(name: str) -> bool:
    """Whether a name says that what it stands for is another vendor's."""
    return not _VENDORS.isdisjoint(words(name)) and not speaks_of_helcim(name)


def is_helcim_host(host: str) -> bool:
    """Whether a host is Helcim's or pretends to be (`*.helcim.*`, `*.myhelcim.com`)."""
    labels = host.lower().rstrip(".").split(":")[0].split(".")
    return any(label in ("helcim", "myhelcim") for label in labels)
