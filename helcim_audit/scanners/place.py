"""Under which rule does a secret stand, given its kind and the file that it stands in?"""

from helcim_audit.filetypes import FileType
from helcim_audit.lazy import regex
from helcim_audit.secrets import SecretKind

_BY_KIND = {
    SecretKind.SECRET_TOKEN: "hardcoded-secret-token",
    SecretKind.WEBHOOK_VERIFIER: "hardcoded-webhook-verifier",
    SecretKind.HELCIMJS_SECRET_KEY: "hardcoded-helcimjs-secret-key",
    SecretKind.PARTNER_TOKEN: "hardcoded-partner-token",
}
_BY_FAMILY = {
    "code": "hardcoded-api-token",
    "template": "hardcoded-api-token",
    "config": "api-token-in-config",
    "document": "api-token-in-document",
    "data": "api-token-in-document",
    "text": "api-token-in-document",
    "collection": "api-token-in-collection",
    "payload": "unmasked-secret-field",
}
# What a bundler or a mobile build leaves behind, and what it takes in as a resource.
_BUNDLE = regex(
    r"(?:^|/)(?:dist|build|out|_next|\.next|\.output|\.svelte-kit|\.nuxt|bundle[sd]?)/(?:[^/]+/){0,8}[^/]+\.(?:m?js|css|html?)(?:\.map)?$"
    r"|\.(?:min|bundle|chunk)\.m?js$|[.-][0-9a-f]{8,20}\.m?js$|\.m?js\.map$|\.jsbundle$|\.bundle$"
)
# What is served as it is: written by hand, unless its lines are those of a bundler.
_SERVED = regex(r"(?:^|/)(?:public|static|www|assets|wwwroot|webroot)/(?:[^/]+/){0,8}[^/]+\.(?:m?js|css|html?)$")
_WIDE = 300  # characters of an average line that nobody writes
_APP_RESOURCE = regex(
    r"(?:^|/)res/values[\w-]*/[\w-]+\.xml$|(?:^|/)[\w-]*Info\.plist$|\.xcconfig$|(?:^|/)GoogleService-Info\.plist$|(?:^|/)strings\.xml$|(?:^|/)assets/(?:[^/]+/){0,4}[^/]*(?:\.env|\.json|\.ya?ml|\.properties)[\w.]*$"
)
_SERVER_BUNDLE = regex(r"(?:^|/)(?:server|functions?|lambda|api|node_modules/\.cache)/")


# Build files whose values an app is compiled with.
_APP_BUILD = regex(r"buildConfigField|resValue\b|manifestPlaceholders|\"expo\"\s{0,8}:\s{0,8}\{|--dart-define")


def is_bundle(path: str, language: str = "", text: str = "") -> bool:
    """Whether the file is what a browser or an app is given, as built, or what an app is built with."""
    if (language in ("gradle", "kotlin") and path.endswith((".gradle", ".gradle.kts"))) or path.endswith(("app.json", "app.config.json")):
        return _APP_BUILD.search(text) is not None
    built = _BUNDLE.search(path) is not None or (is_served(path) and len(text) > _WIDE * (text.count("\n") + 1))
    return (built and _SERVER_BUNDLE.search(path) is None) or _APP_RESOURCE.search(path) is not None


def is_served(path: str) -> bool:
    """Whether the file stands where a web server hands out files as they are."""
    return _SERVED.search(path) is not None


def rule_for(kind: SecretKind, file: FileType, bundle: bool, header: bool) -> str:
    """`bundle`: the file is given to a browser or an app. `header`: the value stands in an HTTP header (which in a payload has a rule of its own)."""
    if file.family == "payload":
        return "unmasked-header" if header else "unmasked-secret-field"
    if kind in _BY_KIND:
        if kind is SecretKind.HELCIMJS_SECRET_KEY and (bundle or file.language == "html"):
            return "helcimjs-secret-key-in-client"
        return _BY_KIND[kind]
    if kind in (SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN):
        return "unmasked-secret-field"
    if bundle and file.family != "document":
        return "api-token-in-app-bundle"
    return _BY_FAMILY[file.family]
