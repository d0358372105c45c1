"""A list of things that should be there: points for each, for all together, or by how many.

Example:
    points: 6
    rule:
      checklist:
        each: 2
        items: {bags: {zh: 袋装化, en: Bagged}, bins: 分类容器, sorting: 按要求投放}
    earns:
    - [{bags: true, bins: true, sorting: true}, 6]
    - [{bags: true, bins: false, sorting: true}, 4]
    - [{bags: true}, 2]

Example:
    points: 6
    rule: {checklist: {count: {3: 6, 2: 3}, items: {a: 甲, b: 乙, c: 丙}}}
    earns:
    - [{a: true, b: true, c: true}, 6]
    - [{a: true, b: true, c: false}, 3]
    - [{a: true, b: false, c: false}, 0]

Example:
    points: 10
    rule: {checklist: {all: true, items: {body: 机构, staff: 人员, money: 经费}}}
    earns:
    - [{body: true, staff: true, money: true}, 10]
    - [{body: true, staff: true, money: false}, 0]
    - [{body: true, staff: true}, 0]

Example:
    points: 2
    rule: {checklist: {each_missing: 0.5, items: {a: 甲, b: 乙}}}
    earns:
    - [{a: true, b: true}, 2]
    - [{a: false, b: true}, 1.5]
    - [{a: false}, 1]

An unanswered item counts as missing. Seen in: three sorting conditions, each missing -2 (Inner
Mongolia 3.2); any of body, staff, money missing, 0 of 10 (Zhejiang VII-1-3); 3/2/1/0 conditions
(Guangzhou civilised community); 0.5 + 0.5 + 1 (service form).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from standards.amounts import Points
from standards.expression import Answer, Compare, Const, Expr, Known, add, every, negate, when
from standards.field import Field
from standards.rule import Rule, RuleFault, Setting, ten_thousandths
from standards.steps import Step, Steps, deducting, earning
from standards.text import Phrase, joined, phrase
from standards.wording import points


class Item(Phrase):
    """One thing of the list, with points of its own where they differ."""

    points: Points | None = None


class Checklist(Rule):
    """One of `each`, `all`, `count`, `each_missing`, or points with the items."""

    kind: Literal["checklist"] = "checklist"
    each: Points | None = None
    all: Literal[True] | None = None
    count: dict[int, Points] | None = None
    each_missing: Points | None = None
    items: dict[str, Item] = Key(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _plain_items(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("items"), dict):
            items = {k: {"zh": v} if isinstance(v, str) else v for k, v in data["items"].items()}
            return {**data, "items": items}
        return data

    @model_validator(mode="after")
    def _one_way(self) -> Checklist:
        own = [item for item in self.items.values() if item.points is not None]
        ways = sum(way is not None for way in (self.each, self.all, self.count, self.each_missing))
        if ways + bool(own) != 1 or (own and len(own) < len(self.items)):
            message = (
                "a checklist has exactly one of each, all, count, each_missing, "
                "or points with every item"
            )
            raise ValueError(message)
        return self

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:  # noqa: ARG002 - the word of the documents
        return tuple(
            Field(id=f"{id}.{key}", ask=Phrase(zh=item.zh, en=item.en), type="yes_no")
            for key, item in self.items.items()
        )

    def lower(self, setting: Setting) -> Steps:
        met = {key: _met(f"{setting.id}.{key}") for key in self.items}
        fields = tuple(f"{setting.id}.{key}" for key in self.items)
        if self.all:
            step = earning("all", setting.title, setting.points, every(*met.values()), fields)
            return Steps(0, (step,))
        if self.count:
            return Steps(0, self._counted(met, fields))
        steps: list[Step] = []
        for (key, item), field in zip(self.items.items(), fields, strict=True):
            label = Phrase(zh=item.zh, en=item.en)
            if self.each_missing is not None:
                lost = ten_thousandths(self.each_missing)
                steps.append(deducting(key, label, lost, negate(met[key]), (field,)))
            else:
                won = ten_thousandths(item.points if item.points is not None else self._each)
                steps.append(earning(key, label, won, met[key], (field,)))
        return Steps(0 if self.each_missing is None else setting.points, tuple(steps))

    @property
    def _each(self) -> Decimal:
        return self.each if self.each is not None else Decimal(0)

    def _counted(self, met: dict[str, Expr], fields: tuple[str, ...]) -> tuple[Step, ...]:
        number_met = add(*(when(condition, Const(1), Const(0)) for condition in met.values()))
        steps: list[Step] = []
        before = 0
        for needed, earned in sorted((self.count or {}).items()):
            label = phrase(f"符合 {needed} 项以上", f"{needed} or more met")
            more = ten_thousandths(earned) - before
            enough = Compare(">=", number_met, Const(needed))
            steps.append(earning(f"{needed}", label, more, enough, fields))
            before += more
        return tuple(steps)

    def words(self, setting: Setting) -> Phrase:
        if self.all:
            full = points(setting.full)
            return phrase(f"全部符合得 {full.zh}，缺一不得分", f"all: {full.en}; one missing: none")
        if self.count:
            parts = [
                phrase(f"{n} 项 {points(p).zh}", f"{n} met: {points(p).en}")
                for n, p in sorted(self.count.items(), reverse=True)
            ]
            return joined(parts)
        if self.each_missing is not None:
            lost = points(self.each_missing)
            return phrase(f"缺一项扣 {lost.zh}，扣完为止", f"each missing: -{lost.en}, down to 0")
        if self.each is not None:
            won = points(self.each)
            return phrase(f"每项 {won.zh}", f"{won.en} each")
        parts = [
            phrase(
                f"{item.zh} {points(item.points).zh}", f"{item.in_('en')}: {points(item.points).en}"
            )
            for item in self.items.values()
            if item.points is not None
        ]
        return joined(parts)

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        size = len(self.items)
        if self.each is not None and self.each * size != setting.full:
            yield RuleFault(
                ("each",),
                f"{size} items of {self.each} make {self.each * size}, "
                f"not the {setting.full} points",
            )
        own = [item.points for item in self.items.values() if item.points is not None]
        if own and sum(own) != setting.full:
            yield RuleFault(
                ("items",), f"the items' points make {sum(own)}, not the {setting.full} points"
            )
        if self.each_missing is not None and self.each_missing * size < setting.full:
            yield RuleFault(
                ("each_missing",),
                "with everything missing some points remain; was that meant?",
                note=True,
            )
        for needed, earned in (self.count or {}).items():
            if not 0 < needed <= size:
                yield RuleFault(
                    ("count", str(needed)), f"{needed} cannot be met; the list has {size} items"
                )
            if earned > setting.full:
                yield RuleFault(
                    ("count", str(needed)), f"{earned} is more than the {setting.full} points"
                )
        if self.count and max(self.count.values()) != setting.full:
            yield RuleFault(("count",), f"no count earns the full {setting.full} points")
        if self.count and sorted(self.count.values()) != [
            self.count[n] for n in sorted(self.count)
        ]:
            yield RuleFault(("count",), "more met must not earn less")


def _met(field: str) -> Expr:
    return every(Known(field), Compare("==", Answer(field), Const(1)))
