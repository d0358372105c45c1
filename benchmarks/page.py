"""The figures as a page of docs/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.measure import Row
from benchmarks.suites import Suite

_INTRODUCTION = """\
# Benchmarks

Written by `.venv/bin/python -m benchmarks --write`; do not edit. `make bench` measures and prints;
`.venv/bin/python -m benchmarks --quick` does a tenth of it, `--only engine` one suite.

Two things that are compared run in turn (ours, theirs, ours, ...), after a warm-up of each. Seconds
are medians; a ratio is the median of the ratios of the pairs, below 1 where ours is the faster.
Rivals that score give the same points, scores, coverage, grades and outcomes: that is asserted
before anything is timed. Applicants are random and seeded.

Machine: {machine}.
"""
_HEAD = """\
| what | ours | rival | theirs | ratio | goal | |
|---|---:|---|---:|---:|---|---|"""
_MARKS = {None: "", True: "reached", False: "**not reached**"}


def page(suites: Sequence[Suite], machine: str) -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION.format(machine=machine), *map(_section, suites)])


def _section(suite: Suite) -> str:
    lines = [f"## {suite.title}", "", suite.about, "", _HEAD, *map(_line, suite.rows), ""]
    return "\n".join(lines)


def _line(row: Row) -> str:
    return f"| {' | '.join(_cells(row))} |"


def _cells(row: Row) -> Iterator[str]:
    yield from (row.what, row.ours, row.rival, row.theirs)
    yield "" if row.ratio is None else f"{row.ratio:.2f}"
    yield from (row.goal, _MARKS[row.is_reached])
