"""What do tools print when they print a request?

Each format is the text of one exchange as its tool writes it, with `@HOST@` for the host, `@TOKEN@` for the value of
the api-token header, and `@NAME@` and `@VALUE@` for one field of the answer's (or request's) body. Formats without
a body have no `@NAME@`, those without headers no `@TOKEN@`. `variants` fills each of them with secrets of every kind,
with masks that show too much, and with what must stay silent.
"""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from helcim_audit.placeholders import fill

_FILES = Path(__file__).parent / "payload_formats"
_HEAD = re.compile(r"^=== (?P<name>[\w-]+) (?P<path>\S+)(?P<options>(?: \w+=\S+)*)$", re.MULTILINE)


@dataclass(frozen=True)
class Format:
    """header, field: the rules for a secret in the header and in the body. written: how the format encodes values."""

    name: str
    path: str
    text: str
    header: str = "unmasked-header"
    field: str = "unmasked-secret-field"
    written: str = "plain"
    cards: str = "yes"


@dataclass(frozen=True)
class Variant:
    """One file; `rule` is what is expected at `line`, or None where nothing is."""

    format: str
    what: str
    path: str
    text: str
    rule: str | None
    line: int
    column: int = 0


def formats() -> list[Format]:
    """Every format of payload_formats/*.txt."""
    found = []
    for file in sorted(_FILES.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        heads = list(_HEAD.finditer(text))
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            body = text[head.end() + 1 : after.start() if after else len(text)]
            options = dict(part.split("=") for part in head["options"].split())
            found.append(Format(head["name"], head["path"], body, **options))
    return found


_WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": lambda value: value,
    "percent": lambda value: quote(value, safe=""),
    "base64": lambda value: base64.b64encode(value.encode()).decode(),
}
_TOKENS = {"v2": "{{token}}", "not with a": "{{other}}", "legacy 16": "{{legacy16}}", "legacy 25": "{{legacy25}}", "damaged": "{{damaged58}}"}
_PARTLY = {
    "first 8": "{{token|first8}}********",
    "first 10 and dots": "{{token|first10}}...",
    "first and last": "{{token|first4}}****{{token|last4}}",
    "first and last, long": "{{token|first6}}******************************************************{{token|last4}}",
    "last 8": "****{{token|last8}}",
    "last 6, long": "**********************************************************{{token|last6}}",
    "x and last 10": "xxxxxxxxxxxx{{token|last10}}",
    "ellipsis": "{{token|first8}}…{{token|last4}}",
    "brackets": "{{token|first6}}[...]{{token|last4}}",
    "redacted behind": "{{token|first8}}[REDACTED]",
    "middle": "****{{secrettoken|first8}}****",
}
_RIGHT = {
    "stars and last 4": "****{{token|last4}}",
    "long stars and last 4": "************************************************************{{token|last4}}",
    "stars": "********",
    "bullets": "••••••••{{token|last4}}",
    "dots": "...{{token|last4}}",
    "word": "[REDACTED]",
    "filtered": "[FILTERED]",
    "angle": "<API_TOKEN>",
    "x": "xxxxxxxx",
    "template": "{{apiToken}}",
    "hidden": "(hidden)",
    "length": "[64 chars]",
}
_FIELDS = {
    "secretToken": "{{secrettoken}}",
    "secret_token": "{{secrettoken}}",
    "apiToken": "{{token}}",
    "verifierToken": "{{verifier}}",
    "jsSecretKey": "{{jskey}}",
    "partnerToken": "{{partner}}",
    "cardToken": "{{cardtoken}}",
}
_FINE_FIELDS = {"checkoutToken": "{{checkouttoken}}", "hash": "{{hash}}", "customerCode": "CST1234", "secretToken": "********", "apiToken": "****{{token|last4}}", "cardToken": "", "invoiceNumber": "INV001004"}
_OTHERS = {"api-1.sendbird.com": "{{hex40}}", "shop.api-us1.com/activecampaign": "{{hex72}}", "api.lokalise.com": "{{hex40}}", "app.logz.io": "{{legacy36}}"}


def _rendered(form: Format, host: str, token: str, name: str, value: str) -> str:
    write = _WRITTEN[form.written]
    text = form.text.replace("@HOST@", host).replace("@TOKEN@", write(fill(token))).replace("@NAME@", name).replace("@VALUE@", write(fill(value)))
    return fill(text)


def _variant(form: Format, what: str, rule: str | None, host: str, token: str, name: str = "amount", value: str = "10.00") -> Variant:
    marked = form.text.replace("@HOST@", host)
    at = marked.find("@TOKEN@" if name == "amount" else "@VALUE@")
    text = _rendered(form, host, token, name, value)
    line = marked.count("\n", 0, at) + 1
    secret = _WRITTEN[form.written](fill(token if name == "amount" else value))
    return Variant(form.name, what, form.path, text, rule, line, text.split("\n")[line - 1].find(secret.removeprefix("Bearer ")) + 1)


def variants(form: Format) -> Iterator[Variant]:
    """Every case of one format."""
    host = "api.helcim.com"
    if "@TOKEN@" in form.text:
        for what, token in _TOKENS.items():
            yield _variant(form, what, form.header, host, token)
        if re.search("(?i)api-token", form.text):
            bearer = replace(form, text=re.sub("(?i)api-token", "Authorization", form.text))
            if form.written == "plain":
                yield _variant(bearer, "bearer", form.header, host, "Bearer {{token}}")
                yield _variant(bearer, "bearer of another vendor", None, "api.moneris.com", "Bearer {{legacy40}}")
        for what, token in _PARTLY.items():
            yield _variant(form, what, "partly-masked-token", host, token)
        for what, token in _RIGHT.items():
            yield _variant(form, what, None, host, token)
        for other, token in _OTHERS.items():
            yield _variant(form, other, None, other, token)
    if "@NAME@" in form.text:
        masked = "****{{token|last4}}"
        for name, value in _FIELDS.items():
            if name == "cardToken" and form.cards == "no":
                continue  # a table of tokens is where tokens belong
            yield _variant(form, name, form.field, host, masked, name, value)
        for name, value in _FINE_FIELDS.items():
            yield _variant(form, f"fine {name}", None, host, masked, name, value)
