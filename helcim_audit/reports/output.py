"""How is a report written so that a reader never sees half of it, and nobody is led astray by a link?"""

import os
import sys
import tempfile

from helcim_audit.errors import AuditError


def check(*paths: str) -> None:
    """Refuse, before a long scan, what could not be written after it. Raises AuditError."""
    for path in paths:
        if path == "-":
            raise AuditError("a further report needs a file of its own", path=path, hint="--format writes to standard output")
        if os.path.islink(path):
            raise AuditError("the output path is a symbolic link; it is not written through", path=path, hint="name the target itself")
        if os.path.isdir(path):
            raise AuditError("the output path is a directory", path=path, hint="name a file in it")
        folder = os.path.dirname(os.path.abspath(path))
        if not os.path.isdir(folder):
            raise AuditError("cannot write the report: its directory does not exist", path=path)
        if not os.access(folder, os.W_OK):
            raise AuditError("cannot write the report: its directory is not writable", path=path)
    names = [os.path.abspath(path) for path in paths]
    if twice := next((path for path, name in zip(paths, names, strict=True) if names.count(name) > 1), None):
        raise AuditError("two reports would be written to the same file", path=twice)


def write(path: str, text: str) -> None:
    """Write atomically. Raises AuditError for a symbolic link, a directory, or a place that is not writable."""
    check(path)
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe, /dev/null: replacing it would take it away
        _straight(path, text)
        return
    folder = os.path.dirname(os.path.abspath(path))
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".helcim-audit-", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise AuditError(f"cannot write the report: {error.strerror}", path=path) from None


def put(text: str, output: str | None) -> None:
    """Write to a file, or to standard output. Raises AuditError."""
    write(output, text) if output else show(text)


def _straight(path: str, text: str) -> None:
    try:
        with open(path, "wb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise AuditError(f"cannot write the report: {error.strerror}", path=path) from None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def show(text: str) -> None:
    """Write to standard output. Raises AuditError where it is closed or full: that is no verdict on what was scanned."""
    try:
        if sys.stdout is None:
            raise OSError(0, "it is closed")
        # Bytes: a terminal's encoding must not decide whether a report can be written.
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer would fail again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise AuditError(f"cannot write to standard output: {error.strerror}") from None
