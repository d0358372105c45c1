"""The same rule for several sites, one answer a site; said is how the sites combine.

Example:
    points: 10
    rule:
      sites:
        of: {zh: 抽查乡镇, en: towns drawn}
        count: 4
        take: mean
        rule: {levels: {a: {label: 好, share: 100%}, b: {label: 差, share: 25%}}}
    earns:
    - [{s1: a, s2: a, s3: a, s4: a}, 10]
    - [{s1: a, s2: a, s3: b, s4: b}, 6.25]
    - [{s1: a, s2: a, s3: a}, 7.5]

Example:
    points: 8
    rule: {sites: {of: 道路, count: 3, take: all, rule: yes_no}}
    earns:
    - [{s1: true, s2: true, s3: true}, 8]
    - [{s1: true, s2: false, s3: true}, 0]

Example:
    points: 9
    rule:
      sites:
        of: 市场
        count: 3
        take: share
        pass: 60%
        ask: {type: rate}
        rule: {proportional: {full_at: 100}}
    earns:
    - [{s1: 60, s2: 59.9, s3: 100}, 6]
    - [{s1: 60, s2: 60, s3: 60}, 9]

Example:
    points: 5
    rule:
      sites:
        of: 学校
        count: 2
        take: lowest
        ask: {type: count, max: 20}
        rule: {per_unit: {earn: 1, up_to: 5}}
    earns:
    - [{s1: 5, s2: 3}, 3]
    - [{s1: 5}, 0]

`take`: `mean` of the sites' points (rounded half-up), `lowest`, `best`, `share` of the sites that
pass times the points, `all` must pass. A site passes with `pass` of the points (100 % where not
said). A site that is not answered earns nothing and does not pass. Seen in: random 4 towns, all
must pass (Zhejiang VII-1-4); sites averaged; share of sites with a minimum.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict
from pydantic import Field as Key

from standards.amounts import Share
from standards.expression import (
    Compare,
    Const,
    Divide,
    Expr,
    Extreme,
    add,
    every,
    multiply,
    when,
)
from standards.field import Ask, Field
from standards.inner_rule import InnerRule, placed, questions
from standards.numbers import plain
from standards.rule import Rule, RuleFault, Setting, misfits, ten_thousandths
from standards.steps import Step, Steps, earning
from standards.text import Phrase, Text, phrase

_WAYS = {
    "mean": phrase("取各点平均", "the mean of the sites"),
    "lowest": phrase("取最低一点", "the lowest site"),
    "best": phrase("取最高一点", "the best site"),
    "share": phrase("按合格点比例计分", "in proportion to the sites that pass"),
    "all": phrase("须全部合格", "all must pass"),
}


class Sites(Rule):
    """`count` sites, all judged by `rule`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: Literal["sites"] = "sites"
    of: Text
    count: int = Key(ge=2, le=30)
    take: Literal["mean", "lowest", "best", "share", "all"]
    passes: Share = Key(Decimal(100), alias="pass")
    ask: Ask | None = None
    rule: InnerRule

    def _title(self, title: Phrase, place: int) -> Phrase:
        zh = f"{self.of.zh} {place}：{title.zh}"
        return phrase(zh, f"{self.of.in_('en')} {place}: {title.in_('en')}")

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:
        return tuple(
            field
            for n in range(1, self.count + 1)
            for field in questions(self.rule, self.ask, f"{id}.s{n}", self._title(title, n))
        )

    def _inside(self, setting: Setting, place: int) -> Setting:
        title = self._title(setting.title, place)
        return placed(self.rule, self.ask, setting.inside(f"s{place}", title, setting.points))

    def lower(self, setting: Setting) -> Steps:
        places = range(1, self.count + 1)
        inner = [self.rule.lower(self._inside(setting, place)) for place in places]
        totals = tuple(steps.total(setting.points) for steps in inner)
        asked = dict.fromkeys(f for steps in inner for one in steps.steps for f in one.asks)
        label, fields = _WAYS[self.take], tuple(asked)
        needed = Const(ten_thousandths(setting.full * self.passes / 100))
        passed = [Compare(">=", total, needed) for total in totals]
        if self.take == "all":
            return Steps(0, (earning("all", label, setting.points, every(*passed), fields),))
        worth = self._worth(setting, totals, passed)
        return Steps(0, (Step(self.take, label, 1, worth, fields, setting.points, 0),))

    def _worth(self, setting: Setting, totals: tuple[Expr, ...], passed: list[Compare]) -> Expr:
        match self.take:
            case "lowest":
                return Extreme("min", totals)
            case "best":
                return Extreme("max", totals)
            case "mean":
                return Divide(add(*totals), Const(self.count), "half_up")
            case _:
                number = add(*(when(one, Const(1), Const(0)) for one in passed))
                whole = multiply(Const(setting.points), number)
                return Divide(whole, Const(self.count), "half_up")

    def words(self, setting: Setting) -> Phrase:
        said, way = self.rule.words(self._inside(setting, 1)), _WAYS[self.take]
        zh = f"{self.of.zh} {self.count} 个，每个：{said.zh}；{way.zh}"
        en = f"{self.count} {self.of.in_('en')}, each: {said.in_('en')}; {way.in_('en')}"
        if self.take not in ("share", "all") or self.passes == 100:
            return phrase(zh, en)
        share = plain(self.passes)
        return phrase(f"{zh}（得分率 {share}% 为合格）", f"{en} ({share}% of the points pass)")

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        yield from misfits(self.rule, self.ask)
        if self.passes == 0:
            yield RuleFault(("pass",), "with 0% every site passes, answered or not")
        for fault in self.rule.faults(self._inside(setting, 1)):
            path = ("rule", self.rule.kind, *fault.path)
            yield RuleFault(path, fault.message, note=fault.note)
