"""What the documents of a run need of every finding, gathered in one pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.score import Scores
from reports.findings import findings
from reports.findings.finding import Finding
from reports.standing import HOLDING, JUDGED
from reports.tasks import Gathering
from standards.campaign import Campaign
from standards.text import Language

_EVERY = 500
"""Applicants after which progress is told."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on one applicant in words, with what led to it and what is missing."""

    decision: str
    reasons: tuple[str, ...]
    next: str


@dataclass
class Gap:
    """How many lose points at a criterion, what all of them could gain, whom it alone would lift.

    Points are ten-thousandths.
    """

    count: int = 0
    gain: int = 0
    lifted: int = 0


@dataclass
class Gathered:
    """By row of the answers the decisions; by criterion the gaps; the tasks of all departments."""

    decided: list[Decided] = field(default_factory=list)
    gaps: dict[str, Gap] = field(default_factory=dict)
    tasks: Gathering = field(default_factory=Gathering)


def gather(
    scores: Scores,
    language: Language,
    campaign: Campaign | None,
    progress: Callable[[int, int], None],
) -> Gathered:
    """One pass over all findings; `campaign` says who answers for what."""
    made = Gathered(gaps={low.criterion.id: Gap() for low in scores.program.lowered})
    for done, finding in enumerate(findings(scores, None, language, campaign), 1):
        next_ = finding.next.text if finding.next else ""
        made.decided.append(Decided(finding.decision, tuple(_reasons(finding)), next_))
        for criterion in finding.gaps:
            gap = made.gaps[criterion.line.id]
            gap.count += 1
            gap.gain += criterion.gain
            gap.lifted += bool(criterion.lifts)
        made.tasks.add(finding)
        if done % _EVERY == 0 or done == scores.frame.height:
            progress(done, scores.frame.height)
    return made


def _reasons(finding: Finding) -> list[str]:
    """What keeps from being judged; else what decided, and why the next better grade was missed."""
    if finding.outcome not in JUDGED:
        return [reason.text for reason in finding.reasons if reason.kind in HOLDING]
    kept = [reason.text for reason in finding.reasons if reason.kind != "grade"]
    nearest = next((reason.text for reason in finding.reasons if reason.kind == "grade"), None)
    return [*kept, *([nearest] if nearest else [])]
