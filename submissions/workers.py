"""Worker processes: hostile files are read where a crash or a flood of memory ends with a worker.

A worker may take `ROOM` bytes beyond what it starts with. One that asks for more, breaks or does
not come back in `PATIENCE` seconds is lost, and only the file it was reading with it. Workers are
forked from a server that has imported the readers once: the first takes 0.4 s, a further one 15 ms.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Generic, TypeVar

from submissions.problems import say

ROOM = 800 * 2**20
"""Bytes of memory that a worker may take for its files; it starts with less than 100 MB resident."""
PATIENCE = 120.0
"""Seconds that a worker may take for the files given to it at once."""
TOGETHER = 16
"""Files given to a worker at once."""
LOST = say(
    "读取此文件所需内存或时间超限，或致使读取程序中止；请用 Excel 或 WPS 打开，另存为 .xlsx 后再交",
    "reading it takes too much memory or time, or breaks the reader; open it in Excel or WPS, save"
    " it as a new .xlsx and hand that in",
)
"""The sentence for a file that cost two workers."""

_PRELOADED = "submissions.preloaded"
_AHEAD = 8
"""Chunks a worker that may be read ahead of the one whose turn it is."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[list[Item]], Result]


class WorkersError(Exception):
    """Worker processes that cannot be started."""


class _LostError(Exception):
    """A worker that broke or did not come back."""


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of a result: workers were lost with this item, among others and alone."""

    sentence: str = LOST


@dataclass(slots=True)
class _Task(Generic[Item]):
    """Items for one worker, the first of them at `start`; `alone`: a worker was lost with it."""

    start: int
    items: list[Item]
    alone: bool = False

    def split(self) -> list[_Task[Item]]:
        """A task for every item."""
        return [_Task(self.start + n, [item], alone=True) for n, item in enumerate(self.items)]


def spread(
    prepare: Callable[[], Work[Item, Result]],
    items: Sequence[Item],
    *,
    together: int = TOGETHER,
    processes: int | None = None,
) -> Iterator[tuple[list[Item], Result | Lost]]:
    """Work on items in worker processes; yields some items and their one result, in order.

    `prepare` is called once in every worker and gives the work, which takes up to `together` items
    at once. Where a worker is lost its items are tried one by one: then a pair holds one item, and
    `Lost` where a worker was lost again. What the work raises is raised here. `prepare` is a
    function of a module or a `functools.partial` of one; it, items and results are pickled.
    """
    starts = range(0, len(items), together)
    todo = deque(_Task(start, list(items[start : start + together])) for start in starts)
    done: dict[int, tuple[list[Item], Result | Lost]] = {}
    count = min(processes or _cores(), len(todo))
    crew: list[_Worker[Item, Result]] = [_Worker(prepare) for _ in range(count)]
    turn = 0
    try:
        while turn < len(items):
            for worker in crew:
                near = todo and todo[0].start < turn + _AHEAD * count * together
                if worker.task is None and near:
                    worker.give(todo.popleft())
            for place, worker in _back(crew):
                task, worker.task = worker.task, None
                assert task is not None  # noqa: S101 - only workers with a task come back
                try:
                    done[task.start] = task.items, worker.take()
                except _LostError:
                    worker.end()
                    crew[place] = _Worker(prepare)
                    if task.alone:
                        done[task.start] = task.items, Lost()
                    else:
                        todo.extendleft(reversed(task.split()))
            while turn in done:
                pair = done.pop(turn)
                turn += len(pair[0])
                yield pair
    finally:
        for worker in crew:
            worker.end()


def _back(crew: Sequence[_Worker[Item, Result]]) -> list[tuple[int, _Worker[Item, Result]]]:
    """The workers that have answered, are gone, or are overdue, with their places; waits for one."""
    busy = [(place, worker) for place, worker in enumerate(crew) if worker.task is not None]
    first = min(worker.since for _, worker in busy)
    ready = wait([worker.connection for _, worker in busy], max(first + PATIENCE - monotonic(), 0))
    back = [(place, worker) for place, worker in busy if worker.connection in ready]
    return back or [(place, worker) for place, worker in busy if worker.since == first]


class _Worker(Generic[Item, Result]):
    """One process, and the pipe to it."""

    def __init__(self, prepare: Callable[[], Work[Item, Result]]) -> None:
        context = _context()
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self.process.start()
        theirs.close()
        self.task: _Task[Item] | None = None
        self.since = 0.0
        self._started = False

    def give(self, task: _Task[Item]) -> None:
        """Hand out a task; a worker that is gone is found out when its answer is taken."""
        self.task = task
        self.since = monotonic()
        with suppress(OSError):
            self.connection.send(task.items)

    def take(self) -> Result:
        """The answer. Raises _LostError, and what the work raised."""
        try:
            if not self._started:
                self._started = self._receive() is None
            return self._receive()  # type: ignore[return-value] - what `_serve` sends second
        except (EOFError, OSError) as error:
            if not self._started:
                message = (
                    "a worker process could not start; a script that reads workbooks needs"
                    ' `if __name__ == "__main__":` around what it does'
                )
                raise WorkersError(message) from error
            raise _LostError from error

    def _receive(self) -> object:
        left = max(self.since + PATIENCE - monotonic(), 0)
        if not self.connection.poll(left):
            raise _LostError
        answer, error = self.connection.recv()
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _context() -> multiprocessing.context.BaseContext:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _serve(connection: Connection, prepare: Callable[[], Work[Item, Result]]) -> None:
    """What a worker does: answer `(result, None)` or `(None, error)` to every list of items."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        work = prepare()
        _limit_memory()
    except Exception as error:  # noqa: BLE001 - it is raised again by those who wait
        connection.send((None, _told(error)))
        return
    connection.send((None, None))
    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        try:
            answer: tuple[Result | None, Exception | None] = (work(items), None)
        except MemoryError:
            os._exit(1)
        except Exception as error:  # noqa: BLE001 - it is raised again by those who wait
            answer = (None, _told(error))
        except BaseException:  # noqa: BLE001 - a panic of the workbook reader is no Exception
            os._exit(1)
        connection.send(answer)


def _told(error: Exception) -> Exception:
    """An error that remembers where it was raised, and can be sent."""
    error.add_note("".join(traceback.format_exception(error)))
    return error


def _limit_memory() -> None:
    """From now on at most `ROOM` more bytes of address space; nothing to do on Windows."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = 512 * 2**20
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - at every start
            taken = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + ROOM if hard == resource.RLIM_INFINITY else min(taken + ROOM, hard)
    with suppress(ValueError, OSError):  # macOS knows the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
