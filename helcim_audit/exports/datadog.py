"""Log processing rules for the Datadog Agent: they mask before a line leaves the machine."""

from helcim_audit.exports.portable import PORTABLE, Portable, comments, remarks
from helcim_audit.rules import Catalogue


def render(catalogue: Catalogue) -> str:
    extra = ["For datadog.yaml (`logs_config.processing_rules`) or one integration (`log_processing_rules`).", "The Agent cannot measure entropy; the pattern of the API token may mask other strings of its shape."]
    return comments([*remarks(catalogue), *extra]) + "logs_config:\n  processing_rules:\n" + "".join(map(_rule, PORTABLE))


def _rule(one: Portable) -> str:
    # What stands before and after is put back; the secret is not.
    pattern = f"({one.before}){one.secret}({one.after})"
    lines = [
        "    - type: mask_sequences",
        f"      name: {one.id}",
        f"      replace_placeholder: '${{1}}[{one.id}]${{2}}'",
        "      pattern: '" + pattern.replace("'", "''") + "'",
    ]
    return "\n".join(lines) + "\n"
