"""What does `redact` do once its arguments are read?"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from helcim_audit.errors import AuditError
from helcim_audit.masking import veil
from helcim_audit.redaction.files import Result, Workshop, beside
from helcim_audit.redaction.manifest import manifest
from helcim_audit.redaction.stream import from_pipe, redact_stream
from helcim_audit.rules import load


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; see `helcim-audit redact --help`."""

    paths: tuple[str, ...]
    output: str | None = None
    in_place: bool = False
    check: bool = False
    manifest: str | None = None
    stdin_name: str | None = None


def redact(request: Request) -> tuple[list[Result], int]:
    """Results in the order of the paths, and the exit code: 0 done or safe, 1 not safe (`check`), 3 something was refused."""
    _refuse_nonsense(request)
    workshop = Workshop(load())
    results = list(_results(request, workshop))
    if request.manifest:
        from helcim_audit.reports.output import write

        write(request.manifest, manifest(results))
    if request.check and any(result.masked for result in results):
        return results, 1
    return results, 3 if any(result.state == "refused" for result in results) else 0


def pipe(name: str) -> int:
    """Standard input to standard output, line by line as it comes. Returns how many secrets were hidden."""
    workshop = Workshop(load())
    redactor = workshop.redactor()
    redact_stream(from_pipe(sys.stdin.fileno()), _write_out, name, redactor, workshop.admit)
    return redactor.found.count


def _write_out(data: bytes) -> None:
    descriptor = sys.stdout.fileno()
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _results(request: Request, workshop: Workshop) -> Iterator[Result]:
    taken: set[str] = set()
    for path in request.paths:
        if request.check:
            yield workshop.check(path)
            continue
        if request.in_place:
            target = path
        elif request.output:
            target = os.path.join(request.output, os.path.basename(veil(path)))
        else:
            target = veil(beside(path))
        if target in taken:
            raise AuditError("two files would be written to the same place", path=veil(target), hint="redact them into different directories")
        taken.add(target)
        yield workshop.file(path, target)


def _refuse_nonsense(request: Request) -> None:
    if request.in_place + bool(request.output) + request.check > 1:
        raise AuditError("--output, --in-place and --check exclude each other")
    for path in request.paths:
        if not os.path.lexists(path):
            raise AuditError("no such file", path=veil(path), hint="check the path; nothing was written")
        if os.path.isdir(path):
            raise AuditError("a directory is not redacted", path=veil(path), hint="name its files")
        if request.in_place and os.path.islink(path):
            raise AuditError("a symbolic link is not written through", path=veil(path), hint="name the target itself")
    if request.output:
        if os.path.lexists(request.output) and not os.path.isdir(request.output):
            raise AuditError("the output is not a directory", path=veil(request.output))
        os.makedirs(request.output, exist_ok=True)


def lines(results: list[Result], check: bool) -> Iterator[str]:
    """What is said of each file, for people."""
    for result in results:
        secrets = len({one.id for one in result.masked})
        count = sum(one.count for one in result.masked)
        places = f"{secrets} secret{'s' if secrets != 1 else ''} in {count} place{'s' if count != 1 else ''}"
        if result.state == "refused":
            yield f"{result.path}: refused, {result.problem}"
        elif check:
            yield f"{result.path}: {'not safe, ' + places if result.masked else 'safe'}"
        elif result.masked:
            yield f"{result.path}: {places} masked -> {result.output}"
        else:
            yield f"{result.path}: nothing to mask" + (f" -> {result.output}" if result.output else "")
        for path, reason in result.notes:
            yield f"  {veil(path)}: {reason}"
