"""Cohort figures: a mean, a total or the like of all applicants judged together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from engine.answers import Answers, completed
from engine.executors.polars_ import evaluate
from engine.program import Program
from standards.field import Cohort, Field

COHORT = {"figure": pl.String, "group": pl.String, "exact": pl.Int64, "count": pl.Int64}
"""Columns of the cohort figures of a run: `exact` is scaled by the field's decimals, null where
nobody answered; `group` is null where the figure is one for all; `count` says of how many."""


def fill(program: Program, answers: Answers, as_of: date) -> tuple[Answers, pl.DataFrame]:
    """The answers with every cohort figure filled in, and the figures themselves (`COHORT`).

    What applicants wrote themselves in such a field is replaced: they do not know the others. An
    applicant without a group has no figure.
    """
    from engine.score import parameters

    asked = {id_: f for id_, f in program.standard.fields.items() if f.cohort is not None}
    if not asked:
        return answers, pl.DataFrame(schema=COHORT)
    names = [f"{kind}:{id_}" for id_ in asked for kind in ("cohort", "cohort_known")]
    values = completed(program, answers.values)
    brought = evaluate(program, values, names, parameters(program, as_of))
    filled, told = [], []
    for id_, one in asked.items():
        known = pl.when(pl.col(f"cohort_known:{id_}") == 1).then(pl.col(f"cohort:{id_}"))
        own = brought.select(known).to_series()
        figures = _figures(id_, one, own, answers.applicants)
        assert one.cohort is not None  # noqa: S101 - only such fields were taken
        filled.append(_of_group(one.cohort, figures, answers.applicants).alias(id_))
        told.append(figures)
    return replace(answers, values=values.with_columns(filled)), pl.concat(told)


def supply(program: Program, answers: Answers, figures: pl.DataFrame) -> Answers:
    """The answers with the cohort figures of another batch (`COHORT`), where there are none yet."""
    values = completed(program, answers.values)
    filled = []
    for id_, asked in program.standard.fields.items():
        if asked.cohort is None:
            continue
        known = figures.filter(pl.col("figure") == id_)
        column = _of_group(asked.cohort, known, answers.applicants)
        filled.append(values[id_].fill_null(column).alias(id_))
    return replace(answers, values=values.with_columns(filled))


def _figures(id_: str, asked: Field, own: pl.Series, applicants: pl.DataFrame) -> pl.DataFrame:
    """A row a group (`COHORT`)."""
    cohort: Any = asked.cohort
    table = pl.DataFrame({"group": _groups(cohort, applicants), "own": own})
    judged = table.drop_nulls("group").group_by("group")
    unit = 10**asked.places
    found = judged.agg(
        _taken(cohort, unit).cast(pl.Int64).clip(*asked.range).alias("exact"),
        pl.col("own").count().cast(pl.Int64).alias("count"),
    )
    named = (pl.col("group") if cohort.within else pl.lit(None, pl.String)).alias("group")
    return found.sort("group").select(pl.lit(id_).alias("figure"), named, "exact", "count")


def _of_group(cohort: Cohort, figures: pl.DataFrame, applicants: pl.DataFrame) -> pl.Series:
    """The figure of every applicant's group; null where there is none."""
    groups = pl.DataFrame({"group": _groups(cohort, applicants)})
    known = figures.select(pl.col("group").fill_null(""), "exact")
    return groups.join(known, on="group", how="left", maintain_order="left")["exact"]


def _groups(cohort: Cohort, applicants: pl.DataFrame) -> pl.Series:
    """The group of every applicant; one for all is the empty text."""
    if cohort.within is None:
        return pl.repeat("", applicants.height, dtype=pl.String, eager=True)
    return applicants[cohort.within].cast(pl.String)


def _taken(cohort: Cohort, unit: int) -> pl.Expr:
    """Whole numbers throughout: a mean is rounded half-up once. Null where nobody answered."""
    own = pl.col("own")
    count = own.count().cast(pl.Int64)
    match cohort.take:
        case "mean":
            return pl.when(count > 0).then((2 * own.sum() + count) // (2 * count))
        case "median":
            ordered = own.drop_nulls().sort()
            low, high = ordered.get((count - 1) // 2), ordered.get(count // 2)
            return pl.when(count > 0).then((low + high + 1) // 2)
        case "lowest":
            return own.min()
        case "greatest":
            return own.max()
        case "total":
            return pl.when(count > 0).then(own.sum())
        case "count":
            return count * unit
