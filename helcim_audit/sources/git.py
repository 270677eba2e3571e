"""How is git asked without running anything that a repository brings along?

Plumbing only, with every configured program switched off (architecture: "Reading git"). All calls of git
go through here. `subprocess` alone takes longer to import than git takes to answer, so processes are
spawned directly where the platform can.
"""

import os

from helcim_audit.errors import UnreadableError

_OPTIONS = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.attributesFile=/dev/null",
    "-c", "core.excludesFile=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "safe.bareRepository=explicit",
    "-c", "protocol.allow=never",
    "-c", "diff.external=",
    "-c", "submodule.recurse=false",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_ASKPASS": "true",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
# What a hook's environment tells git about the repository it runs for; all other GIT_ variables are dropped.
_KEPT = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_CEILING_DIRECTORIES"))


_trusted: list[str] = []  # options that name the directories which the user's own configuration calls safe


def environment() -> dict[str, str]:
    """The process's environment as git may see it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
    env.update(_ENVIRONMENT)
    return env


class GitError(UnreadableError):
    """git refused; `code` is its exit status. The message is git's own first line, free of contents."""

    def __init__(self, message: str, code: int, **more: str) -> None:
        super().__init__(message, **more)  # type: ignore[arg-type]
        self.code = code


def run(arguments: list[str], cwd: str | bytes = ".", stdin: bytes = b"") -> bytes:
    """Standard output of `git ARGUMENTS`. Raises GitError, explained, when git fails or is missing."""
    base = ["git", "-C", os.fsdecode(cwd), *_OPTIONS]
    code, out, err = _spawn([*base, *_trusted, *arguments], stdin)
    if code and b"dubious ownership" in err and not _trusted:
        # The user's own configuration, which is otherwise not read, may say that the directory is safe.
        for scope in ("--global", "--system"):
            _, known, _ = _spawn(["git", "config", scope, "-z", "--get-all", "safe.directory"], b"", own_configuration=True)
            _trusted.extend(option for name in known.split(b"\0") if name for option in ("-c", f"safe.directory={os.fsdecode(name)}"))
        if _trusted:
            code, out, err = _spawn([*base, *_trusted, *arguments], stdin)
    if code:
        raise explain(err.decode("utf-8", "replace"), code, os.fsdecode(cwd))
    return out


def explain(stderr: str, code: int, cwd: str) -> GitError:
    """What git's complaint means for a scan, and what mends it."""
    first = next((line for line in stderr.splitlines() if line.strip()), "no message")
    first = first.removeprefix("fatal: ").removeprefix("error: ")[:300]
    if "dubious ownership" in stderr:
        return GitError(
            f"git refuses {cwd}: the repository belongs to another user, so nothing was scanned", code,
            hint=f"if you trust it, run: git config --global --add safe.directory {os.path.abspath(cwd)}",
        )
    if "not a git repository" in stderr:
        return GitError(f"{cwd} is not inside a git repository", code, hint="run this in a repository, or scan files without --staged, --diff or --history")
    if "bare repository" in stderr and "safe.bareRepository" in stderr:
        return GitError(f"{cwd} is a bare repository that git was not told to use", code, hint="name it with GIT_DIR")
    return GitError(f"git failed in {cwd}: {first}", code)


def _spawn(command: list[str], stdin: bytes, own_configuration: bool = False) -> tuple[int, bytes, bytes]:
    env = dict(os.environ) if own_configuration else environment()
    if not hasattr(os, "posix_spawnp"):
        import subprocess

        try:
            done = subprocess.run(command, input=stdin, capture_output=True, env=env, check=False)
        except FileNotFoundError:
            raise _missing() from None
        return done.returncode, done.stdout, done.stderr
    out_read, out_write = os.pipe()
    err_read, err_write = os.pipe()
    in_read, in_write = os.pipe()
    actions = [
        (os.POSIX_SPAWN_DUP2, in_read, 0),
        (os.POSIX_SPAWN_DUP2, out_write, 1),
        (os.POSIX_SPAWN_DUP2, err_write, 2),
        *((os.POSIX_SPAWN_CLOSE, fd) for fd in (in_read, in_write, out_read, out_write, err_read, err_write)),
    ]
    try:
        pid = os.posix_spawnp(command[0], command, env, file_actions=actions)
    except FileNotFoundError:
        for fd in (in_read, in_write, out_read, out_write, err_read, err_write):
            os.close(fd)
        raise _missing() from None
    for fd in (in_read, out_write, err_write):
        os.close(fd)
    out, err = _exchange(in_write, stdin, out_read, err_read)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), out, err


def _missing() -> GitError:
    return GitError("git is not installed or not on PATH", 127, hint="install git, or use --no-ignore")


def _exchange(to: int, data: bytes, out: int, err: int) -> tuple[bytes, bytes]:
    """Write all of `data` and read both streams to their ends, without waiting on one while another is full."""
    import select

    collected: dict[int, list[bytes]] = {out: [], err: []}
    reading = {out, err}
    view = memoryview(data)
    writing = bool(data)
    if not writing:
        os.close(to)
    else:
        os.set_blocking(to, False)
    while reading:
        ready, free, _ = select.select(list(reading), [to] if writing else [], [])
        if free:
            try:
                view = view[os.write(to, view[: 1 << 16]) :]
            except BlockingIOError:
                pass
            except BrokenPipeError:
                view = view[:0]
            if not view:
                os.close(to)
                writing = False
        for fd in ready:
            chunk = os.read(fd, 1 << 20)
            if chunk:
                collected[fd].append(chunk)
            else:
                reading.discard(fd)
                os.close(fd)
    if writing:
        os.close(to)
    return b"".join(collected[out]), b"".join(collected[err])


def top_level(cwd: str | bytes = ".") -> bytes | None:
    """The root of the work tree around `cwd`, or None outside of git. Other refusals raise GitError."""
    try:
        out = run(["rev-parse", "--show-toplevel"], cwd)
    except GitError as error:
        if "not inside a git repository" in error.message or "must be run in a work tree" in error.message:
            return None
        raise
    return out.rstrip(b"\n") or None


def blobs(ids: list[bytes], cwd: str | bytes = ".") -> list[bytes | None]:
    """Contents of objects, in order; None for one that the repository does not have."""
    if not ids:
        return []
    out = run(["cat-file", "--batch", "--buffer"], cwd, b"".join(name + b"\n" for name in ids))
    contents: list[bytes | None] = []
    at = 0
    for _ in ids:
        line = out.index(b"\n", at)
        head = out[at:line]
        at = line + 1
        if head.endswith(b" missing") or head.endswith(b" ambiguous"):
            contents.append(None)
            continue
        size = int(head.rsplit(b" ", 1)[1])
        contents.append(out[at : at + size])
        at += size + 1
    return contents
