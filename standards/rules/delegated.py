"""Another body's mark brought in: its share of that body's full mark is earned.

Example:
    points: 10
    rule: {delegated: {by: {zh: 组织部门, en: Organisation department}, of: 100}}
    earns:
    - [100, 10]
    - [87.5, 8.75]
    - [0, 0]
    - [null, 0]

Example:
    points: 20
    rule: {delegated: {by: 县平安办, of: 100, at_least: 60}}
    earns:
    - [60, 12]
    - [59.9999, 0]

Below `at_least` nothing is earned. Unanswered earns nothing. Seen in: the party organisation
scores 10; another system's score counts 20 % and is a gate (write the gate as a veto).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from standards.amounts import Number
from standards.expression import Answer, Compare, Const, Divide, Known, every, multiply, when
from standards.field import Field
from standards.numbers import plain, scaled
from standards.rule import Rule, RuleFault, Setting
from standards.steps import Step, Steps
from standards.text import Phrase, Text, phrase
from standards.wording import points

_PLACES = 4


class Delegated(Rule):
    """`by` whom the mark is given, and `of` how much."""

    kind: Literal["delegated"] = "delegated"
    value_types: ClassVar[frozenset[str] | None] = None
    by: Text
    of: Number
    at_least: Number = Decimal(0)

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:
        unit, most = phrase("分", "points"), plain(self.of)
        ask = phrase(
            f"{title.zh}（{self.by.zh}评分，满分 {most}）",
            f"{title.in_('en')} (mark given by {self.by.in_('en')}, of {most})",
        )
        greatest = max(self.of, Decimal(1))
        return (Field(id=id, ask=ask, type="measure", unit=unit, max=greatest, decimals=_PLACES),)

    def lower(self, setting: Setting) -> Steps:
        mark, of = Answer(setting.id), scaled(self.of, _PLACES)
        enough = Compare(">=", mark, Const(scaled(self.at_least, _PLACES)))
        worth = Divide(multiply(Const(setting.points), mark), Const(max(of, 1)), "half_up")
        given = when(every(Known(setting.id), enough), worth, Const(0))
        step = Step("mark", self._label, 1, given, (setting.id,), best=setting.points, worst=0)
        return Steps(0, (step,))

    @property
    def _label(self) -> Phrase:
        return phrase(f"{self.by.zh}评分折算", f"mark given by {self.by.in_('en')}")

    def words(self, setting: Setting) -> Phrase:
        full, of, least = points(setting.full), points(self.of), points(self.at_least)
        zh = f"{self.by.zh}评分（满分 {of.zh}），按比例折算为 {full.zh}"
        en = f"the mark given by {self.by.in_('en')} (of {of.en}), in proportion: {full.en}"
        if not self.at_least:
            return phrase(zh, en)
        return phrase(f"{zh}；低于 {least.zh}不得分", f"{en}; below {least.en}: none")

    def faults(self, setting: Setting) -> Iterator[RuleFault]:  # noqa: ARG002 - the rule says it all
        if self.of <= 0:
            yield RuleFault(("of",), f"{plain(self.of)} is no full mark; it must be above 0")
        if self.at_least > self.of:
            said = f"{plain(self.at_least)} is above the full mark {plain(self.of)}"
            yield RuleFault(("at_least",), said)
