"""Compare: the same applicants in two runs - two years, or self-assessment and inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from engine.answers import APPLICANT
from engine.program import OUTCOMES
from engine.rank import order, rank
from engine.score import Scores
from standards.numbers import POINT_DECIMALS, scaled

Level = Literal["part", "criterion"]


@dataclass(frozen=True, slots=True)
class Change:
    """A part or criterion in both runs: of those in both to whom it applies in both, `count`.

    `of` are its full points, `mean` its mean points, before and after, in ten-thousandths; a mean
    is rounded down. `gained` and `lost` count whose share of the points rose or fell. All but `of`
    are 0 where it applies to nobody.
    """

    level: Level
    id: str
    of: tuple[int, int]
    mean: tuple[int, int]
    count: int
    gained: int
    lost: int

    @property
    def shares(self) -> tuple[float, float]:
        """The mean shares of the points, 0 to 1."""
        before, after = (
            mean / of if of else 0.0 for mean, of in zip(self.mean, self.of, strict=True)
        )
        return before, after


@dataclass(frozen=True)
class Comparison:
    """Two runs of a standard, joined by the applicants' codes.

    `frame` has one row for everybody who is in either, in the order of the codes:

    applicant, name, district, category    as in the later run where it has them
    row_before, row_after   places in the runs; null where an applicant is not in it
    before, after   exact scores in ten-thousandths of a point; null where nothing applied
    published_before, published_after      the same as published
    change          after - before; null where one of them is
    rank_before, rank_after      null for those not ranked
    grade_before, grade_after    places in the grades of each run; their number where none
    outcome_before, outcome_after

    `only` are the ids of parts and criteria that only one of the runs knows.
    """

    before: Scores
    after: Scores
    frame: pl.DataFrame
    changes: tuple[Change, ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def both(self) -> pl.DataFrame:
        """Those who are in both runs."""
        return self.frame.filter(
            pl.col("row_before").is_not_null(), pl.col("row_after").is_not_null()
        )


def compare(before: Scores, after: Scores) -> Comparison:
    """Join two runs; a code that stands twice in one is taken where it stands first."""
    one, two = _table(before, "before"), _table(after, "after")
    frame = one.join(two, on="applicant", how="full", coalesce=True).sort("applicant")
    known = [
        pl.coalesce(f"{name}_after", f"{name}_before").alias(name)
        for name in APPLICANT
        if name != "applicant"
    ]
    frame = frame.with_columns(*known, change=pl.col("after") - pl.col("before"))
    columns = ["row", "", "published", "rank", "grade", "outcome"]
    pairs = [f"{name}_{side}".lstrip("_") for name in columns for side in ("before", "after")]
    frame = frame.select(*APPLICANT, *pairs, "change")
    both = frame.filter(pl.col("row_before").is_not_null(), pl.col("row_after").is_not_null())
    left, right = _full(before), _full(after)
    changes = tuple(
        _change(key, (left[key], right[key]), (before, after), both) for key in left if key in right
    )
    only = (
        tuple(id_ for _, id_ in left.keys() - right.keys()),
        tuple(id_ for _, id_ in right.keys() - left.keys()),
    )
    return Comparison(before, after, frame, changes, (_sorted(only[0]), _sorted(only[1])))


def _sorted(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _table(scores: Scores, side: str) -> pl.DataFrame:
    names = pl.col("outcome").replace_strict(list(range(len(OUTCOMES))), list(OUTCOMES))
    frame = scores.frame.select(
        pl.when(pl.col("scored") == 1).then("score").alias("exact"),
        pl.when(pl.col("scored") == 1).then("published").alias("published"),
        "grade",
        names.cast(pl.String).alias("outcome"),
    )
    people = scores.answers.applicants.select(*APPLICANT)
    table = pl.concat([people, frame, rank(scores).select("row", "rank")], how="horizontal")
    table = table.with_columns(pl.col("applicant").fill_null(""))
    once = table.unique("applicant", keep="first", maintain_order=True)
    return once.rename(
        {name: f"{name}_{side}" for name in once.columns if name not in ("applicant", "exact")}
        | {"exact": side}
    )


def _full(scores: Scores) -> dict[tuple[Level, str], int]:
    """Full points of every part and criterion, in ten-thousandths, in the order of the standard."""
    standard = scores.program.standard
    parts: dict[tuple[Level, str], int] = {
        ("part", part.id): scaled(part.points, POINT_DECIMALS) for _, part in standard.walk_parts()
    }
    return parts | {("criterion", low.criterion.id): low.points for low in scores.program.lowered}


def _change(
    key: tuple[Level, str], of: tuple[int, int], runs: tuple[Scores, Scores], both: pl.DataFrame
) -> Change:
    level, id_ = key
    sides = []
    for scores, rows in zip(runs, (both["row_before"], both["row_after"]), strict=True):
        name = f"{'part' if level == 'part' else 'points'}:{id_}"
        applies = f"{'scored' if level == 'part' else 'applies'}:{id_}"
        present = [pl.col(applies) == 1] if applies in scores.frame.columns else []
        column = pl.when(*present).then(name) if present else pl.col(name)
        sides.append(scores.frame.select(column.alias("points"))["points"].gather(rows))
    table = pl.DataFrame({"before": sides[0], "after": sides[1]}).drop_nulls()
    rose = table["after"] * of[0] - table["before"] * of[1]
    count = table.height
    return Change(
        level,
        id_,
        of,
        (int(table["before"].sum()) // max(count, 1), int(table["after"].sum()) // max(count, 1)),
        count,
        int((rose > 0).sum()),
        int((rose < 0).sum()),
    )


def ranked(scores: Scores) -> int:
    """How many of a run are ranked."""
    return int(scores.frame.select(order(scores.program.standard).is_not_null().sum()).item())
