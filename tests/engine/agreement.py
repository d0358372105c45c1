"""Many applicants as columns, and two executors held against each other on them.

Applicants are random: blanks, limits with one unit either way, extremes, claims, the rest between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from engine.answers import schema_of
from engine.executors.polars_ import evaluate
from engine.executors.sql import sql
from engine.program import Program
from engine.score import parameters
from engine.state_of import invalid_of
from tests.engine.strategies import edges

DAY = date(2026, 11, 23)
CHUNK = 2_000


def chunks(program: Program, count: int, size: int = CHUNK) -> Iterator[pl.DataFrame]:
    """So many applicants in pieces, each with a seed of its own."""
    for start in range(0, count, size):
        yield applicants(program, min(size, count - start), start)


def compared(program: Program, given: pl.DataFrame, found: pl.DataFrame) -> int:
    """Hold what another executor found against polars; how many numbers were compared."""
    expected = evaluate(program, given, found.columns, parameters(program, DAY))
    assert found.height == given.height
    for name in found.columns:
        same = expected[name] == found[name]
        if not same.all() or same.null_count():
            row = int(np.argmin(same.fill_null(False).to_numpy()))
            pytest.fail(f"{name}: {expected[name][row]} and {found[name][row]}: {given.row(row)}")
    return found.width * found.height


def applicants(program: Program, count: int, seed: int) -> pl.DataFrame:
    """The columns that a live program reads; no text fields."""
    rng = np.random.default_rng(seed)
    near = np.array(edges(program))
    asked = program.standard.asked
    columns: dict[str, pl.Series] = {}
    for name in schema_of(program):
        field = asked.get(name)
        if field is None:
            columns[name] = pl.Series(rng.random(count) < 0.2)
            continue
        blank = pl.Series(rng.random(count) < 0.1)
        if field.type == "yes_no":
            values = pl.Series(rng.random(count) < 0.7)
        elif field.type == "text":
            columns[name] = pl.repeat(None, count, dtype=pl.String, eager=True)
            continue
        else:
            low, high = field.range
            pool = near[(near >= low) & (near <= high)]
            chance = rng.random(count)
            drawn = rng.integers(low, high, count, endpoint=True)
            extreme = np.where(rng.random(count) < 0.5, low, high)
            close = pool[rng.integers(0, len(pool), count)] if len(pool) else extreme
            values = pl.Series(
                np.where(chance < 0.5, close, np.where(chance < 0.6, extreme, drawn))
            )
        columns[name] = pl.select(pl.when(~blank).then(values)).to_series()
    for name in asked:
        marks = rng.random(count) < 0.05
        columns[invalid_of(name)] = pl.Series(marks.astype(np.int64))
    return pl.DataFrame(columns)


class Duck:
    """DuckDB over the same columns; what goes in and comes out lies in `folder` as Parquet."""

    def __init__(self, program: Program, parameters: Mapping[str, int], folder: Path) -> None:
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        self._names = list(program.definitions)
        self._query = f'{sql(program, parameters, self._names)} ORDER BY "applicant"'
        self._given, self._found = folder / "given.parquet", folder / "found.parquet"
        self._connection = duckdb.connect()

    def run(self, given: pl.DataFrame) -> pl.DataFrame:
        """Every definition of the program, a row an applicant."""
        given.with_row_index("applicant").write_parquet(self._given)
        self._connection.execute(f"CREATE OR REPLACE VIEW answers AS FROM '{self._given}'")
        self._connection.execute(f"COPY ({self._query}) TO '{self._found}'")
        return pl.read_parquet(self._found, columns=self._names)
