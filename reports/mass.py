"""Gap reports of many applicants, on all cores; what is written already is not written again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from engine.answers import Answers
from engine.compile import compile
from engine.program import Program
from engine.score import Scores, score
from reports.findings import findings
from reports.formats import html, report_format
from reports.run.answers import picked
from reports.yardsticks import Comparer, Comparison
from standards.campaign import Campaign
from standards.load import loads
from standards.text import Language

PAGE = ".html"
"""The ending of reports that are pages: they share a font that lies beside them."""
PART = ".part"
"""The ending of a report that is being written; it is renamed when it is whole."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How work is shared out: how many a worker is given at a time, and up to how many it is not.

    A further process takes a second to start, and every handful is scored once more.
    """

    chunk: int
    few: int


_PACES = {PAGE: Pace(1_000, 1_500), ".json": Pace(1_000, 1_500)}
_SLOW = Pace(100, 40)
"""Of documents that are laid out."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker must know once: where to write, with which ending, in which languages.

    `campaign` says who answers for what.
    """

    folder: Path
    suffix: str
    languages: tuple[Language, ...]
    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    answers: Answers
    as_of: date
    names: tuple[str, ...]
    comparisons: tuple[Comparison, ...] | None


def write_reports(
    scores: Scores,
    names: Mapping[int, str],
    order: Order,
    *,
    comparer: Comparer | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write a report for some rows; `names` are their names without ending. Returns how many.

    A file that is there already is whole, and is kept. The files are the same however many cores
    there are.
    """
    pairs = [
        (row, name)
        for row, name in names.items()
        if not (order.folder / f"{name}{order.suffix}").exists()
    ]
    done = len(names) - len(pairs)
    for count in _written(scores, pairs, order, comparer):
        done += count
        if progress:
            progress(done, len(names))
    return len(pairs)


def _written(
    scores: Scores, pairs: Sequence[tuple[int, str]], order: Order, comparer: Comparer | None
) -> Iterator[int]:
    """How many were written by each task, as they end."""
    pace = _PACES.get(order.suffix, _SLOW)
    tasks = [
        _task(scores, pairs[start : start + pace.chunk], comparer)
        for start in range(0, len(pairs), pace.chunk)
    ]
    workers = min(cores(), len(tasks))
    if len(pairs) <= pace.few or workers < 2:
        yield from (_write(scores.program, order, task) for task in tasks)
        return
    loaded = scores.program.loaded
    given = (loaded.text.encode(), loaded.document.name, order)
    # A fresh interpreter each: a fork of one that runs polars may hang.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=given) as pool:
        futures = [pool.submit(_work, task) for task in tasks]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)  # whoever is stopped waits for nothing further


def _task(scores: Scores, pairs: Sequence[tuple[int, str]], comparer: Comparer | None) -> _Task:
    rows = [row for row, _ in pairs]
    return _Task(
        picked(scores.answers, rows),
        scores.as_of,
        tuple(name for _, name in pairs),
        tuple(comparer.of(rows)) if comparer else None,
    )


def cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


_READY: dict[str, tuple[Program, Order]] = {}
"""In a worker: what `_start` got ready."""


def _start(standard: bytes, name: str, order: Order) -> None:
    _READY["worker"] = compile(loads(standard, name)), order


def _work(task: _Task) -> int:
    return _write(*_READY["worker"], task)


def _write(program: Program, order: Order, task: _Task) -> int:
    """Score a few applicants again, and write their reports."""
    render = _renderer(order.suffix)
    scores = score(program, task.answers, task.as_of)
    told = [
        findings(scores, None, language, order.campaign, comparisons=task.comparisons)
        for language in order.languages
    ]
    for name, *found in zip(task.names, *told, strict=True):
        made = render(*found)
        data = made.encode() if isinstance(made, str) else made
        part = order.folder / f"{name}{PART}"
        part.write_bytes(data)
        part.replace(order.folder / f"{name}{order.suffix}")
    return len(task.names)


def _renderer(suffix: str) -> Callable[..., str | bytes]:
    """What makes a file of an applicant's findings; pages find their font beside them."""
    if suffix == PAGE:
        return partial(html.render, font="beside")
    made = report_format(suffix)
    if made is None:
        raise ValueError(f"no report is written to a file ending with {suffix!r}")
    return made.render
