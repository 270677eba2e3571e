"""The catalogue for other tools: what of it their patterns can say, as configuration that they read."""

from collections.abc import Callable
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.rules import Catalogue

TARGETS = {
    "github": "helcim_audit.exports.github",
    "gitleaks": "helcim_audit.exports.gitleaks",
    "betterleaks": "helcim_audit.exports.betterleaks",
    "kingfisher": "helcim_audit.exports.kingfisher",
    "trufflehog": "helcim_audit.exports.trufflehog",
    "semgrep": "helcim_audit.exports.semgrep",
    "detect-secrets": "helcim_audit.exports.detect_secrets",
    "sentry": "helcim_audit.exports.sentry",
    "datadog": "helcim_audit.exports.datadog",
    "fluent-bit": "helcim_audit.exports.fluent_bit",
    "vector": "helcim_audit.exports.vector",
}


def exporter(target: str) -> "Callable[[Catalogue], str]":
    """The function that writes the catalogue for `target`; only that one is imported."""
    render: Callable[[Catalogue], str] = import_module(TARGETS[target]).render
    return render
