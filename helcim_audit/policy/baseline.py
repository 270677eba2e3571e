"""Which findings were known when the tool was adopted?

One entry a line, sorted, without times or line numbers, so that git merges it by lines. An entry is the
finding's fingerprint, which knows the value and not the place: a moved file stays matched, another secret on
the same line is new.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from helcim_audit.errors import AuditError
from helcim_audit.model import Finding

NAME = ".helcim-audit-baseline.json"


@dataclass(frozen=True, slots=True)
class Baseline:
    path: str
    salt: str
    entries: dict[str, str]  # fingerprint -> rule


def render(findings: Iterable[Finding], salt: str) -> str:
    """The text of a baseline that accepts `findings`."""
    rows = sorted({(f.rule, f.fingerprint, f.secret.masked if f.secret else "") for f in findings})
    lines = [json.dumps({"rule": rule, "fingerprint": mark, "masked": masked}) for rule, mark, masked in rows]
    body = ",\n".join(lines)
    return f'{{"version": 1, "salt": {json.dumps(salt)}, "findings": [\n{body}{chr(10) if body else ""}]}}\n'


def load(path: str) -> Baseline:
    """Raises AuditError for a file that is missing or not a baseline."""
    try:
        with open(path, "rb") as file:
            return parse(file.read(), path)
    except OSError as error:
        raise AuditError(f"cannot read the baseline: {error.strerror}", path=path) from None


def parse(raw: bytes, path: str) -> Baseline:
    """The baseline that stands in a file. Raises AuditError."""
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise AuditError("the baseline is not valid JSON", path=path, line=getattr(error, "lineno", None), hint="write it anew with `helcim-audit baseline create`") from None
    if not isinstance(data, dict) or data.get("version") != 1 or not isinstance(data.get("findings"), list) or not isinstance(data.get("salt"), str):
        raise AuditError("the file is no baseline of version 1", path=path, hint="write it anew with `helcim-audit baseline create`")
    entries = {}
    for number, entry in enumerate(data["findings"]):
        if not isinstance(entry, dict) or not isinstance(entry.get("rule"), str) or not isinstance(entry.get("fingerprint"), str):
            raise AuditError(f"entry {number + 1} lacks rule or fingerprint", path=path, line=number + 2)
        entries[entry["fingerprint"]] = entry["rule"]
    return Baseline(path, data["salt"], entries)
