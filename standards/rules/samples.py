"""A sample: so many drawn, so many passed; letters, all or nothing, a share, bands, or each.

Example:
    points: 10
    rule:
      samples:
        of: 抽查道路
        draw: 5
        letters: {A: 5, B: 4}
        shares: {A: 100%, B: 70%, otherwise: 30%}
    earns:
    - [{drawn: 5, passed: 5}, 10]
    - [{drawn: 5, passed: 4}, 7]
    - [{drawn: 5, passed: 3}, 3]
    - [{drawn: 10, passed: 5}, 3]
    - [{drawn: 4, passed: 4}, 0]
    - [{drawn: 5}, 0]

Example:
    points: 12
    rule: {samples: {of: 乡镇, draw: 4, all: true}}
    earns:
    - [{drawn: 4, passed: 4}, 12]
    - [{drawn: 4, passed: 3}, 0]

Example:
    points: 8
    rule: {samples: {of: 问卷, draw: 100, bands: {"> 85": 8, "> 60": 4}}}
    earns:
    - [{drawn: 200, passed: 171}, 8]
    - [{drawn: 200, passed: 170}, 4]
    - [{drawn: 99, passed: 99}, 0]

Example:
    points: 7
    rule: {samples: {of: 点位, draw: 3, share: true}}
    earns:
    - [{drawn: 3, passed: 2}, 4.6667]

Example:
    points: 4
    rule: {samples: {of: 学校, draw: 4, each_failing: 1}}
    earns:
    - [{drawn: 6, passed: 5}, 3]
    - [{drawn: 4, passed: 4}, 4]
    - [{drawn: 3, passed: 3}, 0]

Unanswered, or fewer drawn than asked, earns nothing. Seen in: 5 of 5 roads A, 4 B, else C
(Shanghai); 4 towns, all must pass (Zhejiang VII-1-4); more than 85 % of the forms; 78 sites
with 1,166 observations (Jiaozuo); 10 % of schools, at least 4, each failing -1 (Hangzhou).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field as Key
from pydantic import model_validator

from standards.amounts import Points, Share
from standards.expression import (
    Answer,
    Compare,
    Const,
    Divide,
    Expr,
    Known,
    every,
    greatest,
    least,
    multiply,
    negate,
    subtract,
    when,
)
from standards.field import Field
from standards.quantity import Quantity, compared, share
from standards.rule import Rule, RuleFault, Setting, asks, ten_thousandths
from standards.rules.bands import Bands
from standards.steps import Step, Steps, earning
from standards.text import Phrase, Text, joined, phrase
from standards.wording import amount, points

_LARGEST_SAMPLE = 100_000
_MODES = ("letters", "all", "share", "bands", "each_failing")


class Samples(Rule):
    """`draw` is the least number drawn; exactly one way of scoring the passed ones."""

    kind: Literal["samples"] = "samples"
    value_types: ClassVar[frozenset[str] | None] = None
    of: Text
    draw: Annotated[int, Key(ge=1, le=_LARGEST_SAMPLE)] | str
    letters: dict[str, int] | None = None
    shares: dict[str, Share] | None = None
    all: Literal[True] | None = None
    share: Literal[True] | None = None
    bands: dict[str, Points] | None = None
    each_failing: Points | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Samples:
        if sum(getattr(self, mode) is not None for mode in _MODES) != 1:
            message = f"a sample is scored in exactly one way: {', '.join(_MODES)}"
            raise ValueError(message)
        if (self.letters is None) != (self.shares is None):
            message = "`letters` (letter: number passed) and `shares` (letter: share) go together"
            raise ValueError(message)
        if self.letters is not None and set(self.letters) | {"otherwise"} != set(self.shares or {}):
            message = "`shares` names every letter, and `otherwise`"
            raise ValueError(message)
        if self.letters is not None and not isinstance(self.draw, int):
            message = "with `letters` the number drawn is a whole number, not an expression"
            raise ValueError(message)
        if self.bands is not None:
            Bands(limits=self.bands)
        return self

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:  # noqa: ARG002 - the word of the documents
        zh, en = self.of.zh, self.of.in_("en")
        most = Decimal(_LARGEST_SAMPLE)
        drawn = phrase(f"{zh}：抽查数（按规定数量）", f"{en}: number drawn (as prescribed)")
        if isinstance(self.draw, int):
            drawn = phrase(
                f"{zh}：抽查数（不少于 {self.draw}）", f"{en}: number drawn (at least {self.draw})"
            )
        passed = phrase(f"{zh}：其中合格数", f"{en}: of these, passed")
        return (
            Field(id=f"{id}.drawn", ask=drawn, type="count", max=most),
            Field(id=f"{id}.passed", ask=passed, type="count", max=most),
        )

    def lower(self, setting: Setting) -> Steps:
        drawn, passed = f"{setting.id}.drawn", f"{setting.id}.passed"
        least_drawn = setting.amount(
            Decimal(self.draw) if isinstance(self.draw, int) else self.draw
        )
        needed = compared(">=", Quantity(Answer(drawn)), least_drawn)
        enough = every(
            Known(drawn),
            Known(passed),
            needed.surely,
            Compare("<=", Answer(passed), Answer(drawn)),
        )
        fields = (drawn, passed, *asks(least_drawn))
        if self.letters is not None:
            return Steps(0, self._lettered(setting, enough, fields))
        if self.each_failing is not None:
            return self._each_failing(setting, enough, fields)
        if self.bands is not None:
            return self._banded(setting, enough, fields)
        if self.share:
            ratio = Divide(
                multiply(Const(setting.points), Answer(passed)), Answer(drawn), "half_up"
            )
            worth = when(enough, least(ratio, Const(setting.points)), Const(0))
            label = phrase("按合格比例计分", "in proportion to those that passed")
            return Steps(0, (Step("share", label, 1, worth, fields, best=setting.points, worst=0),))
        condition = every(enough, Compare(">=", Answer(passed), Answer(drawn)))
        label = phrase(f"{self.of.zh}全部合格", f"all {self.of.in_('en')} passed")
        return Steps(0, (earning("all", label, setting.points, condition, fields),))

    def _lettered(
        self, setting: Setting, enough: Expr, fields: tuple[str, ...]
    ) -> tuple[Step, ...]:
        shares = self.shares or {}
        steps: list[Step] = []
        before = ten_thousandths(setting.full * shares["otherwise"] / 100)
        if before:
            label = phrase("已按规定数量抽查", "enough drawn")
            steps.append(earning("otherwise", label, before, enough, fields))
        for letter, needed in sorted((self.letters or {}).items(), key=lambda line: line[1]):
            more = ten_thousandths(setting.full * shares[letter] / 100) - before
            failing = subtract(Answer(fields[0]), Answer(fields[1]))
            few = Compare("<=", failing, Const(int(self.draw) - needed))  # 5 of 10 is not 5 of 5
            reached = every(enough, Compare(">=", Answer(fields[1]), Const(needed)), few)
            label = phrase(
                f"{needed} 个以上合格（{letter}）", f"{needed} or more passed ({letter})"
            )
            steps.append(earning(letter, label, more, reached, fields))
            before += more
        return tuple(steps)

    def _each_failing(self, setting: Setting, enough: Expr, fields: tuple[str, ...]) -> Steps:
        each = ten_thousandths(self.each_failing or Decimal(0))
        failing = greatest(subtract(Answer(fields[0]), Answer(fields[1])), Const(0))
        too_few = phrase("抽查数不足或未回答", "too few drawn, or not answered")
        label = phrase(f"不合格{self.of.zh}", f"{self.of.in_('en')} failed")
        steps = (
            Step(
                "each",
                label,
                -each,
                when(enough, failing, Const(0)),
                fields,
                0,
                -each * _LARGEST_SAMPLE,
            ),
            Step("few", too_few, -setting.points, negate(enough), fields, 0, -setting.points),
        )
        return Steps(setting.points, steps)

    def _banded(self, setting: Setting, enough: Expr, fields: tuple[str, ...]) -> Steps:
        drawn, passed = (Quantity(Answer(field), defined=Known(field)) for field in fields[:2])
        value = share(passed, drawn)
        inner = replace(
            setting, value=replace(value, defined=every(value.defined, enough)), unit=Phrase(zh="%")
        )
        return Bands(limits=self.bands or {}).lower(inner)

    def words(self, setting: Setting) -> Phrase:
        way = self._way(setting)
        least_drawn = amount(
            str(self.draw) if isinstance(self.draw, int) else setting.scope.say(self.draw, None),
            None,
        )
        zh = f"抽查{self.of.zh}不少于 {least_drawn.zh} 个：{way.zh}"
        return phrase(zh, f"{self.of.in_('en')}, at least {least_drawn.in_('en')}: {way.in_('en')}")

    def _way(self, setting: Setting) -> Phrase:
        full = points(setting.full)
        if self.letters is not None:
            shares = self.shares or {}
            parts = [
                phrase(
                    f"合格 {n} 个以上为 {k}（{shares[k]:f}%）",
                    f"{n} or more passed is {k} ({shares[k]:f}%)",
                )
                for k, n in sorted(self.letters.items(), key=lambda line: -line[1])
            ]
            rest = f"{shares['otherwise']:f}%"
            return joined([*parts, phrase(f"其余 {rest}", f"otherwise {rest}")])
        if self.bands is not None:
            return Bands(limits=self.bands).words(replace(setting, unit=Phrase(zh="%")))
        if self.each_failing is not None:
            lost = points(self.each_failing)
            return phrase(
                f"每个不合格扣 {lost.zh}，扣完为止", f"each failing -{lost.en}, down to 0"
            )
        if self.share:
            return phrase(f"按合格比例得分，满分 {full.zh}", f"share that passed x {full.en}")
        return phrase(f"全部合格得 {full.zh}，否则不得分", f"all passed: {full.en}; otherwise none")

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        for letter, needed in (self.letters or {}).items():
            if needed > int(self.draw):
                said = f"{letter} needs {needed} passed, but only {self.draw} need be drawn"
                yield RuleFault(("letters", letter), said)
        if self.shares and max(self.shares.values()) != 100:
            yield RuleFault(("shares",), "no letter earns the full points")
        if self.bands is not None:
            for fault in Bands(limits=self.bands).faults(replace(setting, unit=Phrase(zh="%"))):
                yield RuleFault(("bands", *fault.path), fault.message, note=fault.note)
