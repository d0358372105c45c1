"""Several facets or tests inside one item, each with a rule of its own.

Example:
    points: 3
    rule:
      facets:
        letters:
          a: {label: 很好, share: 100%}
          b: {label: 有缺陷, share: 70%}
          c: {label: 缺陷较大, share: 30%}
          d: {label: 空白, share: 0%}
        of:
          presence: {title: 有无, points: 0.8}
          evidence: {title: 痕迹, points: 1.0}
          effect: {title: 效果, points: 1.2}
    earns:
    - [{presence: a, evidence: a, effect: a}, 3]
    - [{presence: a, evidence: b, effect: c}, 1.86]
    - [{presence: a}, 0.8]

Example:
    points: 10
    rule:
      facets:
        take: losses
        of:
          share:
            title: 比例
            ask: {type: rate}
            rule: {per_unit: {lose: 1, below: 80, count: started}}
          markets: {title: 市场, rule: {deduct: {failing: {each: 不合格市场, points: 1}}}}
    earns:
    - [{share: 80, markets.failing: 0}, 10]
    - [{share: 77.5, markets.failing: 2}, 5]
    - [{share: 60, markets.failing: 2}, 0]
    - [{share: 80}, 0]

Example:
    points: 5
    rule:
      facets:
        take: best
        of:
          level: {title: 达到水平, ask: {type: rate}, rule: {threshold: {at_least: 70}}}
          rise: {title: 比上年提高, ask: {type: rate}, rule: {bands: {">= 10": 5, ">= 5": 3}}}
    earns:
    - [{level: 70, rise: 0}, 5]
    - [{level: 60, rise: 5}, 3]
    - [{rise: 10}, 5]

`take`: `sum` adds the facets' own points; `losses` takes from the item what each facet loses of its
points; `best` and `lowest` let one facet decide. A facet without a rule is judged by the `letters`.
What is not answered earns nothing. Seen in: presence 0.8, evidence 1.0, effect 1.2 (national safe
community); share below target -1 per point and each failing sampled market -1; either-or.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from standards.amounts import Points
from standards.expression import Extreme
from standards.field import Ask, Field
from standards.inner_rule import InnerRule, bounded, placed, questions
from standards.numbers import plain
from standards.rule import Rule, RuleFault, Setting, misfits, ten_thousandths
from standards.rules.levels import Level, Levels
from standards.steps import Step, Steps
from standards.text import Phrase, Text, joined, phrase
from standards.wording import points

_TAKEN = {
    "losses": phrase("各项失分累计扣除", "what each loses is taken off"),
    "best": phrase("取最高一项", "the best alone"),
    "lowest": phrase("取最低一项", "the lowest alone"),
}


class Facet(BaseModel):
    """One facet: its points (all of the item's where not said), its question, its rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    points: Points | None = None
    ask: Ask | None = None
    rule: InnerRule | None = None


class Facets(Rule):
    """The facets by the author's keys."""

    kind: Literal["facets"] = "facets"
    take: Literal["sum", "losses", "best", "lowest"] = "sum"
    letters: dict[str, Level] | None = None
    of: dict[str, Facet] = Key(min_length=1)

    @model_validator(mode="after")
    def _judged(self) -> Facets:
        bare = [key for key, facet in self.of.items() if facet.rule is None]
        if bare and self.letters is None:
            message = f"the facet '{bare[0]}' has no `rule`, and there are no `letters`"
            raise ValueError(message)
        unsaid = [key for key, facet in self.of.items() if facet.points is None]
        if unsaid and self.take == "sum":
            message = f"the facet '{unsaid[0]}' has no `points`; in a sum each has its own"
            raise ValueError(message)
        return self

    def _rule(self, facet: Facet) -> Rule:
        return facet.rule or Levels(levels=self.letters or {})

    def _points(self, setting: Setting, facet: Facet) -> int:
        return setting.points if facet.points is None else ten_thousandths(facet.points)

    def _inside(self, setting: Setting) -> Iterator[tuple[str, Rule, Setting]]:
        for key, facet in self.of.items():
            rule, worth = self._rule(facet), self._points(setting, facet)
            yield key, rule, placed(rule, facet.ask, setting.inside(key, facet.title, worth))

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:  # noqa: ARG002 - the word of the documents
        return tuple(
            field
            for key, facet in self.of.items()
            for field in questions(self._rule(facet), facet.ask, f"{id}.{key}", facet.title)
        )

    def lower(self, setting: Setting) -> Steps:
        inner = [(key, rule.lower(at), at) for key, rule, at in self._inside(setting)]
        if self.take in ("best", "lowest"):
            totals = tuple(steps.total(at.points) for _, steps, at in inner)
            asked = (field for _, steps, _ in inner for one in steps.steps for field in one.asks)
            way: Literal["max", "min"] = "max" if self.take == "best" else "min"
            label, fields = _TAKEN[self.take], tuple(dict.fromkeys(asked))
            step = Step(
                self.take, label, 1, Extreme(way, totals), fields, best=setting.points, worst=0
            )
            return Steps(0, (step,))
        start = sum(steps.start for _, steps, _ in inner)
        if self.take == "losses":
            start += setting.points - sum(at.points for _, _, at in inner)
        steps = (step for key, steps, at in inner for step in bounded(key, steps, at.points))
        return Steps(start, tuple(steps))

    def words(self, setting: Setting) -> Phrase:
        lines = []
        for key, rule, at in self._inside(setting):
            title, said, worth = at.title, rule.words(at), points(at.full)
            if self.of[key].points is not None:
                title = phrase(f"{title.zh}（{worth.zh}）", f"{title.in_('en')} ({worth.en})")
            lines.append(phrase(f"{title.zh}：{said.zh}", f"{title.in_('en')}: {said.in_('en')}"))
        taken = [_TAKEN[self.take]] if self.take in _TAKEN else []
        return joined([*lines, *taken])

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        own = [facet.points for facet in self.of.values() if facet.points is not None]
        total = sum(own, Decimal(0))
        if self.take == "sum" and total != setting.full:
            said = f"the facets' points make {plain(total)}, not the {setting.full} points"
            yield RuleFault(("of",), said)
        for key, facet in self.of.items():
            if facet.points is not None and facet.points > setting.full:
                said = f"{plain(facet.points)} is more than the {setting.full} points"
                yield RuleFault(("of", key, "points"), said)
        for key, rule, at in self._inside(setting):
            for fault in misfits(rule, self.of[key].ask):
                yield RuleFault(("of", key, *fault.path), fault.message)
            for fault in rule.faults(at):
                path = ("of", key, "rule", rule.kind, *fault.path)
                yield RuleFault(path, fault.message, note=fault.note)
