"""Find exposed Helcim secrets in code, git history, payloads and logs.

The public names are loaded when they are first used, since the command line needs none of them; see docs/library.md.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.api import redact, scan, scan_text
    from helcim_audit.errors import AuditError, UnreadableError
    from helcim_audit.model import Finding, Report
    from helcim_audit.redaction.logs import RedactingFilter, redact_processor

__all__ = ["AuditError", "Finding", "RedactingFilter", "Report", "UnreadableError", "__version__", "redact", "redact_processor", "scan", "scan_text"]

_HOMES = {
    "AuditError": "errors",
    "Finding": "model",
    "RedactingFilter": "redaction.logs",
    "Report": "model",
    "UnreadableError": "errors",
    "redact": "api",
    "redact_processor": "redaction.logs",
    "scan": "api",
    "scan_text": "api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'helcim_audit' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"helcim_audit.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
