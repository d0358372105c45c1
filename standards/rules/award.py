"""Points left to the assessor's judgement, within a range.

Example:
    points: 4
    rule: {award: {from: 0, to: 4, step: 0.5}}
    earns:
    - [2.5, 2.5]
    - [4, 4]
    - [0, 0]
    - [null, 0]

Unanswered earns nothing. Seen in: pipes "according to the situation, at most 1" (township
construction); degree items of service evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import ConfigDict
from pydantic import Field as Key

from standards.amounts import Points
from standards.expression import Answer, Const, Known, when
from standards.field import Field
from standards.numbers import plain
from standards.rule import Judged, Leeway, Rule, RuleFault, Setting, ten_thousandths
from standards.rules.levels import Award as Range
from standards.steps import Step, Steps
from standards.text import Phrase, phrase
from standards.wording import points


class Award(Rule):
    """The range and its smallest difference, in points."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: Literal["award"] = "award"
    value_types: ClassVar[frozenset[str] | None] = None
    low: Points = Key(alias="from")
    high: Points = Key(alias="to")
    step: Points = Key(alias="step")

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:
        return (Range(low=self.low, high=self.high, step=self.step).field(id, title),)

    def judged(self, id: str, full: Decimal) -> tuple[Judged, ...]:  # noqa: ARG002 - the range says it
        return (Judged(id, ten_thousandths(self.low), ten_thousandths(self.high)),)

    def lower(self, setting: Setting) -> Steps:
        given = when(Known(setting.id), Answer(setting.id), Const(0))
        label = phrase("评定得分", "points awarded")
        step = Step("award", label, 1, given, (setting.id,), best=setting.points, worst=0)
        return Steps(0, (step,))

    def leeways(self, setting: Setting) -> tuple[Leeway, ...]:
        whole = Range(low=self.low, high=self.high, step=self.step)
        return (whole.leeway(setting.id, Known(setting.id)),)

    def words(self, setting: Setting) -> Phrase:  # noqa: ARG002 - the range says it all
        low, high = plain(self.low), points(self.high)
        return phrase(
            f"由评定人在 {low} 至 {high.zh}内评定", f"awarded by the assessor, {low} to {high.en}"
        )

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        if self.high != setting.full:
            yield RuleFault(("to",), f"{plain(self.high)} is not the {setting.full} points")
