"""A batch: what was read from one table, or from many forms, typed but not yet judged together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from engine.answers import APPLICANT, ORIGIN, PROBLEM, SAID, column_type, empty
from engine.program import Program
from submissions.understood import Value

Schema = Mapping[str, type[pl.DataType]]

SENT: Schema = {
    "place": pl.Int64,
    "file": pl.String,
    "line": pl.Int64,
    "made": pl.Boolean,
    **APPLICANT,
}
UNREAD: Schema = {
    "row": pl.Int64,
    "field": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "found": pl.String,
    "allowed": pl.String,
    "away": pl.Boolean,
}
CLAIMED: Schema = {
    "row": pl.Int64,
    "criterion": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "reason": pl.String,
}
TOLD: Schema = {"row": pl.Int64, **PROBLEM}


@dataclass(frozen=True)
class Batch:
    """Rows are numbered from 0, in the same order in `sent` and `values`.

    sent      `SENT`: where each row comes from (`place`: the file's place among the paths; `line`:
              its row in a table, null for forms; `made`: the code is made of the file's name) and
              who it is (name, district, category null where not given)
    values    columns per field as in `Answers.values`, and `ev:<criterion>`; columns may be missing
    unread    `UNREAD`: cells that cannot be read; `away`: a word such as 不适用
    claims    `CLAIMED`: every not-applicable claim as made; `reason` null where none was given
    evidence  `SAID`: papers named; given without a name: only `ev:` is true
    origin    `ORIGIN`; empty for long tables
    problems  `TOLD`: problems found so far; `row` null: of a whole file; `applicant` not yet filled
    """

    sent: pl.DataFrame
    values: pl.DataFrame
    unread: pl.DataFrame = field(default_factory=lambda: empty(dict(UNREAD)))
    claims: pl.DataFrame = field(default_factory=lambda: empty(dict(CLAIMED)))
    evidence: pl.DataFrame = field(default_factory=lambda: empty(SAID))
    origin: pl.DataFrame = field(default_factory=lambda: empty(ORIGIN))
    problems: pl.DataFrame = field(default_factory=lambda: empty(dict(TOLD)))

    @property
    def count(self) -> int:
        """How many rows."""
        return self.sent.height

    def placed(self, place: int) -> Batch:
        """The batch of the file at a place among the paths."""
        return replace(self, sent=self.sent.with_columns(pl.lit(place, pl.Int64).alias("place")))


def frame_of(schema: Schema, rows: Sequence[Sequence[object]]) -> pl.DataFrame:
    """A frame of rows given one by one."""
    return pl.DataFrame(rows, schema=dict(schema), orient="row")


def columns_of(program: Program, count: int, rows: Iterable[Mapping[str, Value]]) -> pl.DataFrame:
    """Typed columns of values given row by row; fields without values have no column."""
    columns: dict[str, list[Value | None]] = {}
    for place, row in enumerate(rows):
        for id_, value in row.items():
            column = columns.get(id_)
            if column is None:
                column = columns[id_] = [None] * count
            column[place] = value
    made = [
        pl.Series(id_, columns[id_], dtype=column_type(asked))
        for id_, asked in program.standard.asked.items()
        if id_ in columns
    ]
    return pl.DataFrame(made) if made else pl.DataFrame(height=count)
