"""What is a regular expression before it is used? Its text: to compile all of them takes a third of the hook's time, and a run needs one in four."""

import re
from typing import Any, AnyStr, cast

_PARTS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern", "flags", "groups", "groupindex")


class _Regex:
    """Compiled at the first use of a part of it; from then on each part is found as quickly as that of a pattern."""

    __slots__ = (*_PARTS, "_flags", "_text")

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _PARTS:  # asked for by `copy`, `pickle` or a debugger
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for part in _PARTS:
            setattr(self, part, getattr(compiled, part))
        return getattr(compiled, name)


def regex(text: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """Like `re.compile`, later: for the constants of modules. What is wrong in `text` is told by the tests, which compile all."""
    return cast("re.Pattern[AnyStr]", _Regex(text, flags))
