"""Findings: one model of what is to be said of an applicant, for every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from engine.judgement import Weigher
from engine.program import OUTCOMES, Program
from engine.score import Scores
from engine.states import states
from engine.trace import Tracer
from reports.batch import Batch, Beside, OneOf
from reports.clean import clean
from reports.decision import decision
from reports.findings.certainty import GRADED, certainty
from reports.findings.criteria import CriterionTeller
from reports.findings.disagreements import Disagreements
from reports.findings.finding import (
    Applicant,
    CriterionFinding,
    FigureFinding,
    Finding,
    PartFinding,
    ProblemLine,
    Reason,
)
from reports.findings.lines import PartLine
from reports.findings.measures import figure_measure
from reports.findings.reasons import Reasons
from reports.findings.wording import Wording, wording_of
from reports.yardsticks import Comparison
from standards.campaign import Campaign
from standards.editions import not_in_force
from standards.model import Grade
from standards.numbers import plain, unscaled
from standards.text import Language
from submissions.problems import in_language

_CHUNK = 2_000
"""Applicants whose numbers are held as Python values at a time."""


def findings(
    scores: Scores,
    rows: Sequence[int] | None,
    language: Language,
    campaign: Campaign | None = None,
    *,
    comparisons: Sequence[Comparison] | None = None,
) -> Iterator[Finding]:
    """The finding of every applicant, or of some rows, in that order.

    `campaign` says who answers for what and by when, where a year's campaign does. `comparisons`
    stand in the order of the rows (see `reports.yardsticks`).
    """
    named = "" if campaign is None else campaign.model_dump_json()
    ready = _ready(_Key(scores.program.digest, language, named, scores.program, campaign))
    picked = range(scores.frame.height) if rows is None else rows
    if not len(picked):
        return
    beside, state = Beside(scores.answers), states(scores)
    for start in range(0, len(picked), _CHUNK):
        chunk = picked[start : start + _CHUNK]
        batch = Batch(scores, ready.tracer, state, beside, chunk)
        batch.weigh(ready.weigher, scores)
        told = _Told(ready, scores, batch, beside).all()
        if comparisons is None:
            yield from told
        else:
            compared = comparisons[start : start + _CHUNK]
            pairs = zip(told, compared, strict=True)
            yield from (replace(finding, comparison=one) for finding, one in pairs)


@dataclass(frozen=True, slots=True)
class _Key:
    """A program, known by its digest, and a campaign, known by its text."""

    digest: str
    language: Language
    named: str
    program: Program = field(compare=False)
    campaign: Campaign | None = field(compare=False)


@dataclass(frozen=True)
class _Ready:
    """What is worked out once for a standard and a language."""

    wording: Wording
    tracer: Tracer
    weigher: Weigher
    reasons: Reasons
    criteria: tuple[CriterionTeller, ...]
    disagreements: Disagreements


@lru_cache(maxsize=8)
def _ready(key: _Key) -> _Ready:
    wording = wording_of(key.program, key.language, key.campaign)
    pairs = zip(key.program.lowered, wording.criteria, strict=True)
    return _Ready(
        wording,
        Tracer(key.program),
        Weigher(key.program),
        Reasons(key.program, wording.words),
        tuple(CriterionTeller(wording, lowered, line) for lowered, line in pairs),
        Disagreements(key.program, key.language),
    )


class _Told:
    """The findings of one batch."""

    def __init__(self, ready: _Ready, scores: Scores, batch: Batch, beside: Beside) -> None:
        self._ready = ready
        self._scores = scores
        self._batch = batch
        self._beside = beside
        self._outside = tuple(outside(scores.program, scores.as_of, ready.wording.language))

    def all(self) -> Iterator[Finding]:
        """One finding a row."""
        criteria = zip(*(teller.tell(self._batch) for teller in self._ready.criteria), strict=True)
        parts = zip(*map(self._part, self._ready.wording.parts), strict=True)
        for place, (told, scored) in enumerate(zip(criteria, parts, strict=True)):
            yield self._one(place, told, scored)

    def _part(self, line: PartLine) -> list[PartFinding]:
        scored, exact = self._columns(f"scored:{line.id}", f"part:{line.id}")
        made: dict[int | None, PartFinding] = {}
        found = []
        for is_scored, points in zip(scored, exact, strict=True):
            held = points if is_scored else None
            found.append(made.setdefault(held, PartFinding(line, held)))
        return found

    def _columns(self, *names: str) -> Iterator[Sequence[Any]]:
        return (self._batch.columns[name] for name in names)

    def _one(
        self, place: int, criteria: tuple[CriterionFinding, ...], parts: tuple[PartFinding, ...]
    ) -> Finding:
        row, reasons = OneOf(self._batch, place), self._ready.reasons
        outcome = OUTCOMES[row.value("outcome") or 0]
        grades = self._ready.wording.program.standard.grades
        reached = row.value("grade")
        grade = grades[reached] if reached is not None and reached < len(grades) else None
        scored = bool(row.value("scored"))
        who = self._batch.applicants[place]
        return Finding(
            wording=self._ready.wording,
            applicant=Applicant(*(clean(who.get(name) or "") for name in _WHO)),
            digest=who.get("digest") or "",
            as_of=self._scores.as_of,
            outcome=outcome,
            grade=grade.id if grade else None,
            decision=decision(outcome, grade.name if grade else None, self._ready.wording.words),
            deadline=_deadline(self._scores.as_of, grade),
            exact=row.value("score") if scored else None,
            published=row.value("published") if scored else None,
            bonus=row.value("bonus") or 0,
            penalty=row.value("penalty") or 0,
            coverage=row.value("coverage") or 0,
            certainty=certainty(row, self._ready.wording) if scored else None,
            reasons=_fitting(outcome, reasons.of(row)),
            next=reasons.next(row) if outcome in GRADED else None,
            parts=parts,
            criteria=criteria,
            figures=tuple(self._figures(row)),
            checks=tuple(self._ready.disagreements.tell(row)),
            problems=(
                *self._outside,
                *(
                    problem(line, self._ready.wording.language)
                    for line in self._beside.problems.get(who["applicant"] or "", ())
                ),
            ),
        )

    def _figures(self, row: OneOf) -> Iterator[FigureFinding]:
        program, words = self._ready.wording.program, self._ready.wording.words
        for id_, figure in program.standard.figures.items():
            measure = figure_measure(program, id_, words.language)
            value, title = row.value(measure.column), figure.title.in_(words.language)
            if value is None:
                yield FigureFinding(id_, title, None, None)
            else:
                number = plain(unscaled(value, measure.decimals))
                yield FigureFinding(id_, title, number, measure.text(value))


def _fitting(outcome: str, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Who was not judged has missed no grade: what is not answered is not unmet."""
    if outcome != "not_judged":
        return reasons
    return tuple(reason for reason in reasons if reason.kind not in ("grade", "minimum"))


_WHO = ("applicant", "name", "district", "category")


def _deadline(as_of: date, grade: Grade | None) -> date | None:
    """The last day for correction, where the grade sets one."""
    if grade is None or grade.within_days is None:
        return None
    return as_of + timedelta(days=grade.within_days)


def outside(program: Program, as_of: date, language: Language) -> Iterator[ProblemLine]:
    """A line where the day of judgement is outside the term of the edition."""
    said = not_in_force(program.standard, as_of)
    if said is not None:
        edition = program.standard.edition
        yield ProblemLine(program.standard.standard, "", edition, said.in_(language), "question")


def problem(line: Mapping[str, str | None], language: Language) -> ProblemLine:
    """A line of `engine.answers.PROBLEM` in one language, cleaned for showing."""
    said = {key: clean(value or "") for key, value in line.items()}
    where = "!".join(said[key] for key in ("file", "sheet", "cell") if said[key])
    allowed = in_language(said["allowed"], language)
    return ProblemLine(where, said["field"], said["found"], allowed, said["effect"])
