"""Named or counted achievements, each worth points: all of them together, or the best alone.

Example:
    points: 1
    rule:
      earn:
        of:
          national: {each: 全国会议, points: 0.5}
          provincial: {each: 全省会议, points: 0.3}
          city: {each: 全市会议, points: 0.2}
    earns:
    - [{national: 1, provincial: 1, city: 0}, 0.8]
    - [{national: 2, provincial: 1, city: 5}, 1]
    - [{national: 1}, 0.5]

Example:
    points: 5
    rule:
      earn:
        take: best
        of:
          national: {when: 国家级表彰, points: 5}
          provincial: {when: 省级表彰, points: 3}
          city: {when: 市级表彰, points: 1}
    earns:
    - [{national: false, provincial: true, city: true}, 3]
    - [{national: true, provincial: true, city: true}, 5]
    - [{national: false, provincial: false, city: false}, 0]

Example:
    points: 30
    rule:
      earn:
        of:
          show: {each: 示范活动, points: 5, up_to: 10}
          rule: {when: 制度汇编, points: 20}
    earns:
    - [{show: 3, rule: true}, 30]
    - [{show: 1, rule: true}, 25]

What is not answered earns nothing. Seen in: +0.5 / +0.3 / +0.2 per meeting up to 1; +5 / +3 / +1
by the rank of the giver, at most +30; the best ranking only, no summing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from standards.amounts import Points
from standards.expression import Answer, Compare, Const, Known, every, greatest, when
from standards.field import Field
from standards.numbers import plain
from standards.rule import Rule, RuleFault, Setting, ten_thousandths
from standards.steps import Step, Steps, earning
from standards.text import Phrase, Text, joined, phrase
from standards.wording import points

_MOST = 10_000


class Achievement(BaseModel):
    """Something reached or not (`when`) or counted (`each`), with what it brings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Text | None = None
    each: Text | None = None
    points: Points
    up_to: Points | None = None

    @model_validator(mode="after")
    def _one(self) -> Achievement:
        if (self.when is None) == (self.each is None):
            message = "an achievement is said with either `when` (reached or not) or `each`"
            raise ValueError(message)
        if self.up_to is not None and self.each is None:
            message = "`up_to` belongs to something counted (`each`)"
            raise ValueError(message)
        return self

    @property
    def label(self) -> Phrase:
        """The achievement in the words of the standard."""
        said = self.when or self.each
        return Phrase(zh=said.zh, en=said.en) if said else Phrase(zh="")


class Earn(Rule):
    """The achievements by the author's keys; `take` says whether they add up."""

    kind: Literal["earn"] = "earn"
    take: Literal["sum", "best"] = "sum"
    of: dict[str, Achievement] = Key(min_length=1)

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:  # noqa: ARG002 - the word of the documents
        return tuple(
            Field(id=f"{id}.{key}", ask=line.label, type="yes_no")
            if line.each is None
            else Field(id=f"{id}.{key}", ask=line.label, type="count", max=Decimal(_MOST))
            for key, line in self.of.items()
        )

    def lower(self, setting: Setting) -> Steps:
        steps = tuple(_step(setting, key, line) for key, line in self.of.items())
        if self.take == "sum":
            return Steps(0, steps)
        best = greatest(*(step.amount for step in steps))
        fields = tuple(field for step in steps for field in step.asks)
        label = phrase("取最高一项", "the best alone")
        return Steps(0, (Step("best", label, 1, best, fields, best=setting.points, worst=0),))

    def words(self, setting: Setting) -> Phrase:
        lines = joined([_words(line) for line in self.of.values()])
        full = points(setting.full)
        if self.take == "best":
            return phrase(f"{lines.zh}；取最高一项", f"{lines.in_('en')}; the best alone")
        return phrase(f"{lines.zh}；最多 {full.zh}", f"{lines.in_('en')}; at most {full.en}")

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        for key, line in self.of.items():
            for name, worth in (("points", line.points), ("up_to", line.up_to)):
                if worth is not None and worth > setting.full:
                    said = f"{plain(worth)} is more than the {setting.full} points"
                    yield RuleFault((key, name), said, note=True)
        most = [_most(line) for line in self.of.values()]
        if None not in most:
            known = [worth for worth in most if worth is not None]
            reached = max(known) if self.take == "best" else sum(known, Decimal(0))
            if reached < setting.full:
                said = f"all together make {plain(reached)}; the {setting.full} points are never "
                yield RuleFault(("of",), f"{said}reached")


def _most(line: Achievement) -> Points | None:
    """The most that a line can bring; None: any number."""
    return line.points if line.each is None else line.up_to


def _step(setting: Setting, key: str, line: Achievement) -> Step:
    field, worth = f"{setting.id}.{key}", ten_thousandths(line.points)
    if line.each is None:
        reached = every(Known(field), Compare("==", Answer(field), Const(1)))
        return earning(key, line.label, worth, reached, (field,))
    cap = setting.points if line.up_to is None else ten_thousandths(line.up_to)
    times = when(Known(field), Answer(field), Const(0))
    return Step(key, line.label, worth, times, (field,), best=cap, worst=0, cap=cap)


def _words(line: Achievement) -> Phrase:
    zh, en, worth = line.label.zh, line.label.in_("en"), points(line.points)
    if line.each is None:
        return phrase(f"{zh}得 {worth.zh}", f"{en}: {worth.en}")
    if line.up_to is None:
        return phrase(f"{zh}每次得 {worth.zh}", f"{en}: {worth.en} each")
    most = points(line.up_to)
    return phrase(
        f"{zh}每次得 {worth.zh}，最多 {most.zh}", f"{en}: {worth.en} each, at most {most.en}"
    )
