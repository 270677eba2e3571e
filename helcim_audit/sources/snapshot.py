"""What does a file say in a commit?"""

from __future__ import annotations

import os

from helcim_audit.errors import AuditError
from helcim_audit.sources.git import blobs
from helcim_audit.sources.ranges import tree_entry

_LINK = b"120000"


class Snapshot:
    """The tree of one commit, by paths from its root."""

    def __init__(self, cwd: str, commit: bytes) -> None:
        self.cwd = cwd
        self.commit = commit

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises AuditError for a link: it would lead out of the commit."""
        path = os.path.normpath(path).replace(os.sep, "/")
        entry = tree_entry(self.cwd, self.commit, path)
        if entry is None:
            return None
        if entry[0] == _LINK:
            raise AuditError("the file is a symbolic link; a commit's policy is not followed out of it", path=path)
        return blobs([entry[1]], self.cwd)[0]
