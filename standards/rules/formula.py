"""Points by a formula: an amount worked out from the answers, from 0 to the full points.

Example:
    points: 10
    ask: {type: count, max: 100}
    rule: {formula: {is: "2 * value - 1"}}
    earns:
    - [3, 5]
    - [0, 0]
    - [9, 10]
    - [null, 0]

Example:
    points: 5
    ask: {type: rate}
    rule: {formula: {is: "5 if value >= 95 else (value - 70) / 10", say: 七十以上按比例}}
    earns:
    - [95, 5]
    - [85, 1.5]
    - [70.0005, 0.0001]
    - [69, 0]

Rounded once, half-up, to a ten-thousandth of a point. Unanswered earns nothing. Seen in: joint
scores of a target contract, (completed - 70) / 10; conversion of another system's mark.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import ConfigDict
from pydantic import Field as Key

from standards.expression import Const, least, when
from standards.numbers import POINT_DECIMALS
from standards.quantity import with_places
from standards.rule import MEASURED, Rule, Setting, asks
from standards.steps import Step, Steps
from standards.text import Phrase, Text, phrase
from standards.wording import points


class Formula(Rule):
    """`is` is the amount of points; `say` puts it in words."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: Literal["formula"] = "formula"
    value_types: ClassVar[frozenset[str] | None] = MEASURED
    is_: str = Key(alias="is")
    say: Text | None = None

    def lower(self, setting: Setting) -> Steps:
        worth = setting.amount(self.is_)
        earned = least(with_places(worth, POINT_DECIMALS), Const(setting.points))
        given = when(worth.defined, earned, Const(0))
        label = self._said(setting)
        step = Step("formula", label, 1, given, asks(worth), best=setting.points, worst=0)
        return Steps(0, (step,))

    def _said(self, setting: Setting) -> Phrase:
        return self.say or setting.scope.say(self.is_, None)

    def words(self, setting: Setting) -> Phrase:
        said, full = self._said(setting), points(setting.full)
        zh = f"得分 = {said.zh}，不低于 0，满分 {full.zh}"
        return phrase(zh, f"points = {said.in_('en')}, from 0 to {full.en}")
