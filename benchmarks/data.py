"""A table of random applicants to green-community: seeded, with blanks, edges and claims."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from engine.answers import APPLICANT, Answers, schema_of
from engine.compile import compile_named
from engine.program import Program

DAY = date(2026, 11, 23)
NAME = "green-community"


def program() -> Program:
    """The rubric that is measured."""
    return compile_named(NAME)


def answers(count: int, seed: int = 1) -> Answers:
    """Typed answers of so many applicants; two in a hundred answers are blank."""
    rng = np.random.default_rng(seed)
    columns: list[pl.Series] = []
    made = program()
    for name, dtype in schema_of(made).items():
        if ":" in name:
            columns.append(pl.Series(name, rng.random(count) < 0.02))
            continue
        asked = made.standard.asked[name]
        blank = pl.Series(rng.random(count) < 0.02)
        if dtype == pl.Boolean:
            values = pl.Series(name, rng.random(count) < 0.8)
        else:
            low, high = asked.range
            values = pl.Series(name, rng.integers(low, min(high, low + 2_000_000) + 1, count))
        columns.append(values.to_frame().select(pl.when(~blank).then(pl.col(name))).to_series())
    people = pl.DataFrame({"applicant": pl.int_range(count, eager=True).cast(pl.String)})
    names = people.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in APPLICANT if name != "applicant"
    )
    return Answers(names, pl.DataFrame(columns))
