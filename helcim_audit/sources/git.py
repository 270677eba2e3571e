"""How is git asked without running anything that a repository brings along?

Plumbing only, with every configured program switched off (architecture: "Reading git"). All calls of git
go through here. `subprocess` alone takes longer to import than git takes to answer, so processes are
spawned directly where the platform can.
"""

import os

from helcim_audit.errors import UnreadableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess

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
    "-c", "advice.graftFileDeprecated=false",
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


_tops: dict[tuple[str, str, str], bytes] = {}  # what was answered before: a spawn costs milliseconds
_trusted: list[str] = []  # options that name the directories which the user's own configuration calls safe


def environment(ambient: bool = True) -> dict[str, str]:
    """The process's environment as git may see it; without what a hook is told about its repository if not `ambient`."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or (ambient and key in _KEPT)}
    env.update(_ENVIRONMENT)
    return env


class GitError(UnreadableError):
    """git refused; `code` is its exit status. The message is git's own first line, free of contents.

    `kind`: "outside" (no repository here), "bare" (one without a work tree), "missing" (no git), "owner", or "".
    """

    def __init__(self, message: str, code: int, hint: str | None = None, kind: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.kind = kind


def run(arguments: list[str], cwd: str | bytes = ".", stdin: bytes = b"", ambient: bool = True) -> bytes:
    """Standard output of `git ARGUMENTS`. Raises GitError, explained, when git fails or is missing.

    ambient: whether GIT_DIR, GIT_INDEX_FILE and their like apply. They do for the repository whose hook runs us,
        not for one that merely stands at a path.
    """
    return ask(arguments, cwd, stdin, ambient)[0]


def ask(arguments: list[str], cwd: str | bytes = ".", stdin: bytes = b"", ambient: bool = True) -> tuple[bytes, str]:
    """Like `run`, with git's warnings: it exits 0 although it could not open a directory."""
    env = environment(ambient)
    code, out, err = _spawn([*command(cwd), *arguments], stdin, env)
    if code and _foreign(err) and not _trusted and _trust():
        code, out, err = _spawn([*command(cwd), *arguments], stdin, env)
    said = err.decode("utf-8", "surrogateescape")
    if code:
        raise explain(said, code, os.fsdecode(cwd))
    return out, said


def configured(key: str, cwd: str) -> tuple[str, str] | None:
    """(scope, value) of a setting as the user's own git sees it, system and user configuration included; for `doctor`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_TRACE")}
    code, out, _ = _spawn([_executable(), "-C", cwd, "config", "-z", "--show-scope", "--get", key], b"", env)
    if code:
        return None
    scope, _, value = out.partition(b"\0")
    return os.fsdecode(scope), os.fsdecode(value.removesuffix(b"\0"))


class GitDir(str):
    """A directory that is a repository itself, without a work tree. git would not use one that it only comes across."""

    __slots__ = ()


def command(cwd: str | bytes) -> list[str]:
    """The beginning of every call of git."""
    place = ["--git-dir", "."] if isinstance(cwd, GitDir) else []
    return [_executable(), "-C", os.fsdecode(cwd), *place, *_OPTIONS, *_trusted]


def repository(path: str) -> str:
    """`path` as the other functions take it, once git has agreed to read the repository there. Raises GitError."""
    for place in (path, GitDir(path)):
        try:
            run(["rev-parse", "--git-dir"], place)
        except GitError as error:
            if error.kind not in ("outside", "bare") or isinstance(place, GitDir):
                raise
            if not all(os.path.exists(os.path.join(path, name)) for name in ("HEAD", "objects", "refs")):
                raise
        else:
            return place
    raise AssertionError


def start(arguments: list[str], cwd: str | bytes = ".") -> "subprocess.Popen[bytes]":
    """`git ARGUMENTS` with both streams open, for answers that are too large to hold."""
    import subprocess

    process = subprocess.Popen(
        [*command(cwd), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), bufsize=0
    )  # fmt: skip
    assert process.stdout is not None
    _widen(process.stdout.fileno())
    return process


def _widen(pipe: int) -> None:
    """The largest pipe that Linux gives: 1.5 times as fast as the usual one."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)
    except (ImportError, AttributeError, OSError):
        return


def _executable() -> str:
    if os.name != "nt":
        return "git"
    # Windows would look in the current directory first, which may be the tree under audit.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = os.path.join(folder, "git.exe")
        if os.path.isabs(folder) and os.path.isfile(path):
            return path
    raise _missing()


def _foreign(err: bytes) -> bool:
    return b"dubious ownership" in err or b"is owned by someone else" in err


