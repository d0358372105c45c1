"""Named faults, each costing points; several may apply; never below 0.

Example:
    points: 4
    rule:
      deduct:
        no_plan: {when: 未定计划, points: 2}
        incomplete: {when: 计划不完整, points: 1}
        not_assigned: {when: 未落实到人, points: 2}
    earns:
    - [{no_plan: false, incomplete: false, not_assigned: false}, 4]
    - [{no_plan: false, incomplete: true, not_assigned: false}, 3]
    - [{no_plan: true, incomplete: true, not_assigned: true}, 0]
    - [{no_plan: false, incomplete: false}, 2]

Example:
    points: 10
    rule:
      deduct:
        corner: {each: 卫生死角, points: 1, up_to: 4}
        accident: {when: 责任事故, all: true}
        file: {when: 档案不全, points: {from: 1, to: 3}}
    earns:
    - [{corner: 2, accident: false, file: 0}, 8]
    - [{corner: 9, accident: false, file: 1.5}, 4.5]
    - [{corner: 0, accident: true, file: 0}, 0]
    - [{accident: false, file: 0}, 6]

Example:
    points: 10
    rule:
      deduct:
        grave: {when: 重大案件, points: 5, eased: {when: 已破案, points: 3}}
        theft: {each: 盗窃案件, points: 2, eased: {when: 已破案, points: 1}}
    earns:
    - [{grave: false, theft: 0, theft.eased: 0}, 10]
    - [{grave: true, grave.eased: false, theft: 0}, 5]
    - [{grave: true, grave.eased: true, theft: 3, theft.eased: 2}, 3]
    - [{grave: false, theft: 1, theft.eased: 5}, 9]

Example:
    points: 6
    rule:
      deduct:
        stall: {each: 占道经营, points: 1}
        dark: {each: 路灯不亮, points: 2, from: score}
    earns:
    - [{stall: 2, dark: 1}, 4]
    - [{stall: 9, dark: 0}, 0]

A fault that is not answered counts as found, a count not answered takes all it can; what acts
outside the item (`from: part` or `score`) takes nothing there until it is answered. Seen in: plan
faults of 4 points (Inner Mongolia 2.2); each dirty corner -1 (green school); each missed
activity -3, at most -10 (Guangshan); accident with liability, all 10 gone (Longmen);
ledger -1 to -5 (Shenzhen).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from standards.amounts import Points
from standards.expression import (
    Answer,
    Compare,
    Const,
    Known,
    either,
    every,
    least,
    negate,
    when,
)
from standards.field import Field
from standards.rule import Rule, RuleFault, Setting, ten_thousandths
from standards.rules.levels import Award
from standards.steps import Step, Steps, Target, deducting, earning, is_condition
from standards.text import Phrase, Text, joined, phrase
from standards.wording import points

_MOST_FOUND = 10_000
_OUTSIDE = {
    "part": phrase("从本部分得分中", "taken from the part"),
    "score": phrase("从总分中", "taken from the total"),
}


class Easing(BaseModel):
    """A circumstance in which a fault costs less: so many `points` instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Text
    points: Points


class FaultLine(BaseModel):
    """A fault found or not (`when`) or counted (`each`), with what it costs and at most costs.

    `eased` says in which circumstance it costs less; `from` that it acts outside of the item, on
    its part or on the score.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    when: Text | None = None
    each: Text | None = None
    points: Points | Award | None = None
    all: Literal[True] | None = None
    up_to: Points | None = None
    eased: Easing | None = None
    from_: Target = Key("criterion", alias="from")

    @model_validator(mode="after")
    def _one(self) -> FaultLine:
        if (self.when is None) == (self.each is None):
            message = "a fault is said with either `when` (found or not) or `each` (counted)"
            raise ValueError(message)
        if (self.points is None) == (self.all is None):
            message = "a fault costs either `points` or `all: true`"
            raise ValueError(message)
        if self.each is not None and (self.all or isinstance(self.points, Award)):
            message = "a counted fault costs a fixed number of points each"
            raise ValueError(message)
        if self.up_to is not None and self.each is None:
            message = "`up_to` belongs to a counted fault (`each`)"
            raise ValueError(message)
        if self.eased is not None and (self.up_to or not isinstance(self.points, Decimal)):
            message = "a fault that is eased costs fixed `points`, without `up_to`"
            raise ValueError(message)
        if self.eased and isinstance(self.points, Decimal) and self.eased.points >= self.points:
            message = f"eased it costs {self.eased.points}, not less than {self.points}"
            raise ValueError(message)
        if self.from_ != "criterion" and not isinstance(self.points, Decimal):
            message = "a fault that acts outside of its item costs fixed `points`"
            raise ValueError(message)
        return self

    @property
    def label(self) -> Phrase:
        """The fault in the words of the standard."""
        said = self.when or self.each
        return Phrase(zh=said.zh, en=said.en) if said else Phrase(zh="")


class Deduct(Rule):
    """The faults by the author's keys."""

    kind: Literal["deduct"] = "deduct"
    entries_name: ClassVar[str | None] = "faults_"
    faults_: dict[str, FaultLine] = Key(min_length=1)

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:  # noqa: ARG002 - the word of the documents
        return tuple(
            field for key, line in self.faults_.items() for field in _questions(f"{id}.{key}", line)
        )

    def lower(self, setting: Setting) -> Steps:
        steps = (
            step if line.from_ == "criterion" else _outside(step, line.from_)
            for key, line in self.faults_.items()
            for step in _steps(setting, key, line)
        )
        return Steps(setting.points, tuple(steps))

    def words(self, setting: Setting) -> Phrase:  # noqa: ARG002 - the faults say it all
        return joined([_words(line) for line in self.faults_.values()])

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        total = Decimal(0)
        for key, line in self.faults_.items():
            if line.all or line.from_ != "criterion":
                continue
            cost = line.points.high if isinstance(line.points, Award) else line.points or Decimal(0)
            if cost > setting.full:
                said = f"{cost} is more than the {setting.full} points; the criterion stops at 0"
                yield RuleFault((key, "points"), said, note=True)
            if line.when is not None:
                total += cost
        inside = [line for line in self.faults_.values() if line.from_ == "criterion"]
        fixed = bool(inside) and all(line.when is not None and not line.all for line in inside)
        if fixed and total > setting.full:
            said = f"the named deductions make {total}, more than the {setting.full} points; "
            said += "it stops at 0"
            yield RuleFault((), said, note=True)
        if fixed and total < setting.full:
            said = f"with every fault found {setting.full - total} points remain; was that meant?"
            yield RuleFault((), said, note=True)


