"""Columns of a table -> typed columns: ordinary cells at once, every other cell by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from engine.answers import column_type
from standards.field import Field
from submissions.ordinary import ordinary, rounded
from submissions.quantities import more_decimals
from submissions.understood import Understood
from submissions.words import Vocabulary

MOST_ROUNDED = 1_000
"""Cells of one column with too many decimals that are told one by one."""

_INTEGERS = frozenset(
    {pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.Int128, pl.UInt128}
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to tell of: its place in the column, what was found, and the effect it has."""

    row: int
    field: str
    found: object
    understood: Understood


@dataclass(frozen=True)
class Typed:
    """Typed columns named by field; the cells to tell of; how many more were rounded, by field."""

    values: list[pl.Series]
    cells: list[Cell]
    rounded: dict[str, int]


def typed(frame: pl.DataFrame, fields: Mapping[str, Field], vocabulary: Vocabulary) -> Typed:
    """The columns of a table that are fields: column name -> field."""
    whole = Typed([], [], {})
    if not fields:
        return whole
    plain = pl.DataFrame([_plain(frame[name]).alias(f.id) for name, f in fields.items()])
    easy = ordinary(list(fields.values()), plain)
    for asked in fields.values():
        whole.values.append(_finished(asked, easy[asked.id], plain[asked.id], vocabulary, whole))
    return whole


def _plain(column: pl.Series) -> pl.Series:
    """Without types that only store differently; a short float by its shortest text."""
    if column.dtype == pl.Float32:
        return column.cast(pl.String).cast(pl.Float64)
    if column.dtype in _INTEGERS:
        small = column.cast(pl.Int64, strict=False)
        return small if small.null_count() == column.null_count() else column.cast(pl.String)
    return column


def _finished(
    asked: Field, easy: pl.Series, plain: pl.Series, vocabulary: Vocabulary, whole: Typed
) -> pl.Series:
    """The column with its other cells read as well; what there is to tell goes into `whole`."""
    if easy.null_count() == plain.null_count():
        return easy
    rows = (easy.is_null() & plain.is_not_null()).arg_true()
    cells = plain.gather(rows)
    by_size = rounded(asked, cells)
    if by_size.null_count() < by_size.len():
        done = by_size.is_not_null()
        easy = easy.scatter(rows.filter(done), by_size.filter(done))
        note = Understood(0, "note", more_decimals(asked.places))
        told = zip(
            *(s.filter(done).head(MOST_ROUNDED).to_list() for s in (rows, cells)), strict=True
        )
        whole.cells.extend(Cell(row, asked.id, found, note) for row, found in told)
        if done.sum() > MOST_ROUNDED:
            whole.rounded[asked.id] = int(done.sum()) - MOST_ROUNDED
        rows, cells = rows.filter(~done), cells.filter(~done)
    values = []
    for row, found in zip(rows, cells.to_list(), strict=True):
        understood = vocabulary.understand(asked.id, found)
        values.append(understood.value)
        if understood.effect:
            whole.cells.append(Cell(row, asked.id, found, understood))
    return easy.scatter(rows, pl.Series(values, dtype=column_type(asked)))
