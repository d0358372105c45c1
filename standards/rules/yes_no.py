"""Yes or no: all the points or none.

Example:
    points: 4
    rule: yes_no
    earns:
    - [true, 4]
    - [false, 0]
    - [null, 0]

Example:
    points: 6
    rule: {yes_no: {good: no}}
    earns:
    - [false, 6]
    - [true, 0]

Unanswered earns nothing. Seen in: leading body missing, -4 of 4 (Inner Mongolia 2.1); meeting held
every year, 8 or 0 (Zhejiang VII-1-1).
"""

from __future__ import annotations

from typing import Literal

from standards.expression import Answer, Compare, Const, Known, every
from standards.field import Field
from standards.rule import Rule, Setting
from standards.steps import Steps, earning
from standards.text import Phrase, phrase
from standards.wording import points


class YesNo(Rule):
    """`good` is the answer that earns."""

    kind: Literal["yes_no"] = "yes_no"
    good: Literal["yes", "no"] = "yes"

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:
        return (Field(id=id, ask=title, type="yes_no"),)

    def lower(self, setting: Setting) -> Steps:
        held = Compare("==", Answer(setting.id), Const(1 if self.good == "yes" else 0))
        condition = every(Known(setting.id), held)
        step = earning("met", setting.title, setting.points, condition, (setting.id,))
        return Steps(0, (step,))

    def words(self, setting: Setting) -> Phrase:
        full = points(setting.full)
        if self.good == "yes":
            return phrase(f"符合得 {full.zh}，否则不得分", f"met: {full.en}; otherwise none")
        return phrase(f"未发生得 {full.zh}，否则不得分", f"no: {full.en}; yes: none")
