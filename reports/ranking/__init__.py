"""A ranking as people read it: groups, who stands where, and who is not ranked, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from engine.quota import WITHIN
from engine.robustness import Robustness
from engine.score import Scores
from reports.clean import clean
from reports.findings import findings
from reports.grade_lines import GradeLine, grade_lines
from reports.points import in_table
from reports.ranking import quota_words
from reports.ranking.chances import Chances, chances
from reports.ranking.chances import notes as drawn_notes
from reports.standing import HOLDING, NO_TERMS, Terms, standing
from reports.words import Words, words
from standards.numbers import plain
from standards.ranking import Quota
from standards.text import Language


@dataclass(frozen=True, slots=True)
class Place:
    """One applicant. `rank` is None for those who are not ranked; `tied`: another has the same.

    `code` is as it was given; all other texts are cleaned for showing. `compared` is what ranks
    look at, in ten-thousandths of a point; None where nothing applied.
    `score` is as published, `grade` and `decision` are words; `reasons` tell why there is no rank.
    `quota` is one of `engine.quota.STATUSES`, None where there is no rank or no quota;
    `quota_reason` says it, and who is among the last; `chances` only where they were drawn.
    """

    row: int
    rank: int | None
    tied: bool
    code: str
    name: str
    district: str
    category: str
    compared: int | None
    exact: int | None
    score: str
    grade_id: str | None
    grade: str
    outcome: str
    decision: str
    reasons: tuple[str, ...]
    quota: str | None = None
    quota_reason: str = ""
    chances: Chances | None = None

    @property
    def within(self) -> bool | None:
        """Whether within the quota; None where there is none, or no rank."""
        return None if self.quota is None else self.quota in WITHIN

    @property
    def title(self) -> str:
        """The name; the code where there is none."""
        return self.name or self.shown_code

    @property
    def shown_code(self) -> str:
        """The code, cleaned for showing."""
        return clean(self.code)


@dataclass(frozen=True, slots=True)
class Group:
    """Applicants that are ranked among each other.

    `name` is None where there is one group only, empty for those of whom it is not known.
    """

    name: str | None
    ranked: tuple[Place, ...]
    others: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking in one language; `by` is a column of the applicants, or None.

    `notes` tell the rules of quota and loss of titles; `drawn` is the name of the grade whose
    chance is told, and what was drawn, where it was.
    """

    words: Words
    standard: str
    edition: str
    title: str
    as_of: date
    by: str | None
    of: str
    compares: str
    lines: tuple[GradeLine, ...]
    groups: tuple[Group, ...]
    quota: Quota | None = None
    notes: tuple[str, ...] = ()
    robustness: Robustness | None = None
    drawn: tuple[str, ...] = ()
    title_name: str = ""

    @property
    def told_of_quota(self) -> bool:
        """Whether a column tells of quota and loss of titles."""
        places = (place for group in self.groups for place in group.ranked)
        return self.quota is not None or any(place.quota_reason for place in places)

    @property
    def ends(self) -> tuple[int, int]:
        """The ends of a scale that holds every score and every grade line, in ten-thousandths."""
        found = [p.compared for g in self.groups for p in g.ranked if p.compared is not None]
        found += [line.score for line in self.lines]
        low, high = min(found, default=0), max(found, default=1_000_000)
        return low // 100_000 * 100_000, -(-max(high, low + 1) // 100_000) * 100_000


def ranking(
    scores: Scores,
    language: Language,
    by: str | None = None,
    terms: Terms = NO_TERMS,
    robustness: Robustness | None = None,
) -> Ranking:
    """The ranking of all applicants, within the groups of a column where one is named."""
    standard, say = scores.program.standard, words(language)
    table = standing(scores, by=by, terms=terms)
    reasons = _reasons(scores, table, language)
    drawn = chances(robustness) if robustness else []
    places = [_place(scores, row, reasons, say, drawn) for row in table.iter_rows(named=True)]
    groups: dict[str | None, list[Place]] = {}
    for name, place in zip(table["group"], places, strict=True):
        groups.setdefault(name, []).append(place)
    title = robustness.asked.title if robustness else None
    return Ranking(
        words=say,
        standard=standard.standard,
        edition=standard.edition,
        title=standard.title.in_(language),
        as_of=scores.as_of,
        by=by,
        of=plain(standard.points),
        compares=standard.compare,
        lines=grade_lines(scores.program, language),
        groups=tuple(_group(name, found) for name, found in groups.items()),
        quota=terms.quota_of(standard),
        notes=tuple(quota_words.notes(scores, terms, table, say)),
        robustness=robustness,
        drawn=tuple(drawn_notes(robustness, say)) if robustness else (),
        title_name="" if title is None else standard.grades[title].name.in_(language),
    )


def _group(name: str | None, places: list[Place]) -> Group:
    ranked = tuple(place for place in places if place.rank is not None)
    return Group(
        None if name is None else clean(name),
        ranked,
        tuple(place for place in places if place.rank is None),
    )


def _reasons(scores: Scores, table: pl.DataFrame, language: Language) -> dict[int, tuple[str, ...]]:
    """Why somebody is not ranked, by row."""
    rows = table.filter(pl.col("rank").is_null())["row"].to_list()
    told = findings(scores, rows, language)
    return {
        row: tuple(reason.text for reason in finding.reasons if reason.kind in HOLDING)
        for row, finding in zip(rows, told, strict=True)
    }


def _place(
    scores: Scores,
    row: dict[str, Any],
    reasons: dict[int, tuple[str, ...]],
    say: Words,
    drawn: Sequence[Chances],
) -> Place:
    standard = scores.program.standard
    reached = row["grade"] < len(standard.grades)
    grade = standard.grades[row["grade"]] if reached else None
    return Place(
        row=row["row"],
        rank=row["rank"],
        tied=row["tied"],
        code=row["applicant"] or "",
        name=clean(row["name"] or ""),
        district=clean(row["district"] or ""),
        category=clean(row["category"] or ""),
        compared=row["compared"],
        exact=row["exact"],
        score="–" if row["score"] is None else in_table(row["score"], standard.decimals),
        grade_id=grade.id if grade else None,
        grade=grade.name.in_(say.language) if grade else "",
        outcome=row["outcome"],
        decision=say[f"outcome_{row['outcome']}"],
        reasons=reasons.get(row["row"], ()),
        quota=row["quota"],
        quota_reason="" if row["rank"] is None else quota_words.reason(row, standard, say),
        chances=drawn[row["row"]] if drawn else None,
    )
