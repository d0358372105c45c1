"""Parquet: a table with a row an applicant, typed by columns."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from engine.answers import Answers
from engine.program import Program
from submissions.batch import Batch
from submissions.join import joined
from submissions.problems import UnreadableError, say
from submissions.tables import batch_of_table

SUFFIXES = (".parquet",)

_ALLOWED = say("每行一个申报单位的 Parquet 表", "a Parquet table with a row an applicant")


def read_batch(path: Path, program: Program) -> Batch:
    """The table, typed; row 1 is the first. Raises UnreadableError."""
    return batch_of_table(_frame(path), program, path.as_posix())


def read_table(table: Path | pl.DataFrame, program: Program) -> Answers:
    """The answers of a Parquet file or a frame with such columns. Raises UnreadableError."""
    if isinstance(table, pl.DataFrame):
        return joined([batch_of_table(table, program, "")], program)
    return joined([read_batch(table, program)], program)


def probe(path: Path) -> None:
    """Decode the whole file and keep nothing. Raises UnreadableError.

    A damaged file can make polars ask for memory without end, which ends the process.
    """
    try:
        pl.scan_parquet(path, glob=False).select(pl.all().null_count()).collect(engine="streaming")
    except PolarsError as error:
        raise UnreadableError(_ALLOWED) from error


def standard_of(path: Path) -> str | None:
    """The standard named in the column `standard`. Raises UnreadableError."""
    try:
        lazy = pl.scan_parquet(path, glob=False)
        if "standard" not in lazy.collect_schema():
            return None
        named = lazy.select("standard").head(1).collect().to_series()
    except PolarsError as error:
        raise UnreadableError(_ALLOWED) from error
    return str(named[0]) if named.len() and named[0] is not None else None


def _frame(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path, glob=False)
    except PolarsError as error:
        raise UnreadableError(_ALLOWED) from error
