"""Why a criterion lost points, in the words of the standard, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from reports.clean import short
from reports.finding import Said, StepFinding
from reports.wording import CriterionLine
from reports.words import Words
from standards.numbers import POINT

Lines = Sequence[tuple[CriterionLine, StepFinding]]


def why(
    line: CriterionLine,
    state: str,
    steps: Sequence[StepFinding],
    said: Sequence[Said],
    words: Words,
) -> str:
    """Why points were lost; empty where none were."""
    told = [_invalid(one, words) for one in said if one.state == "invalid"]
    if state == "unproven":
        told.append(words.say("lost_papers", papers=line.evidence))
    if line.block == "penalty":
        taken = [_step(line, place, step, words) for place, step in _taken(steps)]
        return words.sentence([*told, words.say("lost_penalty", list=words.listed(taken))])
    groups: dict[str, list[str]] = {}
    for place, step in enumerate(steps):
        if step.lost:
            groups.setdefault(_kind(step), []).append(_step(line, place, step, words))
    if list(groups) == ["missed"] and len(steps) == 1 and steps[0].label == line.title:
        told.append(words.say("lost_plain", points=words.points(steps[0].lost)))
    else:
        told += [words.say(f"lost_{kind}", list=words.listed(l)) for kind, l in groups.items()]
    return words.sentence(told) if told else words["lost_zeroed"]
