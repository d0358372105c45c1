"""Why a criterion lost points, in the words of the standard, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reports.clean import short
from reports.findings.finding import Said, StepFinding
from reports.findings.lines import CriterionLine
from reports.words import Words

_NAMED = frozenset({"checklist", "deduct", "samples"})
"""Rule kinds whose steps are things to put in place or to mend."""
_RISING = frozenset({"levels", "bands", "threshold"})
"""Rule kinds whose steps rise: who reaches the last has them all."""
_LABEL = 120
"""Characters of a step's label that a sentence of several holds."""


def why(
    line: CriterionLine,
    state: str,
    steps: Sequence[StepFinding],
    said: Iterable[Said],
    words: Words,
) -> str:
    """Why points were lost."""
    told = [
        words.say("said_invalid", text=short(one.text)) for one in said if one.state == "invalid"
    ]
    if state == "unproven":
        told.append(words.say("lost_papers", papers=line.evidence))
    told += _lost(line, steps, words)
    return words.sentence(told) if told else words["lost_zeroed"]


def _lost(line: CriterionLine, steps: Sequence[StepFinding], words: Words) -> Iterator[str]:
    """The losses, gathered by kind: not answered, not met, found, below the best."""
    losses = [step for step in steps if step.lost]
    if line.block == "bonus" and losses:
        told = [_step(step, words) for step in losses]
        yield words.say("lost_bonus", list=words.listed(told))
        return
    if [step.label for step in steps] == [line.title] and losses and _kind(losses[0]) == "missed":
        yield words.say("lost_plain", points=words.points(losses[0].lost))
        return
    groups: dict[str, list[str]] = {}
    for step in losses:
        groups.setdefault(_kind(step), []).append(_step(step, words))
    for kind, told in groups.items():
        key = "lost_penalty" if kind == "found" and line.block == "penalty" else f"lost_{kind}"
        yield words.say(key, list=words.listed(told))


def _kind(step: StepFinding) -> str:
    if step.state != "answered":
        return step.state
    if step.takes:
        return "found"
    return "short" if step.amount else "missed"


def _step(step: StepFinding, words: Words) -> str:
    label, lost = short(step.label, _LABEL), words.points(step.lost)
    if step.state == "unanswered":
        return words.say("lost_step", label=label, points=lost)
    if not step.takes and step.amount:
        won = words.points(step.amount)
        return words.say("lost_measured", label=label, won=won, points=lost)
    if step.takes and step.times > 1:
        return words.say("lost_times", label=label, times=step.times, points=lost)
    return words.say("lost_step", label=label, points=lost)


def advice(line: CriterionLine, state: str, steps: Sequence[StepFinding], words: Words) -> str:
    """What to do: the standard's advice, else what its steps ask for."""
    told = []
    if state == "invalid":
        told.append(words["do_correct"])
    elif any(step.lost and step.state == "unanswered" for step in steps):
        told.append(words["do_answer"])
    if state == "unproven":
        told.append(words.say("do_papers", papers=line.evidence))
    if line.advice:
        told.append(line.advice.rstrip("。."))
    elif not told:
        told.append(_mend(line, steps, words))
    return words.sentence(told)


def _mend(line: CriterionLine, steps: Sequence[StepFinding], words: Words) -> str:
    """What the steps ask for, where the standard gives no advice."""
    found = [short(s.label, _LABEL) for s in steps if s.lost and s.takes]
    missed = [short(s.label, _LABEL) for s in steps if s.lost and not s.amount and s.points]
    if found and (line.kind in _NAMED or line.block == "penalty"):
        return words.say("do_avoid", list=words.listed(found))
    if line.kind in _NAMED and missed and missed != [line.title]:
        return words.say("do_steps", list=words.listed(missed))
    if line.kind in _RISING and missed and missed != [line.title]:
        return words.say("do_steps", list=missed[-1])
    return words.say("do_standard", rule=line.rule)