def _trust() -> bool:
    """Whether the user's own configuration, which is otherwise not read, calls any directory safe."""
    env = {key: value for key, value in os.environ.items() if key not in _KEPT}
    # From the root directory, so that no repository's configuration is among them; told apart by scope all the same.
    _, known, _ = _spawn([_executable(), "-C", os.path.abspath(os.sep), "config", "-z", "--show-scope", "--get-all", "safe.directory"], b"", env)
    fields = known.split(b"\0")
    for scope, name in zip(fields[::2], fields[1::2], strict=False):
        if scope in (b"system", b"global", b"command"):
            _trusted.extend(("-c", f"safe.directory={os.fsdecode(name)}"))
    return bool(_trusted)


def explain(stderr: str, code: int, cwd: str) -> GitError:
    """What git's complaint means for a scan, and what mends it."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip() and not line.startswith("hint:")]
    first = next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else "no message")
    first = first.removeprefix("fatal: ").removeprefix("error: ")[:300]
    if _foreign(stderr.encode("utf-8", "surrogateescape")):
        # git names the top of the repository, which need not be `cwd`.
        named = first.split("'")[1] if first.count("'") >= 2 else os.path.abspath(cwd)
        named = named.split("' ")[0].removesuffix(" is owned by someone else")
        return GitError(
            f"git refuses {cwd}: the repository belongs to another user, so nothing was scanned", code,
            hint=f"if you trust it, run: git config --global --add safe.directory {_quoted(named)}", kind="owner",
        )  # fmt: skip
    if "not a git repository" in stderr:
        hint = "run this in a repository, or scan files without --staged, --diff or --history"
        return GitError(f"{cwd} is not inside a git repository", code, hint=hint, kind="outside")
    if "must be run in a work tree" in stderr:
        return GitError(f"{cwd} has no work tree", code, hint="scan its history, or a check-out of it", kind="bare")
    if "bare repository" in stderr and "safe.bareRepository" in stderr:
        return GitError(f"{cwd} is a bare repository that git was not told to use", code, hint="name it with GIT_DIR", kind="bare")
    if "index file" in stderr or "bad signature" in stderr:
        return GitError(f"the index of {cwd} is broken: {first}", code, hint="make a new one: mv .git/index .git/index.broken && git reset")
    if "repo version" in stderr or "repository format" in stderr or "repository extension" in stderr or "unknown hash" in stderr:
        return GitError(f"this git is too old for the repository at {cwd}: {first}", code, hint="install a newer git")
    if "promisor" in stderr:
        return GitError(f"a partial clone left objects on the server that this needs: {first}", code, hint="fetch them with: git fetch --refetch --no-filter")
    if "bad object" in stderr or "missing" in stderr or "corrupt" in stderr or "unable to read" in stderr or "ould not read" in stderr:
        return GitError(f"the repository at {cwd} is damaged or incomplete: {first}", code, hint="look closer with: git fsck --full; then fetch what is missing")
    return GitError(f"git failed in {cwd}: {first}", code)


def _quoted(path: str) -> str:
    return path if path.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum() else "'" + path.replace("'", "'\\''") + "'"


def _spawn(command: list[str], stdin: bytes, env: dict[str, str]) -> tuple[int, bytes, bytes]:
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
    # Nothing is closed by hand: pipes are not inherited, and any may be number 0 where ours was closed. The order
    # in which they were made keeps one from being written over before it is in its place.
    actions = [(os.POSIX_SPAWN_DUP2, in_read, 0), (os.POSIX_SPAWN_DUP2, out_write, 1), (os.POSIX_SPAWN_DUP2, err_write, 2)]
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
    return GitError("git is not installed or not on PATH", 127, hint="install git, or use --no-ignore", kind="missing")


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
    key = (os.path.abspath(os.fsdecode(cwd)), os.environ.get("GIT_DIR", ""), os.environ.get("GIT_WORK_TREE", ""))
    if key not in _tops:
        try:
            out = run(["rev-parse", "--show-toplevel"], cwd)
        except GitError as error:
            if error.kind in ("outside", "bare"):
                return None
            raise
        if not out.strip(b"\n"):
            return None
        _tops[key] = out.removesuffix(b"\n")
    return _tops[key]


def blobs(ids: list[bytes], cwd: str | bytes = ".") -> list[bytes | None]:
    """Contents of objects, in order; None for one that the repository does not have."""
    if not ids:
        return []
    out = run(["cat-file", "--batch", "--buffer"], cwd, b"".join(name + b"\n" for name in ids))
    contents: list[bytes | None] = []
    at = 0
    for _ in ids:
        line = out.find(b"\n", at)
        head = out[at:line] if line >= 0 else b""
        at = line + 1
        if head.endswith(b" missing") or head.endswith(b" ambiguous"):
            contents.append(None)
            continue
        size = head.rpartition(b" ")[2]
        if not size.isdigit():
            break
        contents.append(out[at : at + int(size)])
        at += int(size) + 1
    if len(contents) != len(ids) or at != len(out):
        # An object is longer than it says, so that what follows it cannot be told from it.
        raise GitError(f"the repository at {os.fsdecode(cwd)} is damaged: an object lies about its size", 1, hint="look closer with: git fsck --full")
    return contents
