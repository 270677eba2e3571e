"""Which documents stand inside of a file: an archive, a compressed log, an office file, a PDF, a database, a mail?

In memory and within limits. What is not read, and why, is said for each member.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helcim_audit.model import Document, Origin, Skipped
    from helcim_audit.sources.containers.content import Limits
    from helcim_audit.sources.windows import Resumed

# First two bytes of what may be a container; files whose first bytes differ are told by `kind` alone.
STARTS = frozenset((b"PK", b"\x1f\x8b", b"BZ", b"\xfd7", b"(\xb5", b"%P", b"SQ", b"x\x01", b"x\x9c", b"x\xda", b"7z", b"Ra", b"PA"))
_PICTURES = frozenset((b"\x89P", b"\xff\xd8", b"RI", b"GI"))
OPENED = STARTS | _PICTURES
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"(\xb5/\xfd", "zstandard"),
    (b"%PDF-", "pdf"),
    (b"SQLite format 3\0", "sqlite"),
    (b"x\x01", "zlib"),
    (b"x\x9c", "zlib"),
    (b"x\xda", "zlib"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "rar archive"),
    (b"PACK\0\0\0", "git pack"),
)
_BZIP2 = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")
_MAIL = (".eml", ".mbox", ".mbx")
_STREAMS = frozenset(("gzip", "bzip2", "xz", "zstandard", "zlib"))
_READ = _STREAMS | {"zip", "tar", "pdf", "sqlite", "mail", "image"}
_SUFFIX = {"gzip": (".gz", ".z", ".gzip"), "bzip2": (".bz2", ".bz"), "xz": (".xz", ".lzma"), "zstandard": (".zst", ".zstd"), "zlib": (".zlib", ".zz")}
_TARS = (".tgz", ".tbz", ".tbz2", ".txz", ".tzst")


def kind(head: bytes, name: str) -> str | None:
    """What holds other bytes, told by the first 512: a form that is read here, the name of one that is not, or None."""
    if head[:2] in STARTS:
        for magic, form in _MAGIC:
            if head.startswith(magic):
                return form if form != "zlib" or _inflates(head) else None
        if head[:3] == b"BZh" and head[4:10] in _BZIP2:
            return "bzip2"
    # A program that makes tar files names the magic too, now and then at the very place where tar files have it.
    if (head[257:263] in (b"ustar\0", b"ustar ") and b"\0" in head[:257]) or (name.endswith(".tar") and head[:1] not in (b"", b"\0")):
        return "tar"
    return "mail" if name.endswith(_MAIL) else None


def is_picture(head: bytes) -> bool:
    """PNG, JPEG, GIF or WebP."""
    return head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def opened(head: bytes, name: str) -> str | None:
    """Like `kind`; also "image" for a picture, where text in pictures can be read. That takes a second or more for each."""
    if head[:2] in _PICTURES and is_picture(head):
        from helcim_audit.screenshots.ocr import installed

        return "image" if installed() else None
    return kind(head, name)


def _inflates(head: bytes) -> bool:
    import zlib

    try:
        return bool(zlib.decompressobj().decompress(head[:512], 4096))
    except zlib.error:
        return False


def members(
    path: str,
    form: str,
    data: bytes | Resumed,
    admit: Callable[[bytes], bool],
    count: Callable[[int], None],
    *,
    origin: Origin | None = None,
    asked: bool = False,
    limits: Limits | None = None,
) -> Iterator[Document | Skipped]:
    """The documents inside of the file at `path`, which is of the kind `form`, and the file itself where that shows more.

    data: the file's bytes, or a descriptor that is read to its end (and not closed). count: is told
    the size of each member. origin: given to all of them instead of `Member`. asked: whether the user named
    the file, so that a form that is not understood is something that was not read.
    """
    if form not in _READ:
        from helcim_audit.model import Skipped

        yield Skipped(path, f"{form}: what it compresses is not read", failed=asked)
        yield from _plain(path, data, admit, count, origin)
        return
    from helcim_audit.sources.containers.content import Limits
    from helcim_audit.sources.containers.unpack import Unpacker

    unpacker = Unpacker(path, admit, count, origin, limits or Limits())
    if isinstance(data, bytes):
        import io

        yield from unpacker.outermost(form, io.BytesIO(data), len(data))
    elif size := data.rewound():
        with os.fdopen(os.dup(data.fd), "rb") as file:
            yield from unpacker.outermost(form, file, size)
    else:
        yield from unpacker.stream(form, data)


def _plain(path: str, data: bytes | Resumed, admit: Callable[[bytes], bool], count: Callable[[int], None], origin: Origin | None) -> Iterator[Document]:
    from helcim_audit.model import Document, Worktree
    from helcim_audit.sources.windows import Windows

    if not isinstance(data, bytes):
        yield from Windows(data.read, path, count, origin).documents(admit)
        return
    count(len(data))
    if admit(data):
        yield Document(path, data, origin or Worktree())


def inner_name(path: str, form: str) -> str:
    """What a compressed stream's content is called: `app.log.gz` holds `app.log`, `x.tgz` holds `x.tar`."""
    name = path.rpartition("/")[2]
    lowered = name.lower()
    if lowered.endswith(_TARS):
        return name[: name.rfind(".")] + ".tar"
    for suffix in _SUFFIX.get(form, ()):
        if lowered.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name