def _questions(id: str, line: FaultLine) -> Iterator[Field]:
    own = _question(id, line)
    yield own
    if line.eased is None:
        return
    zh, en = line.eased.when.zh, line.eased.when.in_("en")
    if line.each is not None:
        ask = phrase(f"其中{zh}", f"Of these: {en}")
        yield Field(id=f"{id}.eased", ask=ask, type="count", max=Decimal(_MOST_FOUND))
    else:
        asked = f'answer("{id}")'
        yield Field(id=f"{id}.eased", ask=line.eased.when, type="yes_no", asked_if=asked)


def _question(id: str, line: FaultLine) -> Field:
    if isinstance(line.points, Award):
        ask = phrase(
            f"{line.label.zh}（扣分，无此情况填 0）",
            f"{line.label.in_('en')} (points taken; 0 if not so)",
        )
        whole = Award.model_construct(low=Decimal(0), high=line.points.high)
        return whole.field(id, ask)
    if line.each is not None:
        return Field(id=id, ask=line.label, type="count", max=Decimal(_MOST_FOUND))
    return Field(id=id, ask=line.label, type="yes_no")


def _outside(step: Step, target: Target) -> Step:
    """The step where it acts outside its item: not answered it takes nothing there."""
    known = every(*(Known(field) for field in step.asks))
    if is_condition(step.times):
        return replace(step, target=target, times=every(known, step.times))
    return replace(step, target=target, times=when(known, step.times, Const(0)))


def _steps(setting: Setting, key: str, line: FaultLine) -> Iterator[Step]:
    own = _step(setting, key, line)
    yield own
    if line.eased is None or not isinstance(line.points, Decimal):
        return
    field = f"{setting.id}.{key}"
    eased, fields = f"{field}.eased", (field, f"{field}.eased")
    back = ten_thousandths(line.points) - ten_thousandths(line.eased.points)
    known, id_ = every(Known(field), Known(eased)), f"{key}.eased"
    if line.each is None:
        both = (Compare("==", Answer(one), Const(1)) for one in fields)
        step = replace(earning(id_, line.eased.when, back, every(known, *both), fields), best=0)
    else:
        times = when(known, least(Answer(field), Answer(eased)), Const(0))
        # It only gives back what the faults took, so that the best of both together is 0.
        step = Step(id_, line.eased.when, back, times, fields, best=0, worst=0)
    yield step


def _step(setting: Setting, key: str, line: FaultLine) -> Step:
    field = f"{setting.id}.{key}"
    if isinstance(line.points, Award):
        high = ten_thousandths(line.points.high)
        taken = when(Known(field), Answer(field), Const(high))
        return Step(key, line.label, -1, taken, (field,), best=0, worst=-high)
    cost = setting.points if line.points is None else ten_thousandths(line.points)
    if line.each is None:
        found = either(negate(Known(field)), Compare("==", Answer(field), Const(1)))
        return deducting(key, line.label, cost, found, (field,))
    cap = None if line.up_to is None else ten_thousandths(line.up_to)
    most = setting.points if cap is None else cap
    enough = -(-most // cost) if cost else 0
    times = when(Known(field), Answer(field), Const(enough))
    worst = -most if cap is not None else -cost * _MOST_FOUND
    return Step(key, line.label, -cost, times, (field,), best=0, worst=worst, cap=cap)


def _words(line: FaultLine) -> Phrase:
    zh, en = line.label.zh, line.label.in_("en")
    if line.points is None:
        return phrase(f"{zh}的，本项不得分", f"{en}: none of the points")
    if isinstance(line.points, Award):
        high = points(line.points.high)
        low = f"{line.points.low:f}"
        return phrase(f"{zh}，酌情扣 {low} 至 {high.zh}", f"{en}: -{low} to -{high.en}, by degree")
    cost = points(line.points)
    if line.from_ != "criterion":
        place = _OUTSIDE[line.from_]
        zh, en = f"{zh}（{place.zh}）", f"{en} ({place.en})"
    if line.eased is not None:
        less, how = points(line.eased.points), line.eased.when
        each_zh, each_en = ("每处", " each") if line.each else ("", "")
        return phrase(
            f"{zh}{each_zh}扣 {cost.zh}，{how.zh}的扣 {less.zh}",
            f"{en}: -{cost.en}{each_en}, {how.in_('en')}: -{less.en}",
        )
    if line.each is None:
        return phrase(f"{zh}扣 {cost.zh}", f"{en}: -{cost.en}")
    if line.up_to is None:
        return phrase(f"{zh}每处扣 {cost.zh}，扣完为止", f"{en}: -{cost.en} each, down to 0")
    most = points(line.up_to)
    return phrase(
        f"{zh}每处扣 {cost.zh}，最多扣 {most.zh}", f"{en}: -{cost.en} each, at most -{most.en}"
    )
