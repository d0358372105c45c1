"""Worker processes: hostile files are read where a crash or a flood of memory ends with a worker.

A worker may take `ROOM` bytes beyond what it starts with. One that asks for more, breaks or does
not come back in `PATIENCE` seconds is lost, and only the file it was reading with it. Workers are
forked from a server that has imported the readers once: the first takes 0.4 s, a further one 15 ms.
Meanwhile, and for a few files instead, this process does what cannot harm it.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import wait
from time import monotonic
from typing import Generic, TypeVar

from submissions.problems import say
from submissions.worker import PATIENCE, LostError, Worker

TOGETHER = 16
"""Items given to a worker at once."""
LOST = say(
    "读取此文件所需内存或时间超限，或致使读取程序中止；请用 Excel 或 WPS 打开，另存为 .xlsx 再交，"
    "大表请存为 CSV",
    "reading it takes too much memory or time, or breaks the reader; open it in Excel or WPS and"
    " save it as a new .xlsx, a large table as CSV",
)
"""The sentence for a file that cost two workers."""

_WORTH = 8
"""Tasks beyond which workers are worth their start, where this process can do them too."""
_QUEUE = 2
"""Tasks that a worker has at hand, so that it need not wait for the next."""
_AHEAD = 16
"""Tasks a process that may be done ahead of the one whose turn it is."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[list[Item]], Result]


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of a result: workers were lost with this item, among others and alone."""

    sentence: str = LOST


@dataclass(slots=True)
class _Task(Generic[Item]):
    """Some items, the first of them at `start`; `alone`: a worker was lost with it.

    `outside`: for workers only.
    """

    start: int
    items: list[Item]
    alone: bool = False
    outside: bool = False

    def split(self) -> list[_Task[Item]]:
        """A task for every item."""
        places = enumerate(self.items, self.start)
        return [_Task(place, [item], alone=True, outside=True) for place, item in places]


def spread(  # noqa: PLR0913 - all but two have defaults that fit
    prepare: Callable[[], Work[Item, Result]],
    items: Sequence[Item],
    *,
    here: Callable[[list[Item]], Result | None] | None = None,
    together: int = TOGETHER,
    processes: int | None = None,
    patience: float = PATIENCE,
) -> Iterator[tuple[list[Item], Result | Lost]]:
    """Work on items in worker processes; yields some items and their one result, in order.

    `prepare` is called once in every worker and gives the work, which takes up to `together` items
    at once. Where a worker is lost its items are tried one by one: then a pair holds one item, and
    `Lost` where a worker was lost again. What the work raises is raised here. `prepare` is a
    function of a module or a `functools.partial` of one; it, items and results are pickled.

    `here` is the same work for this process, which gives None for items that might harm it. It does
    it all where there is little to do, and lends a hand while the workers start.
    """
    done = _Spread(prepare, items, here, together, processes or cores(), patience)
    try:
        yield from done.run()
    finally:
        done.end()


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class _Spread(Generic[Item, Result]):
    """Items being worked on."""

    def __init__(  # noqa: PLR0913, PLR0917 - made in one place, from the arguments of `spread`
        self,
        prepare: Callable[[], Work[Item, Result]],
        items: Sequence[Item],
        here: Callable[[list[Item]], Result | None] | None,
        together: int,
        processes: int,
        patience: float,
    ) -> None:
        self._prepare = prepare
        self._patience = patience
        self._here = here
        self._count = len(items)
        self._processes = processes
        self._most_ahead = _AHEAD * processes * together
        self._turn = 0
        starts = range(0, len(items), together)
        self._todo = deque(_Task(n, list(items[n : n + together])) for n in starts)
        self._done: dict[int, tuple[list[Item], Result | Lost]] = {}
        self._crew: list[Worker[_Task[Item], Result]] = []

    def run(self) -> Iterator[tuple[list[Item], Result | Lost]]:
        """The results in order."""
        if self._here is None or len(self._todo) > _WORTH:
            self._hire(min(self._processes, len(self._todo)))
        while self._turn < self._count:
            self._hand_out()
            is_busy = self._lend_a_hand()
            for worker in self._back(at_once=is_busy):
                self._take(worker)
            while self._turn in self._done:
                pair = self._done.pop(self._turn)
                self._turn += len(pair[0])
                yield pair

    def end(self) -> None:
        """End all workers."""
        for worker in self._crew:
            worker.end()

    @cached_property
    def _pickled(self) -> bytes:
        return pickle.dumps(self._prepare)

    def _hire(self, count: int) -> None:
        self._crew += [Worker(self._pickled, self._patience) for _ in range(count)]

    def _hand_out(self) -> None:
        """Give tasks to workers with less than a queue of them, first to those with none."""
        for size in range(_QUEUE):
            for worker in self._crew:
                if len(worker.tasks) == size and self._next_is_near():
                    task = self._todo.popleft()
                    worker.give(task, task.items, alone=task.alone)

    def _next_is_near(self) -> bool:
        return bool(self._todo) and self._todo[0].start < self._turn + self._most_ahead

    def _lend_a_hand(self) -> bool:
        """Do a task here; gives whether there was one to do."""
        if self._here is None or not self._next_is_near() or self._todo[0].outside:
            return False
        if any(worker.has_started for worker in self._crew):
            return False
        task = self._todo.popleft()
        result = self._here(task.items)
        if result is not None:
            self._done[task.start] = task.items, result
            return True
        task.outside = True
        self._todo.appendleft(task)
        if not self._crew:
            self._hire(1)
        return True

    def _back(self, *, at_once: bool) -> list[Worker[_Task[Item], Result]]:
        """The workers that have answered, are gone, or are overdue; waits for one, or not."""
        busy = [worker for worker in self._crew if worker.tasks]
        if not busy:
            return []
        first = min(worker.overdue for worker in busy)
        left = 0.0 if at_once else max(first - monotonic(), 0.0)
        ready = wait([worker.connection for worker in busy], left)
        now = monotonic()
        return [w for w in busy if w.connection in ready or w.overdue <= now]

    def _take(self, worker: Worker[_Task[Item], Result]) -> None:
        """Take a worker's answer; where it is lost, its task is tried again, item by item."""
        task = worker.tasks[0]
        try:
            result: Result | Lost = worker.take()
        except LostError:
            self._crew.remove(worker)
            worker.end()
            self._todo.extendleft(reversed(list(worker.tasks)[1:]))
            self._hire(1)
            if not task.alone:
                self._todo.extendleft(reversed(task.split()))
                return
            result = Lost()
        self._done[task.start] = task.items, result
