"""The most memory that scoring takes, each case in a fresh process."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import data
from benchmarks.measure import Row, Scale, in_child, ratio_row

TITLE = "Memory"
ABOUT = (
    "The largest resident size of a fresh process that scores one million applicants to "
    "`green-community` from a Parquet file, and of others that do less with the same file."
)
_COUNT = 1_000_000
_RIVALS = {
    "reading": "reading the file alone",
    "by_hand": "reading, and by hand in polars",
    "imports": "importing and nothing else",
}


def run(scale: Scale) -> Iterator[Row]:
    """Beside the file's own size, reading alone, and the rubric by hand."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "applicants.parquet"
        data.submitted(data.answers(scale.count(_COUNT))).write_parquet(file)
        size = file.stat().st_size / 1e6
        ours = _peak("scores", file, scale)
        what, mine = "peak of scoring from Parquet", f"{ours:,.0f} MB"
        yield ratio_row(what, mine, "size of the file", f"{size:,.0f} MB", ratio=ours / size)
        for case, name in _RIVALS.items():
            theirs = _peak(case, file, scale)
            yield ratio_row(what, mine, name, f"{theirs:,.0f} MB", ratio=ours / theirs)


def _peak(case: str, file: Path, scale: Scale) -> float:
    """Megabytes, the median of some processes."""
    runs = range(scale.runs(3))
    peaks: list[float] = [in_child("benchmarks.memory_case", case, file) for _ in runs]
    return statistics.median(peaks)
