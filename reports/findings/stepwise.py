"""The points of a criterion step by step, in words: from where it starts to what it counts."""

from __future__ import annotations

from collections.abc import Iterator

from reports.clean import short
from reports.findings.finding import CriterionFinding, StepFinding
from reports.words import Words
from standards.numbers import points_text

_LABEL = 120
"""Characters of a step's label."""


def stepwise(criterion: CriterionFinding, words: Words) -> list[str]:
    """A line for each step; where the criterion starts with points, and what it counts, if other.

    Amounts bear their sign; a penalty's are what it takes off.
    """
    return list(_told(criterion, words))


def _told(criterion: CriterionFinding, words: Words) -> Iterator[str]:
    line = criterion.line
    if line.start:
        yield words.say("step_start", points=words.points(line.start))
    penalty = line.block == "penalty"
    for step in criterion.steps:
        yield _step(step, words, penalty=penalty)
    pairs = zip(criterion.steps, line.steps, strict=True)
    total = line.start + sum(step.amount for step, printed in pairs if not printed.outside)
    if criterion.state == "not_applicable":
        state = words[criterion.state]
        yield words.say("step_result_state", state=state, points=words.points(criterion.points))
    elif total != criterion.points:
        points = words.points(criterion.points)
        if criterion.state == "unproven":
            yield words.say("step_result_state", state=words["unproven"], points=points)
        else:
            yield words.say("step_result", points=points)


def _step(step: StepFinding, words: Words, *, penalty: bool) -> str:
    label, amount = short(step.label, _LABEL), signed(-step.amount if penalty else step.amount)
    if step.state == "unanswered":
        return words.say("step_open", label=label, amount=amount)
    if step.state == "invalid":
        return words.say("step_unread", label=label, amount=amount)
    if step.lost and not step.takes:
        best = points_text(step.amount + step.lost)
        return words.say("step_of", label=label, amount=amount, best=best)
    if step.times > 1:
        return words.say("step_times", label=label, times=step.times, amount=amount)
    return words.say("step_gave", label=label, amount=amount)


def signed(whole: int) -> str:
    """Ten-thousandths as points with their sign: `+2`, `−0.5`, `0`."""
    if whole == 0:
        return "0"
    return f"{'+' if whole > 0 else '−'}{points_text(abs(whole))}"
