"""What did somebody decide, in the file itself, not to hear of?

`helcim-audit: ignore[rule-id] reason` in a real comment, on the finding's line or the line above. What looks
like one inside a string is text. A directive without a reason, with an unknown rule or past its date hides
nothing and is reported.
"""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

from helcim_audit.errors import quoted
from helcim_audit.filetypes import identify
from helcim_audit.lazy import regex
from helcim_audit.model import Document, Span, Suppressed

_DIRECTIVE = regex(r"helcim-audit:[ \t]*ignore(?:\[([^\]\n]*)\])?[ \t]*([^\n]*)")
_UNTIL = regex(r"\buntil=(\S+)")
_DATE = regex(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Directive:
    """One suppression. `problem` says why it cannot hide anything, or is ""."""

    rules: tuple[str, ...]
    reason: str
    until: str | None
    line: int
    span: Span
    problem: str = ""

    def covers(self, rule: str, line: int) -> bool:
        return not self.problem and rule in self.rules and line in (self.line, self.line + 1)

    @property
    def suppressed(self) -> Suppressed:
        return Suppressed("inline", self.reason, self.until)


def directives(document: Document, known: Collection[str], today: datetime.date, shown: str | None = None) -> list[Directive]:
    """Every directive in a comment of `document`, in order.

    shown: the masked text, of the same length. Reasons go into reports, so they are taken from it: people write
    the old token into the reason.
    """
    text = document.text
    if "helcim-audit:" not in text:
        return []
    hits = list(_DIRECTIVE.finditer(text))
    if not hits:
        return []
    from helcim_audit.comments import comments  # many patterns; few documents need them

    ranges = comments(text, document.path, identify(document.path, text[:200]).language, hits[-1].end())
    found = []
    for hit in hits:
        end = next((end for start, end in ranges if start <= hit.start() < end), None)
        if end is not None:
            found.append(_read(document, hit, (shown or text)[hit.start(2) : min(hit.end(2), end)], known, today))
    return found


def _read(document: Document, hit: re.Match[str], reason: str, known: Collection[str], today: datetime.date) -> Directive:
    rules = tuple(part.strip() for part in (hit[1] or "").split(",") if part.strip())
    reason = reason.strip()
    until = None
    problem = ""
    if dated := _UNTIL.search(reason):
        until = dated[1]
        reason = _UNTIL.sub("", reason).strip()
        try:
            if not _DATE.match(until):
                raise ValueError
            if datetime.date.fromisoformat(until) < today:
                problem = f"it expired on {until}"
        except ValueError:
            problem = "until= is no date of the form YYYY-MM-DD"
    unknown = [rule for rule in rules if rule not in known]
    if not rules:
        problem = "it names no rule: write ignore[rule-id] reason"
    elif unknown:
        problem = f"there is no rule {quoted(unknown[0])}"
    elif not reason:
        problem = "it gives no reason"
    return Directive(rules, reason, until, document.position(hit.start())[0], Span(*hit.span()), problem)
