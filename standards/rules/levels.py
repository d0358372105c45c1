"""Letters or words, each worth points or a share of the full points; a level may leave a range.

Example:
    points: 4
    rule:
      levels:
        complete: {label: 完整, points: 4}
        partly: {label: 不全, points: {from: 1, to: 3, step: 0.5}}
        none: {label: 未建, points: 0}
    earns:
    - [complete, 4]
    - [none, 0]
    - [{answer: partly, award: 2.5}, 2.5]
    - [{answer: partly}, 1]
    - [null, 0]

Example:
    points: 2
    rule:
      levels:
        a: {label: 好, share: 100%}
        b: {label: 一般, share: 50%}
        c: {label: 差, share: 0%}
    earns:
    - [a, 2]
    - [b, 1]
    - [c, 0]

Unanswered earns nothing; a range without the assessor's award earns its lower end. Seen in:
a/b/c/d = 100/70/30/0 % (national safe community); 好/一般/差 = 2/1/0 (Guangzhou schools); file
incomplete, -1 to -3 by degree (Inner Mongolia 2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from standards.amounts import Points, Share
from standards.expression import (
    Answer,
    Compare,
    Const,
    Expr,
    Extreme,
    Known,
    either,
    every,
    subtract,
    when,
)
from standards.field import Field
from standards.rule import Rule, RuleFault, Setting, ten_thousandths
from standards.steps import Step, Steps, earning
from standards.text import Phrase, Text, joined, phrase
from standards.wording import points


class Award(BaseModel):
    """A range left to the assessor, in points; `step` is the smallest difference."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    low: Points = Key(alias="from")
    high: Points = Key(alias="to")
    step: Points = Decimal("0.5")

    @model_validator(mode="after")
    def _ordered(self) -> Award:
        if self.low >= self.high or self.step <= 0:
            message = "a range goes from a smaller to a larger number, by steps above 0"
            raise ValueError(message)
        return self

    def field(self, id: str, ask: Phrase, asked_if: str | None = None) -> Field:
        """The question for the points awarded."""
        return Field(
            id=id,
            ask=ask,
            type="measure",
            unit=phrase("分", "points"),
            min=self.low,
            max=self.high,
            decimals=4,
            step=self.step,
            asked_if=asked_if,
        )


class Level(BaseModel):
    """One letter or word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    points: Points | Award | None = None
    share: Share | None = None

    @model_validator(mode="after")
    def _one(self) -> Level:
        if (self.points is None) == (self.share is None):
            message = "a level has either points or a share"
            raise ValueError(message)
        return self

    def worth(self, full: Decimal) -> Decimal:
        """What the level earns at least, in points."""
        if self.share is not None:
            return full * self.share / 100
        return self.points.low if isinstance(self.points, Award) else self.points or Decimal(0)


class Levels(Rule):
    """The levels by the author's keys."""

    kind: Literal["levels"] = "levels"
    entries_name: ClassVar[str | None] = "levels"
    levels: dict[str, Level] = Key(min_length=2)

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:
        choices = {key: level.label for key, level in self.levels.items()}
        fields = [Field(id=id, ask=title, type="choice", choices=choices)]
        ranges = self._ranges()
        if ranges:
            low = min(award.low for award in ranges.values())
            high = max(award.high for award in ranges.values())
            label = joined([self.levels[key].label for key in ranges], "、", ", ")
            ask = phrase(f"“{label.zh}”时评定得分", f"Points awarded where “{label.in_('en')}”")
            award = Award.model_construct(low=low, high=high)
            keys = ", ".join(f'"{key}"' for key in ranges)
            asked = f'answer("{id}") in ({keys},)'
            fields.append(award.field(f"{id}.award", ask, asked))
        return tuple(fields)

    def _ranges(self) -> dict[str, Award]:
        return {k: lv.points for k, lv in self.levels.items() if isinstance(lv.points, Award)}

    def lower(self, setting: Setting) -> Steps:
        codes = {key: code for code, key in enumerate(self.levels)}
        ascending = sorted(self.levels, key=lambda key: self.levels[key].worth(setting.full))
        steps: list[Step] = []
        before = 0
        for place, key in enumerate(ascending):
            level = self.levels[key]
            more = ten_thousandths(level.worth(setting.full)) - before
            if more:
                at_least = either(*(_is(setting.id, codes[k]) for k in ascending[place:]))
                reached = every(Known(setting.id), at_least)
                steps.append(earning(key, level.label, more, reached, (setting.id,)))
            before += more
        steps += [self._award(setting, key, codes[key], a) for key, a in self._ranges().items()]
        return Steps(0, tuple(steps))

    def _award(self, setting: Setting, key: str, code: int, award: Award) -> Step:
        field = f"{setting.id}.award"
        low, high = ten_thousandths(award.low), ten_thousandths(award.high)
        applies = every(Known(setting.id), Known(field), _is(setting.id, code))
        held: Expr = Extreme("max", (Const(low), Extreme("min", (Const(high), Answer(field)))))
        more = when(applies, subtract(held, Const(low)), Const(0))
        label = phrase("按程度评分", "Awarded by degree")
        return Step(f"{key}.award", label, 1, more, (setting.id, field), best=high - low, worst=0)

    def words(self, setting: Setting) -> Phrase:
        parts: list[Phrase] = []
        for level in self.levels.values():
            if isinstance(level.points, Award):
                zh = f"{level.points.low:f} 至 {points(level.points.high).zh}"
                en = f"{level.points.low:f} to {points(level.points.high).en}"
            else:
                worth = points(level.worth(setting.full))
                zh, en = worth.zh, worth.in_("en")
            parts.append(phrase(f"{level.label.zh}：{zh}", f"{level.label.in_('en')}: {en}"))
        return joined(parts)

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        best = Decimal(0)
        for key, level in self.levels.items():
            high = (
                level.points.high if isinstance(level.points, Award) else level.worth(setting.full)
            )
            best = max(best, high)
            if high > setting.full:
                yield RuleFault((key,), f"{high} is more than the {setting.full} points")
        if best < setting.full:
            yield RuleFault((), f"no level earns the full {setting.full} points")


def _is(field: str, code: int) -> Expr:
    return Compare("==", Answer(field), Const(code))
