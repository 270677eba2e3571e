"""How is a compressed stream read: gzip, bzip2, xz, zlib, Zstandard?

Streams of several members one behind the other (rotated logs that were joined) are read to the end.
"""

import zlib
from collections.abc import Callable
from typing import Any

from helcim_audit.sources.containers.content import Capped, Readable

_IN = 1 << 18  # bytes read at once


def _zlib_like() -> Any:
    """ISA-L inflates about twice as fast, where it is installed."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib
    return isal_zlib


Maker = tuple[Callable[[], Any], tuple[type[Exception], ...]]


def decompressor(form: str) -> Maker:
    """What makes decompressors for `form`, and what they raise. Raises Capped, with what to install, where this Python has none."""
    if form == "gzip":
        fast = _zlib_like()
        return lambda: fast.decompressobj(31), (fast.error, zlib.error)
    if form in ("zlib", "deflate"):
        bits = 15 if form == "zlib" else -15
        return lambda: zlib.decompressobj(bits), (zlib.error,)
    if form == "bzip2":
        import bz2

        return bz2.BZ2Decompressor, (OSError, ValueError)
    if form == "xz":
        import lzma

        return lambda: lzma.LZMADecompressor(memlimit=1 << 28), (lzma.LZMAError,)
    return _zstandard()


def _zstandard() -> Maker:
    try:
        from compression import zstd  # Python 3.14
    except ImportError:
        try:
            from backports import zstd
        except ImportError:
            raise Capped("Zstandard is not understood here: install helcim-audit[zstd]") from None
    return zstd.ZstdDecompressor, (zstd.ZstdError,)


class Inflated:
    """What a compressed stream holds. Raises EOFError where it is cut short, and ValueError where it is damaged.

    one: only the first member, for a stream inside of an archive.
    """

    def __init__(self, source: Readable, form: str, one: bool = False) -> None:
        self._source = source
        self._make, self._errors = decompressor(form)
        self._one = one or form == "zlib"
        self._current: Any = None
        self._input = b""
        self._members = 0
        self._silent = True  # the current member has given nothing yet
        self._done = False

    def read(self, size: int, /) -> bytes:
        while not self._done:
            if self._current is None and not self._begin():
                break
            current = self._current
            tail = getattr(current, "unconsumed_tail", b"")
            if not tail and not self._input and getattr(current, "needs_input", True):
                self._input = self._source.read(_IN)
                if not self._input:
                    raise EOFError
            try:
                piece: bytes = current.decompress(tail or self._input, size)
            except self._errors:
                if self._members > 1 and self._silent:
                    break  # no member but something that was appended
                raise ValueError("damaged") from None
            self._input = b""
            if current.eof:
                self._input = current.unused_data
                self._current = None
                self._done = self._one
            if piece:
                self._silent = False
                return piece
        self._done = True
        return b""

    def _begin(self) -> bool:
        """The next member, behind the zeros that pad tapes; False where there is none."""
        while not self._input.lstrip(b"\0"):
            self._input = self._source.read(_IN)
            if not self._input:
                if not self._members:
                    raise EOFError
                return False
        self._input = self._input.lstrip(b"\0")
        self._current = self._make()
        self._members += 1
        self._silent = True
        return True
