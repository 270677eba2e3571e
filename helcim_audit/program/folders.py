"""Which directories is a file in?"""

import posixpath
from collections.abc import Iterator


def above(path: str) -> Iterator[str]:
    """The directories that a path stands in, the nearest first: up to "", or to "/" of a path that is absolute."""
    while path not in ("", "/", "//"):
        path = posixpath.dirname(path)
        yield path
