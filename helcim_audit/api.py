"""What can a Python program ask? The public names of `helcim_audit`; everything else may change."""

import datetime
import os

from helcim_audit.commands import scan as command
from helcim_audit.engine import Settings, run
from helcim_audit.model import Report
from helcim_audit.redaction.text import redact_text
from helcim_audit.rules import load
from helcim_audit.sources.memory import Memory

Path = str | os.PathLike[str]


def scan(
    *paths: Path,
    staged: bool = False,
    history: str | None = None,
    diff: str | None = None,
    no_ignore: bool = False,
    no_ignores: bool = False,
    config: Path | None = None,
    baseline: Path | None = None,
    jobs: int = 1,
) -> Report:
    """Scan files and directories (default: the current one) as `helcim-audit scan` does, and return its report.

    staged, history, diff, no_ignore, no_ignores, config, baseline: as the options of the command.
    jobs: worker processes; with 1, the default, no process is forked, which a program with threads needs.
    Raises AuditError for wrong use or a broken configuration, and its kind UnreadableError where what was
    asked for could not be read at all; what could not be read in part is in `Report.incomplete`.
    """
    request = command.Request(
        paths=tuple(os.fspath(path) for path in paths) or (".",),
        staged=staged,
        history=history,
        diff=diff,
        no_ignore=no_ignore,
        no_ignores=no_ignores,
        config=os.fspath(config) if config is not None else None,
        baseline=os.fspath(baseline) if baseline is not None else None,
        jobs=jobs,
    )
    return command.scan(request).report


def scan_text(text: str | bytes, name: str = "text") -> Report:
    """Scan a text that no file holds. Its `name` tells the format, as a file's would: ".env", "pay.py", "app.log"."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return run(Memory({name: data}), Settings(load(), datetime.date.today()))


def redact(text: str, name: str = "helcim.log") -> str:
    """The same text, of the same length, with every Helcim secret in it masked to its last four characters.

    Raises AuditError where something could not be masked; the text must then not be shared.
    """
    return redact_text(text, name)
