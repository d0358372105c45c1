"""A finding: all that is to be said of one applicant. Every format is made from this alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.findings.lines import CriterionLine, PartLine
from reports.findings.wording import Wording
from reports.yardsticks import NOBODY, Comparison


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who was judged; texts are cleaned for showing, empty where nothing was said."""

    code: str
    name: str
    district: str
    category: str

    @property
    def title(self) -> str:
        """The name; the code where there is none."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the outcome is what it is.

    `kind`: gate, gate_open, veto, veto_open, coverage, nothing_applies, minimum, or grade (a better
    grade was missed; `grade` bears its name).
    """

    kind: str
    text: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The next better grade, and in words what is missing to it.

    `missing`: how much the score is short, in ten-thousandths; None where it names no score.
    `others`: how many further conditions are missed.
    """

    id: str
    name: str
    missing: int | None
    others: int
    text: str


@dataclass(frozen=True, slots=True)
class PartFinding:
    """A part's score in ten-thousandths; None where nothing of it applies."""

    line: PartLine
    exact: int | None

    @property
    def is_short(self) -> bool:
        """Whether it is below its own minimum."""
        return self.exact is not None and self.exact < (self.line.minimum or 0)

    @property
    def is_low(self) -> bool:
        """Whether it is below its minimum, or below what a grade asks of every part."""
        return self.exact is not None and self.exact < (self.line.needed or 0)


@dataclass(frozen=True, slots=True)
class StepFinding:
    """What one line of a rule did: `amount` is `points` x `times`, within the line's cap.

    Points are ten-thousandths; `lost` is what it could have given more, or taken less. `takes`
    says that the line takes points. `state`: answered, unanswered, or invalid.
    """

    label: str
    points: int
    times: int
    amount: int
    lost: int
    takes: bool
    state: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered, in words; `label` is empty where the criterion's title is the question.

    `state`: answered, unanswered, invalid (`text` is then what was written), or worked_out.
    """

    label: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """One criterion: points in ten-thousandths, what was found, why, and what to do.

    `state` is one of `engine.states.STATES`. `points` of a penalty are what it takes off. `lost` is
    what is missing of the full points (a penalty: what it takes; a bonus: what it could add),
    `gain` by how much the score would rise without the loss, `lifts` names the better grade that
    this criterion at its full points would bring all alone (empty: none). `judged` is what of the
    points hangs on an assessor's judgement. `claim` is the reason given for not
    applicable, `papers` the evidence named. `why` is empty where nothing was lost.
    """

    line: CriterionLine
    points: int
    state: str
    lost: int
    gain: int
    lifts: str
    judged: int
    steps: tuple[StepFinding, ...]
    said: tuple[Said, ...]
    claim: str
    papers: tuple[str, ...]
    found: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """What of a score is certain; in ten-thousandths, the first three make up the score.

    `certain` is counted or measured, `judged` hangs on an assessor's judgement, `unproven` on
    evidence that is still missing. `most` is the score if all judgements were the most generous.
    `least_grade` and `most_grade` name the grades of `certain` and `most`, empty where none.
    """

    certain: int
    judged: int
    unproven: int
    most: int
    least_grade: str
    most_grade: str


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """A figure worked out from the answers; None where one of them is missing.

    `number` is exact, `text` bears the unit.
    """

    id: str
    title: str
    number: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something wrong with the submission: where, what was found, what is allowed, what it does."""

    where: str
    field: str
    found: str
    allowed: str
    effect: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One applicant. Points are ten-thousandths, `coverage` ten-thousandths of 1.

    `exact` and `published` are None where nothing applied, as is `certainty`. `grade` is an id,
    None where none was reached. `decision` says outcome and grade in words. `deadline` is the day
    until which a conditional outcome may be mended. `criteria` stand in the order of the standard.
    `digest` is that of the submission, empty where it was not worked out.
    """

    wording: Wording
    applicant: Applicant
    digest: str
    as_of: date
    outcome: str
    grade: str | None
    decision: str
    deadline: date | None
    exact: int | None
    published: int | None
    bonus: int
    penalty: int
    coverage: int
    certainty: Certainty | None
    reasons: tuple[Reason, ...]
    next: NextGrade | None
    parts: tuple[PartFinding, ...]
    criteria: tuple[CriterionFinding, ...]
    figures: tuple[FigureFinding, ...]
    checks: tuple[str, ...]
    problems: tuple[ProblemLine, ...]
    comparison: Comparison = NOBODY

    @property
    def gaps(self) -> list[CriterionFinding]:
        """The criteria that lose points, the greatest gain first."""
        lost = [c for c in self.criteria if c.lost]
        return sorted(lost, key=lambda c: (-c.gain, -c.lost))

    @property
    def lifting(self) -> list[CriterionFinding]:
        """The gaps of which each alone would bring a better grade."""
        return [c for c in self.gaps if c.lifts]

    @property
    def unproven(self) -> list[CriterionFinding]:
        """Criteria that lose nothing, but whose required evidence is missing."""
        return [c for c in self.criteria if c.state == "unproven" and not c.lost]

    @property
    def settled(self) -> list[CriterionFinding]:
        """Criteria with nothing left to do: full points, or not applicable."""
        return [c for c in self.criteria if not c.lost and c.state != "unproven"]
