"""Filled-in forms: from workbooks to typed answers, beside reading their cells alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import fastexcel

from benchmarks import data
from benchmarks.measure import Row, Scale, Side, compare
from submissions.read import read
from submissions.write import write

TITLE = "Reading form workbooks"
ABOUT = (
    "One thousand forms of `green-community`, filled in. Ours is `submissions.read`: it looks into "
    "each file before anything parses it, reads it in a worker process with a memory limit, on all "
    "cores, and gives typed answers with the cell each came from. The rival reads the cells of all "
    "sheets with the same library (fastexcel) and does nothing with them."
)
_COUNT = 1_000


def run(scale: Scale) -> Iterator[Row]:
    """Beside one process, and as many as there are cores."""
    program, answers = data.program(), data.answers(scale.count(_COUNT))
    with TemporaryDirectory() as folder:
        write(answers, program, Path(folder), form="xlsx")
        paths = sorted(Path(folder).iterdir())
        assert len(paths) == answers.count
        found = read(paths, program)
        assert found.count == answers.count
        assert not found.problems.height
        ours = Side("workbooks to answers", lambda: read(paths, program))
        alone = Side("cells alone, one process", lambda: _bare(paths))
        yield compare(ours, alone, most=1.5, runs=scale.runs(5))
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        spread = Side(f"cells alone, {cores} processes", partial(_spread, paths, cores))
        yield compare(ours, spread, runs=scale.runs(5))


def _bare(paths: list[Path]) -> int:
    """How many cells all sheets have."""
    cells = 0
    for path in paths:
        workbook = fastexcel.read_excel(path)
        for name in workbook.sheet_names:
            sheet = workbook.load_sheet(name, header_row=None, dtypes="string").to_polars()
            cells += sheet.height * sheet.width
    return cells


def _spread(paths: list[Path], cores: int) -> int:
    method = "spawn" if os.name == "nt" else "forkserver"
    with get_context(method).Pool(cores) as pool:
        parts = [paths[start : start + 32] for start in range(0, len(paths), 32)]
        return sum(pool.map(_bare, parts, chunksize=1))
