"""In proportion to a value: value / full_at x points, never above the points.

Example:
    points: 10
    ask: {type: rate}
    rule: {proportional: {full_at: 100}}
    earns:
    - [100, 10]
    - [94.9, 9.49]
    - [0, 0]
    - [null, 0]

Example:
    points: 10
    ask: {type: rate}
    rule: {proportional: {full_at: 100, plateau: 95}}
    earns:
    - [95, 10]
    - [94.9, 9.49]

Example:
    points: 5
    ask: {type: count, max: 20}
    rule: {proportional: {full_at: 4}}
    earns:
    - [3, 3.75]
    - [8, 5]

Unanswered earns nothing. Rounded once, half-up, to a ten-thousandth of a point. Seen in: survival
>= 95 % 10, else rate x 10 (Nanchang); spots / 4 x points (civility index); another body's score.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from standards.amounts import Amount
from standards.expression import Const, Divide, greatest, least, multiply, when
from standards.quantity import compared, over
from standards.rule import MEASURED, Rule, RuleFault, Setting, asks
from standards.steps import Step, Steps
from standards.text import Phrase, phrase
from standards.wording import amount, points


class Proportional(Rule):
    """`full_at` is the value that earns all; from `plateau` on all is given."""

    kind: Literal["proportional"] = "proportional"
    value_types: ClassVar[frozenset[str] | None] = MEASURED
    full_at: Amount
    plateau: Amount | None = None

    def lower(self, setting: Setting) -> Steps:
        value = setting.measured
        ratio = over(value, setting.amount(self.full_at))
        earned = Divide(
            multiply(Const(setting.points), greatest(ratio.numerator, Const(0))),
            ratio.denominator,
            "half_up",
        )
        worth = least(earned, Const(setting.points))
        defined = ratio.defined
        fields = asks(ratio)
        if self.plateau is not None:
            reached = compared(">=", value, setting.amount(self.plateau))
            worth = when(reached.surely, Const(setting.points), worth)
            fields = asks(ratio, reached)
        given = when(defined, worth, Const(0))
        step = Step("share", self._label(setting), 1, given, fields, best=setting.points, worst=0)
        return Steps(0, (step,))

    def _label(self, setting: Setting) -> Phrase:
        full = amount(setting.said(self.full_at), setting.unit)
        return phrase(f"按与 {full.zh} 之比计分", f"in proportion to {full.in_('en')}")

    def words(self, setting: Setting) -> Phrase:
        label, full = self._label(setting), points(setting.full)
        if self.plateau is None:
            return phrase(f"{label.zh}，满分 {full.zh}", f"{label.in_('en')}, at most {full.en}")
        top = amount(setting.said(self.plateau), setting.unit)
        return phrase(
            f"达到 {top.zh} 得 {full.zh}，否则{label.zh}",
            f"{top.in_('en')} or more: {full.en}; otherwise {label.in_('en')}",
        )

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        if isinstance(self.full_at, Decimal) and self.full_at <= 0:
            yield RuleFault(
                ("full_at",), f"{self.full_at} cannot be reached from 0; it must be above 0"
            )
        if setting.field is not None and isinstance(self.full_at, Decimal):
            greatest_value = setting.field.greatest
            if self.full_at > greatest_value and self.plateau is None:
                said = f"{self.full_at} is beyond the field's largest value {greatest_value}"
                yield RuleFault(("full_at",), said)
