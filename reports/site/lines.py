"""The lines of rankings: who stands where, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from engine.program import OUTCOMES
from reports.clean import clean, short
from reports.decision import decision
from reports.grade_lines import grade_lines
from reports.points import in_table
from reports.signs import OUTCOME_SIGNS
from reports.site.edition import Edition
from reports.words import words
from standards.numbers import POINT_DECIMALS, points_text, scaled
from standards.text import Language

_NAME = 120
"""Characters of a name that a list shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One applicant. Texts are cleaned for showing, but `code` and `district` are as given.

    `place` is the row of the results, `file` the name of the page without ending. `rank` and
    `district_rank` are None for those who are not ranked. `compared` is what ranks look at, in
    ten-thousandths; None where nothing applied.
    """

    place: int
    code: str
    file: str
    title: str
    shown_code: str
    district: str | None
    shown_district: str
    rank: int | None
    tied: bool
    district_rank: int | None
    compared: int | None
    score: str
    outcome: str
    grade: str | None
    decision: str
    reasons: str

    @property
    def rank_text(self) -> str:
        """The rank, with a sign where another has the same: `2=`."""
        return f"{self.rank}{'=' if self.tied else ''}"

    @property
    def sign(self) -> str:
        """The sign of the outcome."""
        return OUTCOME_SIGNS[self.outcome]


@dataclass(frozen=True)
class Lines:
    """The lines of an edition: by place, and in the order of the ranking."""

    by_place: tuple[Line, ...]
    ranked: tuple[Line, ...]
    apart: tuple[Line, ...]

    def of_district(self, district: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The ranked by their rank within the district, and those apart."""
        ranked = [line for line in self.ranked if line.district == district]
        ranked.sort(key=lambda line: (line.district_rank or 0, line.code))
        return tuple(ranked), tuple(line for line in self.apart if line.district == district)


_KEPT: dict[tuple[int, Language], tuple[Edition, Lines]] = {}


def lines_of(edition: Edition, language: Language) -> Lines:
    """The lines of an edition, worked out once."""
    key = (id(edition), language)
    if key not in _KEPT or _KEPT[key][0] is not edition:
        if len(_KEPT) > 8:
            _KEPT.clear()
        _KEPT[key] = (edition, _lines(edition, language))
    return _KEPT[key][1]


def _lines(edition: Edition, language: Language) -> Lines:
    standard = edition.program.standard
    grades = {grade.id: grade.name for grade in standard.grades}
    said = {
        (outcome, id_): decision(outcome, grades.get(id_ or ""), words(language))
        for outcome in OUTCOMES
        for id_ in (*grades, None)
    }
    by_score = standard.compare == "published"
    empty = words(language)["no_score"]
    made = []
    rows = edition.results.iter_rows(named=True)
    for place, (row, file) in enumerate(zip(rows, edition.files, strict=True)):
        published = None if row["score"] is None else _scaled(row["score"])
        shown = short(clean(row["applicant"]), _NAME)
        name = short(clean(row.get("name") or ""), _NAME)
        district = row.get("district")
        made.append(
            Line(
                place=place,
                code=row["applicant"],
                file=file,
                title=name or shown or file,
                shown_code=shown,
                district=district,
                shown_district=short(clean(district or ""), _NAME),
                rank=row["rank"],
                tied=row["tied"],
                district_rank=row.get("district_rank"),
                compared=published if by_score else row["exact"],
                score=empty if published is None else in_table(published, standard.decimals),
                outcome=row["outcome"],
                grade=row["grade"],
                decision=said[row["outcome"], row["grade"]],
                reasons=clean(row.get(f"reasons_{language}") or ""),
            )
        )
    ranked = [line for line in made if line.rank is not None]
    ranked.sort(key=lambda line: (line.rank or 0, line.code))
    apart = sorted((line for line in made if line.rank is None), key=lambda line: line.code)
    return Lines(tuple(made), tuple(ranked), tuple(apart))


@lru_cache(maxsize=65_536)
def _scaled(points: Decimal) -> int:
    return scaled(points, POINT_DECIMALS)


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a scale that holds every score and grade line, and where the lines stand.

    `lines` are in percent of the scale, `low` and `high` in ten-thousandths of a point.
    """

    low: int
    high: int
    lines: tuple[str, ...]
    titles: tuple[str, ...]

    def at(self, points: int | None) -> str:
        """Where some points stand, in percent."""
        return f"{((points or 0) - self.low) / (self.high - self.low) * 100:.2f}"

    @property
    def ends(self) -> tuple[str, str]:
        """The ends as texts."""
        return points_text(self.low), points_text(self.high)


def scale_of(edition: Edition, language: Language) -> Scale:
    """The scale on which the rankings of an edition show their scores."""
    ranked = lines_of(edition, language).ranked
    marks = grade_lines(edition.program, language)
    found = [line.compared for line in ranked if line.compared is not None]
    found += [mark.score for mark in marks]
    low, high = min(found, default=0), max(found, default=1_000_000)
    low, high = low // 100_000 * 100_000, -(-max(high, low + 1) // 100_000) * 100_000
    bare = Scale(low, high, (), ())
    return Scale(low, high, tuple(bare.at(m.score) for m in marks), tuple(m.title for m in marks))
