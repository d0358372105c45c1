"""One worker process, and the pipe to it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any, Generic, TypeVar

ROOM = 800 * 2**20
"""Bytes of memory that a worker may take for its files; it starts with less than 100 MB."""
PATIENCE = 120.0
"""Seconds that a worker may take for one task."""

_PRELOADED = "submissions.preloaded"
_NO_START = (
    "a worker process could not start; a script that reads workbooks needs"
    ' `if __name__ == "__main__":` around what it does'
)

_may_break = False

Task = TypeVar("Task")
Result = TypeVar("Result")


def may_break() -> bool:
    """Whether this process is a worker that may be lost.

    Its memory is limited, and if it is lost its files are tried again one by one, by a worker that
    may not: of a file that costs a worker, the reason is to be found out the second time.
    """
    return _may_break


class WorkersError(Exception):
    """Worker processes that cannot be started."""


class LostError(Exception):
    """A worker that broke or did not come back."""


class Worker(Generic[Task, Result]):
    """A process that does its tasks one after the other; `since`: when the first was begun.

    `prepare` is a pickled function that gives the work. It is pickled by who asks for workers, as
    they are started in threads of their own and what it holds may change meanwhile.
    """

    def __init__(self, prepare: bytes, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.connection, theirs = multiprocessing.Pipe()
        self.process = _context().Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._start = Thread(target=_start, args=(self.process, theirs), daemon=True)
        self._start.start()
        self.tasks: deque[Task] = deque()
        self.since = 0.0
        self.has_started = False

    @property
    def overdue(self) -> float:
        """When it has had time enough for its first task."""
        return self.since + self.patience

    def give(self, task: Task, items: object, *, alone: bool) -> None:
        """Queue a task; a worker that is gone is found out when its answer is taken.

        `alone`: it was lost before, and is not to be lost again if that can be helped.
        """
        if not self.tasks:
            self.since = monotonic()
        self.tasks.append(task)
        with suppress(OSError):
            self.connection.send((items, alone))

    def take(self) -> Result:
        """The answer to the first task. Raises LostError, WorkersError, what the work raised."""
        try:
            if not self.has_started:
                self._receive()
                self.has_started = True
            answer: Result = self._receive()
        except (EOFError, OSError) as error:
            if self.has_started:
                raise LostError from error
            raise WorkersError(_NO_START) from error
        self.tasks.popleft()
        self.since = monotonic()
        return answer

    def _receive(self) -> Any:  # noqa: ANN401 - whatever the work gives
        if not self.connection.poll(max(self.overdue - monotonic(), 0.0)):
            raise LostError
        answer, error = self.connection.recv()
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self._start.join()
        self.connection.close()
        if self.process.pid is not None:
            self.process.kill()
            self.process.join()
            self.process.close()


def _start(process: Any, theirs: Connection) -> None:  # noqa: ANN401 - see `_context`
    """Start a process; the first one waits for the server, and this process need not."""
    try:
        process.start()
    finally:
        theirs.close()


def _context() -> Any:  # noqa: ANN401 - typeshed knows no `Process` of contexts in general
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _serve(connection: Connection, prepare: bytes) -> None:
    """What a worker does: answer `(result, None)` or `(None, error)` to every task.

    The first answer says that it has started.
    """
    global _may_break  # noqa: PLW0603 - what a process is, everything in it may ask
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        work = pickle.loads(prepare)()  # noqa: S301 - pickled by the parent process
        is_limited = _limit_memory()
    except Exception as error:  # noqa: BLE001 - it is raised again by those who wait
        connection.send((None, _told(error)))
        return
    gc.freeze()
    gc.set_threshold(50_000)
    connection.send((None, None))
    while True:
        try:
            items, alone = connection.recv()
        except EOFError:
            return
        _may_break = is_limited and not alone
        connection.send(_answer(work, items))


def _answer(
    work: Callable[[Any], object],
    items: object,
) -> tuple[object, Exception | None]:
    try:
        return work(items), None
    except MemoryError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - it is raised again by those who wait
        return None, _told(error)
    except BaseException:  # noqa: BLE001 - a panic of the workbook reader is no Exception
        os._exit(1)


def _told(error: Exception) -> Exception:
    """An error that remembers where it was raised."""
    error.add_note("".join(traceback.format_exception(error)))
    return error


def _limit_memory() -> bool:
    """From now on at most `ROOM` more bytes of address space; false where no system keeps to it."""
    if sys.platform != "linux":  # Windows has no such limit, macOS does not keep it
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + ROOM if hard == resource.RLIM_INFINITY else min(taken + ROOM, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    return True
