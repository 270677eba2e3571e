"""How is work shared among processes without sharing a secret?

Forked processes: one costs a millisecond and sees everything that the parent has read. They answer with
findings, which are masked, through a pipe. Where the platform cannot fork, one process does all of it.
"""

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

from helcim_audit.errors import AuditError

Task = TypeVar("Task")
Answer = TypeVar("Answer")
CAN_FORK = hasattr(os, "fork")


def available() -> int:
    """Processors that this process may use."""
    if not CAN_FORK:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(work: Callable[[Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
    """`work` of every task, in the order of the tasks; the first task runs in this process.

    A worker that dies (killed, out of memory) is an error, never an empty answer.
    """
    if len(tasks) <= 1 or not CAN_FORK:
        return [work(task) for task in tasks]
    children = [_start(work, task) for task in tasks[1:]]
    try:
        answers = [work(tasks[0])]
        answers += [_collect(pid, reader) for pid, reader in children]
    except BaseException:
        _abandon(pid for pid, _ in children)
        raise
    return answers


def _start(work: Callable[[Task], Answer], task: Task) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    status = 1
    try:
        os.close(reader)
        try:
            answer: object = (True, work(task))
        except AuditError as error:
            answer = (False, error)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(answer, pipe, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    except KeyboardInterrupt:
        status = 130
    finally:
        # Neither buffers nor handlers of the parent are the child's to flush or run.
        os._exit(status)


def _collect(pid: int, reader: int) -> Answer:  # type: ignore[type-var]  # what the child pickled
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status or not data:
        raise AuditError(f"a worker process ended early (status {os.waitstatus_to_exitcode(status)})", hint="try --jobs 1")
    done, answer = pickle.loads(data)  # noqa: S301 - written by our own child a moment ago
    if not done:
        raise answer
    return answer  # type: ignore[no-any-return]


def _abandon(pids: object) -> None:
    import signal

    for pid in pids:  # type: ignore[attr-defined]
        try:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
