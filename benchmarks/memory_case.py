"""One case of the memory suite: `python -m benchmarks.memory_case CASE FILE` prints its peak in MB.

What is not needed by a case is not imported by it either.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

from benchmarks.measure import peak_megabytes


def imports(_: Path) -> object:
    """Everything that scoring needs, and the program."""
    import engine.score
    import submissions.readers.parquet
    from benchmarks import data

    return engine.score, submissions.readers.parquet, data.program()


def reading(file: Path) -> object:
    """Reading alone."""
    return pl.read_parquet(file)


def by_hand(file: Path) -> object:
    """Reading, and the rubric by hand in polars."""
    from benchmarks import hand_polars

    return hand_polars.score(hand_polars.typed(pl.read_parquet(file)))


def scores(file: Path) -> object:
    """Reading, checking and scoring."""
    from benchmarks import data
    from engine.score import score
    from submissions.readers.parquet import read_table

    program = data.program()
    return score(program, read_table(file, program), data.DAY)


CASES: dict[str, Callable[[Path], object]] = {
    case.__name__: case for case in (imports, reading, by_hand, scores)
}


if __name__ == "__main__":
    kept = CASES[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps(peak_megabytes()))
