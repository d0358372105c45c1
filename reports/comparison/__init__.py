"""Two runs compared, as people read it: who gained, who lost, by which parts and criteria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from engine.compare import Change, Comparison, ranked
from engine.score import Scores
from reports.clean import clean
from reports.comparison import notes
from reports.comparison.changes import signed
from reports.points import in_table
from reports.words import Words, words
from standards.numbers import points_text
from standards.text import Language


@dataclass(frozen=True, slots=True)
class Side:
    """One of the runs, under the name that the reader gave it."""

    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Mover:
    """An applicant of both runs.

    `change` is in ten-thousandths of a point, None where one of the scores is missing; scores and
    `shown` are texts, decisions are words.
    """

    code: str
    name: str
    district: str
    scores: tuple[str, str]
    exact: tuple[int | None, int | None]
    change: int | None
    shown: str
    ranks: tuple[int | None, int | None]
    decisions: tuple[str, str]

    @property
    def title(self) -> str:
        """The name; the code where there is none."""
        return self.name or clean(self.code)


@dataclass(frozen=True, slots=True)
class Line:
    """A part or criterion in both runs; means and `shown` are texts of points, shares in percent.

    `difference` is that of the shares, in percentage points.
    """

    change: Change
    title: str
    means: tuple[str, str]
    shown: str
    shares: tuple[float, float]

    @property
    def difference(self) -> float:
        """By how many percentage points the mean share rose."""
        return self.shares[1] - self.shares[0]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs in one language.

    `movers` are by change, the greatest gain first; `alone` names who is in one of the runs only;
    `notes` are sentences, what differs between the standards first.
    """

    words: Words
    standard: str
    title: str
    decimals: int
    sides: tuple[Side, Side]
    movers: tuple[Mover, ...]
    lines: tuple[Line, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    notes: tuple[str, ...]

    @property
    def changes(self) -> list[int]:
        """The changes of all who have a score in both, in rising order."""
        return sorted(mover.change for mover in self.movers if mover.change is not None)

    def of_level(self, level: str) -> list[Line]:
        """The parts or the criteria that apply to anybody, the greatest gain first."""
        found = [line for line in self.lines if line.change.level == level and line.change.count]
        return sorted(found, key=lambda line: -line.difference)


def compared(found: Comparison, names: tuple[str, str], language: Language) -> Compared:
    """The comparison in words; `names` are what the runs are called."""
    say, standard = words(language), found.after.program.standard
    shown = (clean(names[0]), clean(names[1]))
    both = found.both.sort("change", "applicant", descending=[True, False], nulls_last=True)
    movers = tuple(_mover(row, found, say) for row in both.iter_rows(named=True))
    return Compared(
        words=say,
        standard=standard.standard,
        title=standard.title.in_(language),
        decimals=standard.decimals,
        sides=(_side(found.before, shown[0], say), _side(found.after, shown[1], say)),
        movers=movers,
        lines=tuple(_lines(found, say)),
        alone=(_alone(found, "after"), _alone(found, "before")),
        notes=tuple(notes.told(found, shown, say)),
    )


def _side(scores: Scores, name: str, say: Words) -> Side:
    standard, count = scores.program.standard, scores.frame.height
    told = say.count(
        "compare_side",
        count,
        name=name,
        standard=standard.standard,
        edition=standard.edition,
        day=scores.as_of,
        ranked=ranked(scores),
    )
    return Side(name, told)


def _mover(row: dict[str, Any], found: Comparison, say: Words) -> Mover:
    decimals = found.after.program.standard.decimals
    published = (row["published_before"], row["published_after"])
    scores = tuple("–" if points is None else in_table(points, decimals) for points in published)
    return Mover(
        code=row["applicant"],
        name=clean(row["name"] or ""),
        district=clean(row["district"] or ""),
        scores=(scores[0], scores[1]),
        exact=(row["before"], row["after"]),
        change=row["change"],
        shown=signed(row["change"], decimals),
        ranks=(row["rank_before"], row["rank_after"]),
        decisions=(
            notes.decision(row, "before", found.before, say),
            notes.decision(row, "after", found.after, say),
        ),
    )


def _lines(found: Comparison, say: Words) -> Iterator[Line]:
    standard = found.after.program.standard
    titles = {part.id: part.title for _, part in standard.walk_parts()}
    named = {("criterion", c.id): c.title for c in standard.criteria}
    named |= {("part", id_): title for id_, title in titles.items()}
    for change in found.changes:
        before, after = change.shares
        yield Line(
            change,
            named[change.level, change.id].in_(say.language),
            (points_text(_rounded(change.mean[0])), points_text(_rounded(change.mean[1]))),
            signed(_rounded(change.mean[1]) - _rounded(change.mean[0]), 2),
            (before * 100, after * 100),
        )


def _rounded(mean: int) -> int:
    """Hundredths of a point are enough for a mean."""
    return (mean + 50) // 100 * 100


def _alone(found: Comparison, other: str) -> tuple[str, ...]:
    """Names of those who are missing in the other run."""
    table = found.frame.filter(pl.col(f"row_{other}").is_null())
    return tuple(
        clean(name) if name and name.strip() else clean(code)
        for code, name in table.select("applicant", "name").iter_rows()
    )
