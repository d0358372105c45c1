"""One limit, all the points or none; strict or inclusive as the table says.

Example:
    points: 8
    ask: {type: rate}
    rule: {threshold: {more_than: 85}}
    earns:
    - [85.0001, 8]
    - [85, 0]
    - [null, 0]

Example:
    points: 20
    ask: {type: rate}
    rule: {threshold: {at_least: 25}}
    earns:
    - [25, 20]
    - [24.9999, 0]

Example:
    points: 0.5
    ask: {type: rate}
    rule: {threshold: {when: "value >= 70 or value < 10"}}
    earns:
    - [70, 0.5]
    - [9, 0.5]
    - [10, 0]

Unanswered earns nothing; a condition is met when the answers given suffice for it. Seen in:
satisfaction > 80 % 2 (Hubei 1.1); green ratio >= 25 % 20 (Shaoguan); 70 % or 10 points more than
last year (township construction).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from standards.amounts import Amount
from standards.expression import Relation
from standards.quantity import Condition, compared
from standards.rule import MEASURED, Rule, Setting, asks
from standards.steps import Steps, earning
from standards.text import Phrase, Text, phrase
from standards.wording import limit, points

_RELATIONS: dict[str, Relation] = {
    "more_than": ">",
    "at_least": ">=",
    "less_than": "<",
    "at_most": "<=",
}


class Threshold(Rule):
    """One of the four limits, or a condition with `when`; `say` puts it in words."""

    kind: Literal["threshold"] = "threshold"
    value_types: ClassVar[frozenset[str] | None] = MEASURED
    more_than: Amount | None = None
    at_least: Amount | None = None
    less_than: Amount | None = None
    at_most: Amount | None = None
    when: str | None = None
    say: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Threshold:
        given = [key for key in (*_RELATIONS, "when") if getattr(self, key) is not None]
        if len(given) != 1:
            message = "a threshold has exactly one of more_than, at_least, less_than, at_most, when"
            raise ValueError(message)
        return self

    def lower(self, setting: Setting) -> Steps:
        condition = self._condition(setting)
        met = condition.surely
        step = earning("met", self._label(setting), setting.points, met, asks(condition))
        return Steps(0, (step,))

    def _condition(self, setting: Setting) -> Condition:
        if self.when is not None:
            return setting.condition(self.when)
        key, relation = self._limit()
        return compared(relation, setting.measured, setting.amount(getattr(self, key)))

    def _limit(self) -> tuple[str, Relation]:
        return next((key, _RELATIONS[key]) for key in _RELATIONS if getattr(self, key) is not None)

    def _label(self, setting: Setting) -> Phrase:
        if self.say is not None:
            return self.say
        if self.when is not None:
            return setting.scope.say(self.when, None)
        key, relation = self._limit()
        return limit(relation, setting.said(getattr(self, key)), setting.unit)

    def words(self, setting: Setting) -> Phrase:
        label, full = self._label(setting), points(setting.full)
        zh = f"{label.zh}得 {full.zh}，否则不得分"
        return phrase(zh, f"{label.in_('en')}: {full.en}; otherwise none")
