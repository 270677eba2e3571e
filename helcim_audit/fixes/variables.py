"""What is the environment variable called that takes a secret?"""

import re
from collections.abc import Iterable

from helcim_audit.lazy import regex
from helcim_audit.names import classify, public_prefix, words
from helcim_audit.secrets import SecretKind

_USUAL = {
    SecretKind.SECRET_TOKEN: "HELCIM_SECRET_TOKEN",
    SecretKind.WEBHOOK_VERIFIER: "HELCIM_WEBHOOK_VERIFIER_TOKEN",
    SecretKind.HELCIMJS_SECRET_KEY: "HELCIM_JS_SECRET_KEY",
    SecretKind.PARTNER_TOKEN: "HELCIM_PARTNER_TOKEN",
    SecretKind.GATEWAY_TOKEN: "HELCIM_GATEWAY_TOKEN",
}
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORDS = regex(r"[A-Z][A-Z0-9_]{2,60}\Z")


class Variables:
    """Names of one run: each secret has one, and no two secrets share one."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def choose(self, secret: str, kind: str, near: Iterable[str], given: str = "") -> str:
        """The variable for `secret`. near: names that the value is bound to, the nearest first. given: its name already."""
        wanted = given or next((name for one in near if (name := _spoken(one))), "") or _USUAL.get(SecretKind(kind), "HELCIM_API_TOKEN")
        known = [name for name, other in self._taken.items() if other == secret]
        if given:
            self._taken.setdefault(given, secret)
            return given
        if known:
            return wanted if wanted in known else known[0]
        name, number = wanted, 2
        while self._taken.get(name, secret) != secret:
            name, number = f"{wanted}_{number}", number + 1
        self._taken[name] = secret
        return name


def _spoken(name: str) -> str:
    """A name of code as an environment variable, if it says that the value is Helcim's."""
    if not classify(name) or not any("helc" in word or "helic" in word for word in words(name)):
        return ""
    name = name[len(public_prefix(name)) :] if name == name.upper() else name
    spelled = re.sub(r"[^A-Z0-9]+", "_", _HUMP.sub("_", name).upper()).strip("_")
    return spelled if _WORDS.match(spelled) else ""
