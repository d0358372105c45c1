"""Every rival gives what the engine gives; asserted before anything is timed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from polars.testing import assert_frame_equal

from benchmarks import data, hand_rubric
from engine.answers import Answers
from engine.score import score

COLUMNS = (
    *(f"points:{id_}" for id_ in hand_rubric.WORTH),
    *(f"part:{id_}" for id_ in hand_rubric.PARTS),
    *hand_rubric.RESULTS,
)
"""What is compared."""


def by_polars(values: pl.DataFrame) -> pl.DataFrame:
    """The rubric by hand in polars."""
    from benchmarks import hand_polars

    return hand_polars.score(values)


def by_pandas(values: pl.DataFrame) -> pl.DataFrame:
    """The rubric by hand in pandas."""
    from benchmarks import hand_pandas

    found: Any = hand_pandas.score(hand_pandas.prepared(values))
    return pl.DataFrame({name: found[name].to_numpy() for name in found.columns})


def by_sql(values: pl.DataFrame) -> pl.DataFrame:
    """The rubric by hand in DuckDB SQL."""
    from benchmarks import hand_sql

    return pl.DataFrame(hand_sql.score(hand_sql.prepared(values)))


RIVALS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "polars": by_polars,
    "pandas": by_pandas,
    "duckdb": by_sql,
}


def check(answers: Answers) -> None:
    """Raise AssertionError where a rival gives anything else for any applicant."""
    expected = score(data.program(), answers, data.DAY).frame.select(COLUMNS)
    for rival in RIVALS.values():
        assert_frame_equal(rival(answers.values).select(COLUMNS).cast(pl.Int64), expected)
