"""So many points for every unit: lost below or above a mark, or earned from nothing up.

Example:
    points: 4
    ask: {type: rate}
    rule: {per_unit: {lose: 1, per: 2, below: 30, count: started}}
    earns:
    - [30, 4]
    - [29.9999, 3]
    - [28, 3]
    - [27.9999, 2]
    - [10, 0]
    - [null, 0]

Example:
    points: 4
    ask: {type: rate}
    rule: {per_unit: {lose: 1, per: 2, below: 30, count: complete}}
    earns:
    - [28.0001, 4]
    - [28, 3]

Example:
    points: 3
    ask: {type: measure}
    rule: {per_unit: {lose: 0.5, per: 1, above: 70, count: exact}}
    earns:
    - [70, 3]
    - [71.5, 2.25]

Example:
    points: 3
    ask: {type: count}
    rule: {per_unit: {earn: 0.5, per: 1, up_to: 3}}
    earns:
    - [4, 2]
    - [9, 3]
    - [null, 0]

Unanswered earns nothing. Whether a started unit counts is said by `count`: `started`, `complete`
or `exact` (in proportion, rounded half-up). Seen in: -1 per point below 80 (Zhejiang VII-2-1);
-1 per 2 points (green school); -0.5 per microgram (target contract); 10 per business up to 50
(Baoji).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import model_validator

from standards.amounts import Amount, Number, Points
from standards.expression import Const, Expr, greatest, multiply, when
from standards.numbers import plain
from standards.quantity import ONE, Quantity, number, over, plus, times, whole
from standards.rule import MEASURED, Rule, RuleFault, Setting, asks, ten_thousandths
from standards.steps import Step, Steps
from standards.text import Phrase, phrase
from standards.wording import amount, limit, points


class PerUnit(Rule):
    """`lose` below or above a mark, or `earn`; `up_to` bounds both."""

    kind: Literal["per_unit"] = "per_unit"
    value_types: ClassVar[frozenset[str] | None] = MEASURED
    lose: Points | None = None
    earn: Points | None = None
    per: Number = Decimal(1)
    below: Amount | None = None
    above: Amount | None = None
    up_to: Points | None = None
    count: Literal["started", "complete", "exact"] | None = None

    @model_validator(mode="after")
    def _fits(self) -> PerUnit:
        if (self.lose is None) == (self.earn is None):
            message = "per_unit has either `lose` or `earn`"
            raise ValueError(message)
        if not self.per > 0 or not (self.lose or self.earn):
            message = "`per` and the points for one unit must be above 0"
            raise ValueError(message)
        if self.lose is not None and (self.below is None) == (self.above is None):
            message = "`lose` needs a mark: either `below` or `above`"
            raise ValueError(message)
        if self.earn is not None and self.below is not None and self.above is not None:
            message = "`earn` counts from one mark: either `above` or `below`"
            raise ValueError(message)
        return self

    @property
    def _unit(self) -> Decimal:
        return self.lose if self.lose is not None else self.earn or Decimal(0)

    @property
    def _mark(self) -> Decimal | str:
        given = self.below if self.below is not None else self.above
        return given if given is not None else Decimal(0)

    def lower(self, setting: Setting) -> Steps:
        value, mark = setting.measured, setting.amount(self._mark)
        one, two = (mark, value) if self.below is not None else (value, mark)
        distance = plus(one, two, minus=True)
        most = setting.points if self.up_to is None else ten_thousandths(self.up_to)
        unit = ten_thousandths(self._unit)
        losing = self.lose is not None
        count, each = self._times(distance, unit)
        enough = -(-most // each)
        counted = when(distance.defined, count, Const(enough if losing else 0))
        step = Step(
            "unit",
            self._label(setting),
            -each if losing else each,
            counted,
            asks(distance),
            best=0 if losing else most,
            worst=-most if losing else 0,
            cap=most,
        )
        return Steps(setting.points if losing else 0, (step,))

    def _times(self, distance: Quantity, unit: int) -> tuple[Expr, int]:
        """How many times, and the ten-thousandths for one time."""
        positive = Quantity(
            greatest(distance.numerator, Const(0)), distance.decimals, distance.denominator
        )
        if self.count == "exact":
            worth = times(positive, number(Decimal(unit)))
            return whole(over(worth, number(self.per)), "half_up").numerator, 1
        rounding: Literal["floor", "ceiling"] = "ceiling" if self.count == "started" else "floor"
        per = number(self.per)
        counted = Quantity(
            multiply(Const(10**per.decimals), positive.numerator),
            positive.decimals,
            multiply(per.numerator, positive.denominator)
            if positive.denominator != ONE
            else per.numerator,
        )
        return whole(counted, rounding).numerator, unit

    def _label(self, setting: Setting) -> Phrase:
        unit = amount(self.per, setting.unit)
        if self.below is None and self.above is None:
            return phrase(f"每 {unit.zh}", f"each {unit.in_('en')}")
        relation: Literal[">", "<"] = "<" if self.below is not None else ">"
        mark = limit(relation, setting.said(self._mark), setting.unit)
        return phrase(f"{mark.zh}，每 {unit.zh}", f"{mark.in_('en')}, for each {unit.in_('en')}")

    def words(self, setting: Setting) -> Phrase:
        label, unit = self._label(setting), points(self._unit)
        started = {"started": "（不足一个单位按一个计）", "exact": "（按比例）"}.get(
            self.count or "", ""
        )
        begun = {"started": " started", "exact": " in proportion"}.get(self.count or "", "")
        verb_zh, sign = ("扣", "-") if self.lose is not None else ("得", "")
        most = points(self.up_to) if self.up_to is not None else None
        end_zh = (
            f"，最多{verb_zh} {most.zh}" if most else "，扣完为止" if self.lose is not None else ""
        )
        end_en = (
            f", at most {sign}{most.en}" if most else ", down to 0" if self.lose is not None else ""
        )
        return phrase(
            f"{label.zh}{started}{verb_zh} {unit.zh}{end_zh}",
            f"{label.in_('en')}{begun}: {sign}{unit.en}{end_en}",
        )

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        if self.count is None and (
            setting.field is None or setting.field.type != "count" or self.per != 1
        ):
            said = "whether a started unit counts is not said; taken as `count: complete`"
            yield RuleFault((), said, note=True)
        if self.up_to is not None and self.up_to > setting.full:
            yield RuleFault(
                ("up_to",), f"{plain(self.up_to)} is more than the {setting.full} points"
            )
        if self.earn is not None and self.up_to is not None and self.up_to < setting.full:
            yield RuleFault(("up_to",), f"the full {setting.full} points can never be earned")
