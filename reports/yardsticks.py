"""With whom an applicant is compared: the others of its district, and itself in an earlier run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from engine.program import OUTCOMES
from engine.score import Scores
from standards.numbers import POINT_DECIMALS, scaled
from standards.text import Phrase

_ALONE = 2
"""A group of fewer is no comparison."""


@dataclass(frozen=True, slots=True)
class Medians:
    """The middle of a group: `count` applicants; points in ten-thousandths.

    `district` is empty where the group is the whole run. A part that no one of them has is left
    out. Of an even number it is the mean of the two in the middle, half up.
    """

    district: str
    count: int
    total: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same applicant in an earlier run; points and full points in ten-thousandths.

    `exact` is None where nothing applied, `grade` where none was reached. Parts in which nothing
    applied are left out. `is_same` says that it was judged by the very same standard.
    """

    standard: str
    edition: str
    digest: str
    as_of: date
    is_same: bool
    outcome: str
    grade: Phrase | None
    exact: int | None
    of: int
    parts: Mapping[str, tuple[int, int]]
    criteria: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is known of others and of earlier; None where nothing is.

    `is_new`: there is an earlier run, and the applicant is not in it.
    """

    medians: Medians | None = None
    earlier: Earlier | None = None
    is_new: bool = False


NOBODY = Comparison()


@dataclass
class Comparer:
    """Finds what the applicants of a batch are compared with.

    `earlier` are the scores of an earlier run; applicants are found in it by their code.
    """

    scores: Scores
    earlier: Scores | None = None
    _medians: dict[str, Medians] = field(init=False)
    _places: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._medians = {medians.district: medians for medians in _medians(self.scores)}
        codes = self.earlier.answers.applicants["applicant"].to_list() if self.earlier else []
        self._places = {code: place for place, code in enumerate(codes) if code}

    def of(self, rows: Sequence[int]) -> list[Comparison]:
        """The comparisons of some rows, in that order."""
        people = self.scores.answers.applicants[list(rows)]
        earlier = self._earlier(people["applicant"].to_list())
        districts = people["district"].fill_null("").to_list()
        return [
            Comparison(
                self._medians.get(district) or self._medians.get(""),
                before,
                before is None and self.earlier is not None,
            )
            for district, before in zip(districts, earlier, strict=True)
        ]

    def _earlier(self, codes: Sequence[str | None]) -> list[Earlier | None]:
        if self.earlier is None:
            return [None] * len(codes)
        places = [self._places.get(code or "") for code in codes]
        known = [place for place in places if place is not None]
        found = dict(zip(known, _earlier(self.earlier, known, self.scores), strict=True))
        return [None if place is None else found[place] for place in places]


def _medians(scores: Scores) -> list[Medians]:
    """The medians of every district, and of all under the empty name; of those judged."""
    ids = [part.id for _, part in scores.program.standard.walk_parts()]
    held = {"total": pl.when(pl.col("scored") == 1).then(pl.col("score"))}
    held |= {id_: pl.when(pl.col(f"scored:{id_}") == 1).then(f"part:{id_}") for id_ in ids}
    table = scores.frame.select(
        scores.answers.applicants["district"].fill_null("").alias(":district"),
        pl.col("outcome").alias(":outcome"),
        *(expr.alias(name) for name, expr in held.items()),
    ).filter(pl.col(":outcome") != OUTCOMES.index("not_judged"), pl.col("total").is_not_null())
    middle = [_median(name) for name in held]
    groups = table.group_by(":district").agg(pl.len().alias(":count"), *middle)
    groups = groups.filter(pl.col(":district") != "")
    everybody = table.select(pl.lit("").alias(":district"), pl.len().alias(":count"), *middle)
    return [
        Medians(
            row[":district"],
            row[":count"],
            row["total"],
            {id_: row[id_] for id_ in ids if row[id_] is not None},
        )
        for frame in (groups, everybody)
        for row in frame.iter_rows(named=True)
        if row[":count"] >= _ALONE
    ]


def _median(name: str) -> pl.Expr:
    """Whole numbers all the way: the two in the middle, and their mean half up."""
    low, high = (
        pl.col(name).quantile(0.5, interpolation=end).cast(pl.Int64) for end in ("lower", "higher")
    )
    return ((low + high + 1) // 2).alias(name)


def _earlier(scores: Scores, rows: Sequence[int], now: Scores) -> list[Earlier]:
    """What some rows of an earlier run were."""
    standard, frame = scores.program.standard, scores.frame[list(rows)]
    parts = {part.id: scaled(part.points, POINT_DECIMALS) for _, part in standard.walk_parts()}
    full = {low.criterion.id: low.points for low in scores.program.lowered}
    return [
        Earlier(
            standard=standard.standard,
            edition=standard.edition,
            digest=scores.program.digest,
            as_of=scores.as_of,
            is_same=scores.program.digest == now.program.digest,
            outcome=OUTCOMES[row["outcome"]],
            grade=standard.grades[row["grade"]].name
            if row["grade"] < len(standard.grades)
            else None,
            exact=row["score"] if row["scored"] else None,
            of=scaled(standard.points, POINT_DECIMALS),
            parts={k: (row[f"part:{k}"], of) for k, of in parts.items() if row[f"scored:{k}"]},
            criteria={k: (row[f"points:{k}"], of) for k, of in full.items()},
        )
        for row in frame.iter_rows(named=True)
    ]
