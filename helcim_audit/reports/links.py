"""Where can a person read more about a rule?

The pages of the documentation are hosted by whoever runs the tool, so their address is not known here:
HELCIM_AUDIT_DOCS_URL names it, and the reports that can carry links then do.
"""

import os

from helcim_audit.lazy import regex

VARIABLE = "HELCIM_AUDIT_DOCS_URL"
_URL = regex(r"https?://[A-Za-z0-9.\-]+(?::\d+)?(?:/[A-Za-z0-9._~%\-]*)*\Z")


def site() -> str | None:
    """The address of the documentation, or None where none (or no plain http address) is named."""
    base = os.environ.get(VARIABLE, "")
    return base.rstrip("/") + "/" if _URL.match(base) else None


def rule_page(rule: str) -> str | None:
    """The address of the rule's page there."""
    base = site()
    return f"{base}rules/{rule}/" if base else None
