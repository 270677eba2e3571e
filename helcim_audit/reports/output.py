"""How is a report written so that a reader never sees half of it, and nobody is led astray by a link?"""

import os
import sys
import tempfile

from helcim_audit.errors import AuditError


def write(path: str, text: str) -> None:
    """Write atomically. Raises AuditError for a symbolic link, a directory, or a place that is not writable."""
    if os.path.islink(path):
        raise AuditError("the output path is a symbolic link; it is not written through", path=path, hint="name the target itself")
    if os.path.isdir(path):
        raise AuditError("the output path is a directory", path=path, hint="name a file in it")
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe, /dev/null, /dev/stderr: replacing it would take it away
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


def put(text: str, output: str | None) -> None:
    """Write to a file, or to standard output."""
    if output:
        write(output, text)
        return
    # Bytes: a terminal's encoding must not decide whether a report can be written.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
