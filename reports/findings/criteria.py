"""The criteria of many applicants: what was said, what each step did, what was lost, what to do.

Applicants who answered a criterion alike share one `CriterionFinding`, so that a format can keep
what it made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

from reports.batch import Batch
from reports.findings.answered import Value, asked_of, found_in_words
from reports.findings.finding import CriterionFinding, Said, StepFinding
from reports.findings.lines import CriterionLine
from reports.findings.losses import advice, why
from reports.findings.measures import Measure, value_measure
from reports.findings.wording import Wording
from standards.expression import Answer
from standards.lowering import Lowered, setting_of
from standards.quantity import ONE

_REMEMBERED = 20_000
"""Different ways of answering one criterion that are kept."""


class _Way(NamedTuple):
    """One way of answering a criterion, and what it gave."""

    points: int
    gain: int
    state: str
    written: tuple[tuple[str, str], ...]
    claim: str
    papers: tuple[str, ...]
    value: int | None
    times: tuple[int, ...]
    amounts: tuple[int, ...]
    answers: tuple[Value, ...]
    needed: tuple[int, ...]
    exempt: bool


class CriterionTeller:
    """Makes the findings of one criterion."""

    def __init__(self, wording: Wording, lowered: Lowered, line: CriterionLine) -> None:
        self._line = line
        self._words = wording.words
        self._asked = asked_of(wording.program, lowered, wording.words)
        self._measure = _worked_out(wording, lowered)
        exempting = wording.program.standard.exempting(line.id)
        titles = [exemption.title.in_(wording.language) for exemption in exempting]
        self._exempt = wording.words.say("exempted", title=wording.words.listed(titles))
        self._made: dict[tuple[Any, ...], CriterionFinding] = {}

    def tell(self, batch: Batch) -> list[CriterionFinding]:
        """The findings of every row of a batch."""
        if len(self._made) > _REMEMBERED:
            self._made.clear()
        made = self._made
        found = []
        for key in self._keys(batch):
            finding = made.get(key)
            if finding is None:
                finding = made[key] = self._make(self._way(key))
            found.append(finding)
        return found

    def _keys(self, batch: Batch) -> Iterator[tuple[Any, ...]]:
        """For every row all that its finding hangs on, flat, in the order of `_Way`."""
        id_, columns = self._line.id, batch.columns
        steps = [f"{kind}:{id_}:{s.id}" for kind in ("times", "amount") for s in self._line.steps]
        fields = [asked.id for asked in self._asked]
        return zip(
            columns[f"points:{id_}"],
            columns[f"gain:{id_}"],
            batch.states[id_],
            *batch.spoken(id_, fields),
            columns[self._measure.column] if self._measure else repeat(None),
            *(columns[name] for name in (*steps, *fields)),
            *(columns.get(f"asked:{field}", repeat(1)) for field in fields),
            *(columns.get(f"{kind}:{id_}", repeat(0)) for kind in ("exempt", "excused")),
            strict=False,
        )

    def _way(self, key: tuple[Any, ...]) -> _Way:
        head, rest, exempt = key[:7], key[7:-2], any(key[-2:])
        one, two = len(self._line.steps), 2 * len(self._line.steps)
        three = two + len(self._asked)
        listed = rest[:one], rest[one:two], rest[two:three], rest[three:]
        return _Way._make([*head, *listed, exempt])

    def _make(self, way: _Way) -> CriterionFinding:
        line, words = self._line, self._words
        answers = self._answers(way)
        state = way.state
        lost = _lost(line, way, state)
        steps = self._steps(way)
        said = tuple(one for _, one in answers)
        return CriterionFinding(
            line=line,
            points=way.points,
            state=state,
            lost=lost,
            gain=way.gain if lost else 0,
            steps=steps,
            said=said,
            claim=way.claim,
            papers=way.papers,
            found=self._exempt if way.exempt else found_in_words(answers, words),
            why=why(line, state, steps, said, words) if lost or state == "unproven" else "",
            advice=advice(line, state, steps, words) if lost or state == "unproven" else "",
        )

    def _answers(self, way: _Way) -> list[tuple[str, Said]]:
        """What was said, each with the type of its field; questions that were not due left out."""
        words, written = self._words, dict(way.written)
        told = []
        if self._measure is not None and way.value is not None:
            text = self._measure.text(way.value)
            told.append(("", Said(words["worked_out"], text, "worked_out")))
        for asked, answer, needed in zip(self._asked, way.answers, way.needed, strict=True):
            if needed or answer is not None:
                told.append((asked.type, asked.said(answer, written.get(asked.id), words)))
        return told

    def _steps(self, way: _Way) -> tuple[StepFinding, ...]:
        written = dict(way.written)
        open_ = {
            asked.id
            for asked, answer, needed in zip(self._asked, way.answers, way.needed, strict=True)
            if answer is None and needed
        }
        penalty = self._line.block == "penalty"
        found = []
        for step, times, amount in zip(self._line.steps, way.times, way.amounts, strict=True):
            state = "answered"
            if not open_.isdisjoint(step.asks):
                state = "unanswered" if written.keys().isdisjoint(step.asks) else "invalid"
            points, count = step.points, times
            if step.measures:  # one time of all that it gave
                points, count = amount, int(amount != 0)
            lost = min(amount if penalty else max(step.best - amount, 0), self._line.of)
            takes = penalty or step.points < 0
            found.append(StepFinding(step.label, points, count, amount, lost, takes, state))
        return tuple(found)


def _lost(line: CriterionLine, way: _Way, state: str) -> int:
    """Ten-thousandths; a bonus beyond its block's cap is no loss."""
    if state == "not_applicable":
        return 0
    if line.block == "penalty":
        return way.points
    if line.block == "bonus" and not way.gain:
        return 0
    outside = [amount for step, amount in zip(line.steps, way.amounts, strict=True) if step.outside]
    if way.exempt or not any(outside):
        return line.of - way.points
    return max(line.of - way.points - sum(outside), way.gain)


def _worked_out(wording: Wording, lowered: Lowered) -> Measure | None:
    """How a worked-out value reads; None where the criterion has none."""
    setting = setting_of(wording.program.standard, lowered.criterion)
    if setting.field is not None or setting.value is None:
        return None
    is_answer = isinstance(setting.value.numerator, Answer) and setting.value.denominator == ONE
    return None if is_answer else value_measure(setting, wording.language)
