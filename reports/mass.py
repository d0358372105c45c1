"""Gap reports of many applicants, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
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
from reports.findings.finding import Finding
from reports.formats import html, report_format
from reports.run.answers import picked
from standards.load import loads
from standards.text import Language

PAGE = ".html"
"""The ending of reports that are pages: they share a font that lies beside them."""
_CHUNK = 1_000
"""Applicants that a worker is given at a time."""
_FEW = 1_500
"""Up to so many are done faster than further processes start."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker must know once: where to write, with which ending, in which language."""

    folder: Path
    suffix: str
    language: Language


@dataclass(frozen=True, slots=True)
class _Task:
    answers: Answers
    as_of: date
    names: tuple[str, ...]


def write_reports(
    scores: Scores,
    rows: Sequence[int],
    names: Sequence[str],
    order: Order,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write a report for each of some rows, named by `names` without ending.

    The files are the same however many cores there are.
    """
    done = 0
    for count in _written(scores, rows, names, order):
        done += count
        if progress:
            progress(done, len(rows))


def _written(
    scores: Scores, rows: Sequence[int], names: Sequence[str], order: Order
) -> Iterator[int]:
    """How many were written by each task, as they end."""
    tasks = [
        _Task(
            picked(scores.answers, rows[start : start + _CHUNK]),
            scores.as_of,
            tuple(names[start : start + _CHUNK]),
        )
        for start in range(0, len(rows), _CHUNK)
    ]
    workers = min(cores(), len(tasks))
    if len(rows) <= _FEW or workers < 2:
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
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what waits need not be done any more
            raise


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
    told = findings(scores, None, order.language)
    for name, finding in zip(task.names, told, strict=True):
        made = render(finding)
        data = made.encode() if isinstance(made, str) else made
        (order.folder / f"{name}{order.suffix}").write_bytes(data)
    return len(task.names)


def _renderer(suffix: str) -> Callable[[Finding], str | bytes]:
    """What makes a file of a finding; pages find their font beside them."""
    if suffix == PAGE:
        return partial(html.render, font="beside")
    made = report_format(suffix)
    if made is None:
        raise ValueError(f"no report is written to a file ending with {suffix!r}")
    return made.render
