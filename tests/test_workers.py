"""Work shared among processes: the same answers in the same order, and no silence where a process dies."""

import os
import pickle
import signal
from collections.abc import Callable
from typing import Any

import pytest

from helcim_audit import workers
from helcim_audit.errors import AuditError, UnreadableError


def test_answers_come_in_the_order_of_the_tasks() -> None:
    assert workers.run(lambda task: task * 10, [3, 1, 2]) == [30, 10, 20]
    assert workers.run(lambda task: os.getpid(), [1]) == [os.getpid()]
    first, second = workers.run(lambda task: os.getpid(), [1, 2])
    assert first == os.getpid() != second


def test_where_the_platform_cannot_fork_one_process_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CAN_FORK", False)
    assert workers.available() == 1
    assert workers.run(lambda task: os.getpid(), [1, 2]) == [os.getpid()] * 2


def test_processors_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers.available() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert workers.available() == 1


def _fail(task: int) -> int:
    if task:
        raise UnreadableError("cannot be read", path=f"{task}.txt")
    return task


def test_an_error_of_a_worker_is_the_error_of_the_run() -> None:
    with pytest.raises(UnreadableError, match=r"2\.txt"):
        workers.run(_fail, [0, 2])


def _crash(task: int) -> int:
    if task == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 2:
        raise ZeroDivisionError
    return task


@pytest.mark.parametrize(("task", "status"), [(1, "-9"), (2, "1")])
def test_a_worker_that_dies_is_no_empty_answer(task: int, status: str) -> None:
    with pytest.raises(AuditError, match=rf"ended early \(status {status}\)"):
        workers.run(_crash, [0, task])


def _first_fails(task: int) -> int:
    if task == 0:
        raise KeyboardInterrupt
    signal.pause()
    return task


def test_workers_end_with_the_process_that_asked() -> None:
    with pytest.raises(KeyboardInterrupt):
        workers.run(_first_fails, [0, 1, 2])
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


_pipe = os.pipe


class _Left(BaseException):
    """Instead of ending the process."""


def _in_a_child(monkeypatch: pytest.MonkeyPatch, work: Callable[[int], Any]) -> tuple[int, Any]:
    """What the forked side does, done here: (exit status, what was written)."""
    reader, writer = _pipe()
    kept = os.dup(reader)

    def leave(status: int) -> None:
        raise _Left(status)

    monkeypatch.setattr(os, "pipe", lambda: (reader, writer))
    monkeypatch.setattr(os, "fork", lambda: 0)
    monkeypatch.setattr(os, "_exit", leave)
    with pytest.raises(_Left) as left:
        workers._start(work, 7)
    try:
        os.close(writer)
    except OSError:
        pass  # it was closed when the answer was written
    with os.fdopen(kept, "rb") as pipe:
        data = pipe.read()
    return left.value.args[0], pickle.loads(data) if data else None


def test_the_forked_side(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _in_a_child(monkeypatch, lambda task: task + 1) == (0, (True, 8))
    status, (done, error) = _in_a_child(monkeypatch, _fail)
    assert (status, done) == (0, False)
    assert isinstance(error, UnreadableError)


def _interrupted(_task: int) -> int:
    raise KeyboardInterrupt


def test_the_forked_side_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _in_a_child(monkeypatch, _interrupted) == (130, None)
