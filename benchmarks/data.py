"""Random applicants to green-community: seeded, with blanks, edges and claims."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.random import Generator

from engine.answers import APPLICANT, SAID, Answers, schema_of
from engine.compile import compile_named
from engine.program import Program, claim_of
from standards.field import NUMBERS, Field
from submissions.write import table

DAY = date(2026, 11, 23)
NAME = "green-community"
REASON = "小区内没有"
"""Why a criterion is claimed not to apply."""

_FIRST_CODE = 441_900_000_000
"""Codes have twelve digits and are in order, as in a register."""
_BLANK_SHARE = 0.02
_CLAIM_SHARE = 0.02
_YES_SHARE = 0.8
_MOST = 2_000_000
"""Numbers are drawn from the least allowed up to so much above it."""


def program() -> Program:
    """The rubric that is measured."""
    return compile_named(NAME)


def answers(count: int, seed: int = 1) -> Answers:
    """Typed answers of so many applicants; two in a hundred are blank, or claimed not to apply."""
    rng = np.random.default_rng(seed)
    made = program()
    values = pl.DataFrame(
        [
            pl.Series(name, rng.random(count) < _CLAIM_SHARE)
            if ":" in name
            else _column(made.standard.asked[name], count, rng)
            for name in schema_of(made)
        ]
    )
    for id_ in made.claims:
        own = [asked.id for asked in made.by_criterion[id_].criterion.questions]
        values = values.with_columns(pl.when(~pl.col(claim_of(id_))).then(pl.col(own)))
    codes = pl.int_range(_FIRST_CODE, _FIRST_CODE + count, eager=True).cast(pl.String)
    people = pl.DataFrame({"applicant": codes})
    names = people.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in APPLICANT if name != "applicant"
    )
    return Answers(names, values, claims=_claims(made, values))


def _column(asked: Field, count: int, rng: Generator) -> pl.Series:
    blank = pl.Series(rng.random(count) < _BLANK_SHARE)
    if asked.type == "yes_no":
        values = pl.Series(asked.id, rng.random(count) < _YES_SHARE)
    else:
        low, high = asked.range
        if asked.type == "rate":
            low += 10**asked.places + 1  # up to one percent might be meant as a share of one
        drawn = rng.integers(low, min(high, low + _MOST) + 1, count)
        if step := asked.step_units:
            drawn = low + (drawn - low) // step * step
        values = pl.Series(asked.id, drawn)
    return values.to_frame().select(pl.when(~blank).then(pl.col(asked.id))).to_series()


def _claims(program: Program, values: pl.DataFrame) -> pl.DataFrame:
    """`SAID`: a reason for every claim."""
    return pl.concat(
        pl.DataFrame({"row": values[claim_of(id_)].arg_true().cast(pl.Int64)}).select(
            "row", pl.lit(id_).alias("criterion"), pl.lit(REASON).alias("text")
        )
        for id_ in program.claims
    ).select(list(SAID))


def submitted(given: Answers, *, floats: bool = False) -> pl.DataFrame:
    """The table that would be handed in: choices as words, claims with reasons, numbers in units.

    Numbers with decimals are exact decimals, as this project writes them, or binary floats.
    """
    made = program()
    frame = table(given, made, as_text=False).with_columns(
        given.values[name] for name in given.values.columns if name.startswith("ev:")
    )
    if not floats:
        return frame
    exact = [f.id for f in made.standard.asked.values() if f.type in NUMBERS and f.places]
    return frame.with_columns(pl.col(exact).cast(pl.Float64))
