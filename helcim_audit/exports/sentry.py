"""Advanced data scrubbing for Sentry: the project's `relayPiiConfig`, or Relay's `piiConfig`."""

from helcim_audit.exports.portable import PORTABLE, Portable, remarks
from helcim_audit.reports.escape import json_text
from helcim_audit.rules import Catalogue

_HEADERS = ("api-token", "partner-token")


def render(catalogue: Catalogue) -> str:
    rules = {one.id: _rule(one) for one in PORTABLE}
    # Headers are removed whatever they hold; a legacy token has no shape to know it by.
    applications: dict[str, list[str]] = {f"$http.headers.'{name}'": ["@anything:remove"] for name in _HEADERS}
    applications["$string || $message || $logentry.formatted || extra.** || contexts.** || breadcrumbs.**"] = list(rules)
    data = {"_comment": remarks(catalogue), "rules": rules, "applications": applications}
    return json_text(data, 2) + "\n"


def _rule(one: Portable) -> dict[str, object]:
    return {
        "description": one.title,
        "type": "pattern",
        "pattern": one.regex,
        "replaceGroups": [1],
        "redaction": {"method": "replace", "text": f"[{one.id}]"},
    }
