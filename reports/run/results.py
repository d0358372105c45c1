"""The results of a run as tables: a row an applicant, and a row an applicant and criterion."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from engine.answers import APPLICANT
from engine.program import Program
from engine.rank import rank
from engine.score import Scores
from engine.states import states
from standards.numbers import POINT_DECIMALS

_SHOWN_PLAIN = ("of", "coverage", "part:")
"""Columns that a spreadsheet gets without idle zeros: as exact as they are, and no longer."""


def results(scores: Scores, reasons: pl.Series) -> pl.DataFrame:
    """One row an applicant, in the order of the answers.

    applicant, name, district, category
    score      as published, Decimal with the standard's decimals; null where nothing applied
    of         full points of the base
    exact      the score in ten-thousandths of a point; null where nothing applied
    coverage   share of the points whose questions were answered, 0 to 1
    grade      id; null where none was reached
    outcome    one of OUTCOMES
    rank       1, 2, 2, 4 among all; null for those who are not ranked
    part:<id>  exact points of every part, Decimal; null where nothing of it applies
    reasons    why the outcome is what it is, in words
    """
    standard = scores.program.standard
    ranked = rank(scores)
    grades = {place: grade.id for place, grade in enumerate(standard.grades)}
    scored = pl.when(pl.col("scored") == 1)
    places = standard.decimals
    frame = scores.frame.select(
        scored.then(_points("published").cast(pl.Decimal(38, places))).alias("score"),
        pl.lit(standard.points).cast(pl.Decimal(38, POINT_DECIMALS)).alias("of"),
        scored.then("score").alias("exact"),
        _points("coverage"),
        pl.col("grade").replace_strict(grades, default=None, return_dtype=pl.String),
        *_parts(scores.program),
    )
    head = scores.answers.applicants.select(*APPLICANT)
    outcome = ranked.select("outcome", "rank")
    table = pl.concat([head, frame, outcome], how="horizontal").with_columns(reasons=reasons)
    parts = [name for name in frame.columns if name.startswith("part:")]
    own = ("score", "of", "exact", "coverage", "grade", "outcome", "rank")
    return table.select(*APPLICANT, *own, *parts, "reasons")


def _points(column: str) -> pl.Expr:
    """Ten-thousandths as an exact decimal."""
    unit = pl.lit(Decimal(1).scaleb(-POINT_DECIMALS))
    return (pl.col(column).cast(pl.Decimal(38, 0)) * unit).alias(column)


def _parts(program: Program) -> list[pl.Expr]:
    return [
        pl.when(pl.col(f"scored:{part.id}") == 1)
        .then(_points(f"part:{part.id}"))
        .alias(f"part:{part.id}")
        for _, part in program.standard.walk_parts()
    ]


def criteria(scores: Scores) -> pl.DataFrame:
    """One row an applicant and criterion: `applicant`, `criterion`, `exact`, `of`, `state`.

    Points are ten-thousandths (a penalty's are what it takes off), the state one of STATES.
    Criterion after criterion in the order of the standard, in each the applicants in theirs.
    """
    lowered = scores.program.lowered
    ids = [low.criterion.id for low in lowered]
    codes = scores.answers.applicants.select("applicant")
    points = scores.frame.select(pl.col(f"points:{id_}").alias(id_) for id_ in ids)
    exact = pl.concat([codes, points], how="horizontal").unpivot(
        index="applicant", variable_name="criterion", value_name="exact"
    )
    state = states(scores).unpivot(on=ids, value_name="state")["state"]
    full = pl.DataFrame({"criterion": ids, "of": [low.points for low in lowered]})
    return exact.with_columns(
        pl.col("criterion").replace_strict(full["criterion"], full["of"]).alias("of"), state
    )


def for_spreadsheets(table: pl.DataFrame) -> pl.DataFrame:
    """The results as a spreadsheet shows them: no idle zeros but those of the published score."""
    exact = [name for name in table.columns if name.startswith(_SHOWN_PLAIN)]
    short = (
        pl.col(exact).cast(pl.String).str.replace(r"(\.\d*?)0+$", "${1}").str.replace(r"\.$", "")
    )
    return table.with_columns(short)
