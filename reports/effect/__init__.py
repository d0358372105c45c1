"""The effect of a change of edition on a run: who gains and who loses, by part and criterion.

Every applicant is scored by the new edition with the old answers. What these say nothing of - new
questions - is told apart: a score lies between `least`, where new questions earn nothing, and
`most`, where they earn all they can. A loss is sure only where even `most` is below the old score.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from engine.answers import Answers, completed
from engine.cohort import fill
from engine.program import Program, evidence_of
from engine.reach import reach
from engine.score import Scores, score
from reports.effect.groups import Group, groups_of
from reports.run import Run, RunError
from standards.id_map import IdMap
from submissions.carry import carried

Verdict = Literal["gains", "loses", "same", "open", "unscored"]
VERDICTS: tuple[Verdict, ...] = ("loses", "gains", "same", "open", "unscored")
"""How an applicant fares: surely worse, surely better, the same, hanging on what is open, without a
score in one of the editions."""

WHO = ("applicant", "name", "district", "category")


@dataclass(frozen=True)
class Effect:
    """What a change of edition does to the applicants of a run.

    `applicants` has one row each: applicant, name, district, category; `old`, `least`, `most`
    (scores in ten-thousandths, null where there is none); `old_grade`, `least_grade`, `most_grade`
    (places in the grades of their edition, their number where none); `old_outcome`, ... (names);
    `verdict`. `groups` holds a row a part, criterion, or some that belong together.
    """

    folder: Path
    old: Program
    new: Program
    ids: IdMap
    as_of: date
    applicants: pl.DataFrame
    groups: tuple[Group, ...]
    carried: int
    lost: int
    invalid: int

    def count(self, verdict: Verdict) -> int:
        """How many applicants fare so."""
        return self.applicants.filter(pl.col("verdict") == verdict).height


def effect(run: Run, new: Program, ids: IdMap) -> Effect:
    """The effect on a run. Raises RunError where that is of another edition than the map."""
    before, standard = run.scores, ids.old
    found = before.program.standard
    if (found.standard, found.edition) != (standard.standard, standard.edition):
        message = (
            f"{run.folder}: the run is of {found.standard} {found.edition}; "
            f"one of {standard.standard} {standard.edition} is needed"
        )
        raise RunError(message)
    answers = carried(before.answers, before.program, new, ids)
    fresh = [name for name in ids.new_fields if new.standard.asked[name].type != "text"]
    span = reach(new, fresh, _new_papers(ids, answers, new))
    answers, _ = fill(new, answers, before.as_of)
    least, most = (score(program, answers, before.as_of) for program in (span.least, span.most))
    told = answers.problems[before.answers.problems.height :]["effect"].to_list()
    asked = [name for name, target in ids.fields.items() if target]
    values = completed(before.program, before.answers.values)
    return Effect(
        folder=run.folder,
        old=before.program,
        new=new,
        ids=ids,
        as_of=before.as_of,
        applicants=_applicants(before, least, most),
        groups=tuple(groups_of(ids, before, least, most)),
        carried=sum(int(values[name].count()) for name in asked) - told.count("invalid"),
        lost=told.count("ignored"),
        invalid=told.count("invalid"),
    )


def _new_papers(ids: IdMap, answers: Answers, new: Program) -> list[str]:
    """Criteria that require papers now and did not, for which nobody has handed any in."""
    before = {criterion.id for criterion in ids.old.criteria if criterion.evidence}
    return [
        id_
        for id_ in new.evidenced
        if not before.intersection(ids.sources[id_]) and not answers.values[evidence_of(id_)].any()
    ]


def _applicants(before: Scores, least: Scores, most: Scores) -> pl.DataFrame:
    frame = before.answers.applicants.select(*WHO)
    for name, scores in (("old", before), ("least", least), ("most", most)):
        frame = pl.concat([frame, _standing(scores, name)], how="horizontal")
    old, low, high = pl.col("old"), pl.col("least"), pl.col("most")
    verdict = (
        pl.when(old.is_null() | low.is_null())
        .then(pl.lit("unscored"))
        .when(low > old)
        .then(pl.lit("gains"))
        .when(high < old)
        .then(pl.lit("loses"))
        .when(low == high)
        .then(pl.lit("same"))
        .otherwise(pl.lit("open"))
    )
    return frame.with_columns(verdict=verdict)


def _standing(scores: Scores, name: str) -> pl.DataFrame:
    """Score, grade and outcome of every applicant."""
    return scores.frame.select(
        pl.when(pl.col("scored") == 1).then("score").alias(name),
        pl.col("grade").alias(f"{name}_grade"),
        pl.col("outcome").alias(f"{name}_outcome"),
    )
