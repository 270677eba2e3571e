"""Which findings were known when the tool was adopted, and what did people say of them since?

One entry a line, sorted, without times or line numbers, so that git merges it by lines; after a union merge, which
may leave a comma too few or an entry twice, it is still read. An entry is the finding's fingerprint, which knows the
value and not the place: a moved file stays matched, another secret on the same line is new.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helcim_audit.errors import AuditError
from helcim_audit.lazy import regex
from helcim_audit.model import Finding

NAME = ".helcim-audit-baseline.json"
_HINT = "write it anew with `helcim-audit baseline create`"
_HEAD = regex(r'\{"version": 1, "salt": ("(?:[^"\\]|\\.)*"), "findings": \[\Z')
_KEYS = ("rule", "fingerprint", "masked", "id", "real", "reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. `id`: of its secret, or "". `real`: what a person said of it; None: not asked yet."""

    rule: str
    fingerprint: str
    masked: str = ""
    id: str = ""
    real: bool | None = None
    reason: str = ""

    @property
    def said(self) -> str:
        """For reports: why the finding does not fail."""
        if self.real is None:
            return "known when the baseline was made"
        what = "known, and still to be replaced" if self.real else "looked at, and no secret"
        return f"{what}: {self.reason}" if self.reason else what


@dataclass(frozen=True, slots=True)
class Baseline:
    path: str
    salt: str
    entries: Mapping[str, Entry] = field(default_factory=dict)  # by fingerprint


def entry_of(found: Finding) -> Entry:
    return Entry(found.rule, found.fingerprint, found.secret.masked if found.secret else "", found.secret.id if found.secret else "")


def render(entries: Iterable[Entry], salt: str) -> str:
    """The text of a baseline; equal entries stand once."""
    unique = {entry.fingerprint: entry for entry in entries}
    lines = [json.dumps(_row(entry)) for entry in sorted(unique.values(), key=lambda entry: (entry.rule, entry.fingerprint))]
    body = ",\n".join(lines)
    return f'{{"version": 1, "salt": {json.dumps(salt)}, "findings": [\n{body}{chr(10) if body else ""}]}}\n'


def _row(entry: Entry) -> dict[str, object]:
    row: dict[str, object] = {"rule": entry.rule, "fingerprint": entry.fingerprint, "masked": entry.masked}
    if entry.id:
        row["id"] = entry.id
    if entry.real is not None:
        row["real"] = entry.real
    if entry.reason:
        row["reason"] = entry.reason
    return row


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
        text = raw.decode("utf-8")
        data = _merged(text) or json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        if b"<<<<<<<" in raw:
            raise AuditError("the baseline has a merge conflict", path=path, line=raw[: raw.index(b"<<<<<<<")].count(b"\n") + 1, hint="keep the entries of both sides") from None
        raise AuditError("the baseline is not valid JSON", path=path, line=line, hint=_HINT) from None
    if not isinstance(data, dict) or data.get("version") != 1 or not isinstance(data.get("findings"), list) or not isinstance(data.get("salt"), str):
        raise AuditError("the file is no baseline of version 1", path=path, hint=_HINT)
    entries: dict[str, Entry] = {}
    for number, row in enumerate(data["findings"]):
        entry = _entry(row, path, number + 2)
        known = entries.get(entry.fingerprint)
        # Merged from two branches: what one of them said of it stands; that it is real weighs more.
        if known is None or known.real is None or entry.real:
            entries[entry.fingerprint] = entry
    return Baseline(path, data["salt"], entries)


def _merged(text: str) -> dict[str, Any] | None:
    """A file of ours read line by line, whatever a merge did to its commas; None for any other."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or lines[-1] != "]}" or not (head := _HEAD.match(lines[0])):
        return None
    return {"version": 1, "salt": json.loads(head[1]), "findings": [json.loads(line.removesuffix(",")) for line in lines[1:-1]]}


def _entry(row: object, path: str, line: int) -> Entry:
    if not isinstance(row, dict) or not isinstance(row.get("rule"), str) or not isinstance(row.get("fingerprint"), str):
        raise AuditError(f"entry {line - 1} lacks rule or fingerprint", path=path, line=line)
    real = row.get("real")
    texts = [row.get(key, "") for key in ("masked", "id", "reason")]
    if set(row) - set(_KEYS) or not (real is None or isinstance(real, bool)) or not all(isinstance(text, str) for text in texts):
        raise AuditError(f"entry {line - 1} has a key or a value that is not known", path=path, line=line, hint=f"known keys: {', '.join(_KEYS)}")
    return Entry(row["rule"], row["fingerprint"], texts[0], texts[1], real, texts[2])
