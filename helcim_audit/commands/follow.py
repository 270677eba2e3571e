"""What does `scan --follow` do: report what a log shows while it grows?"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from helcim_audit.commands.scan import Request, scope
from helcim_audit.engine import run
from helcim_audit.model import SEVERITIES, Document, Finding, Report
from helcim_audit.sources.growing import Growing
from helcim_audit.sources.protocol import Tally

_PAUSE = 0.25  # seconds between two looks
_REMEMBERED = 20_000  # findings; older ones cannot be met again


class _One:
    """A single document as a source."""

    def __init__(self, document: Document) -> None:
        self.tally = Tally()
        self._document = document

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        self.tally.add(len(self._document.data))
        if admit(self._document.data):
            yield self._document

    def split(self, parts: int) -> Sequence[Any]:  # noqa: ARG002 - one document has one reader
        return [self]

    def paths(self) -> Collection[str]:
        return [self._document.path]

    def document(self, path: str) -> Document | None:  # noqa: ARG002 - nothing stands beside it
        return None


def follow(request: Request, wait: Callable[[], bool]) -> Iterator[tuple[Report, bool]]:
    """A report for each batch of lines with something new in it, and whether that is severe enough to fail."""
    from helcim_audit.prefilter import Prefilter

    settings, fail_on = scope(request)
    enough = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    seen: OrderedDict[tuple[object, ...], None] = OrderedDict()
    admits = Prefilter(settings.catalogue.keywords).admits
    for document in Growing(request.paths[0], wait).documents(admits):
        report = run(_One(document), settings)
        fresh = tuple(found for found in report.findings if _is_new(found, seen))
        if fresh:
            yield Report(fresh, report.coverage), any(found.suppressed is None and found.severity in enough for found in fresh)


def _is_new(found: Finding, seen: OrderedDict[tuple[object, ...], None]) -> bool:
    key = (found.start, found.end, found.rule, found.fingerprint)
    if key in seen:
        return False
    seen[key] = None
    if len(seen) > _REMEMBERED:
        seen.popitem(last=False)
    return True


def pause() -> bool:
    time.sleep(_PAUSE)
    return True


def lines(report: Report) -> Iterator[str]:
    """One line for each finding, for a person who watches."""
    for found in report.findings:
        if found.suppressed is None:
            secret = f" {found.secret.masked} ({found.secret.id})" if found.secret else ""
            yield f"{found.severity.upper()} {found.rule}  {found.path}:{found.start.line}:{found.start.column}{secret}"

