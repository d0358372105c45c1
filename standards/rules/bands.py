"""Steps of a measured value: the first limit that holds decides.

Example:
    points: 5
    ask: {type: rate}
    rule: {bands: {">= 98": 5, ">= 95": 3}}
    earns:
    - [98, 5]
    - [97.9999, 3]
    - [95, 3]
    - [94.9999, 0]
    - [null, 0]

Example:
    points: 0.5
    ask: {type: measure}
    rule: {bands: {"<= 15": 0.5, "<= 30": 0.3, otherwise: 0.1}}
    earns:
    - [15, 0.5]
    - [30, 0.3]
    - [30.0001, 0.1]
    - [null, 0]

Unanswered earns nothing, not even `otherwise`. Seen in: knowledge rate >= 95 % 3, >= 98 % 5
(Hangzhou); 15 minutes 0.5, 30 minutes 0.3, more 0 (township construction).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import ClassVar, Literal, cast

from pydantic import Field as Key
from pydantic import field_validator

from standards.amounts import Points
from standards.expression import Relation, either
from standards.quantity import compared
from standards.rule import MEASURED, Rule, RuleFault, Setting, asks, ten_thousandths
from standards.steps import Step, Steps, earning
from standards.text import Phrase, joined, phrase
from standards.wording import limit, points

_LIMIT = re.compile(r"(>=|<=|>|<)\s*(\S.*)$")
_OTHERWISE = "otherwise"


class Bands(Rule):
    """Limit -> points, from the best down; `otherwise` may close the list."""

    kind: Literal["bands"] = "bands"
    entries_name: ClassVar[str | None] = "limits"
    value_types: ClassVar[frozenset[str] | None] = MEASURED
    limits: dict[str, Points] = Key(min_length=1)

    @field_validator("limits")
    @classmethod
    def _readable(cls, limits: dict[str, Points]) -> dict[str, Points]:
        for key in limits:
            if key != _OTHERWISE and not _LIMIT.match(key):
                message = f"'{key}' is no limit; write one such as '>= 95', or otherwise"
                raise ValueError(message)
        return limits

    @property
    def lines(self) -> list[tuple[Relation, Decimal | str, Decimal]]:
        """Relation, limit and points of every line but `otherwise`."""
        found: list[tuple[Relation, Decimal | str, Decimal]] = []
        for key, worth in self.limits.items():
            if match := _LIMIT.match(key):
                found.append((cast("Relation", match[1]), _number(match[2]), worth))
        return found

    def lower(self, setting: Setting) -> Steps:
        return Steps(0, ladder(setting, self.lines, self.limits.get(_OTHERWISE)))

    def words(self, setting: Setting) -> Phrase:
        parts = []
        for relation, mark, worth in self.lines:
            shown, won = limit(relation, setting.said(mark), setting.unit), points(worth)
            parts.append(phrase(f"{shown.zh}得 {won.zh}", f"{shown.in_('en')}: {won.en}"))
        rest = points(self.limits.get(_OTHERWISE, Decimal(0)))
        return joined([*parts, phrase(f"其余得 {rest.zh}", f"otherwise: {rest.en}")])

    def faults(self, setting: Setting) -> Iterator[RuleFault]:
        yield from ladder_faults(setting, self.lines, self.limits.get(_OTHERWISE))


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return text


def ladder(
    setting: Setting,
    lines: list[tuple[Relation, Decimal | str, Decimal]],
    otherwise: Decimal | None,
) -> tuple[Step, ...]:
    """Cumulative steps, the lowest first, of limits written from the best down."""
    value = setting.measured
    steps: list[Step] = []
    base = ten_thousandths(otherwise or Decimal(0))
    if base:
        label = phrase("已填报", "answered")
        steps.append(earning(_OTHERWISE, label, base, value.defined, asks(value)))
    before = base
    for place in range(len(lines) - 1, -1, -1):
        relation, mark, worth = lines[place]
        reached = either(
            *(compared(r, value, setting.amount(m)).surely for r, m, _ in _enough(lines, place))
        )
        more = ten_thousandths(worth) - before
        label = limit(relation, setting.said(mark), setting.unit)
        if more:
            steps.append(earning(f"{relation} {mark}", label, more, reached, asks(reached)))
        before += more
    return tuple(steps)


def _enough(
    lines: list[tuple[Relation, Decimal | str, Decimal]], place: int
) -> list[tuple[Relation, Decimal | str, Decimal]]:
    """The lines that decide a step: of plain numbers in order the lowest alone is enough."""
    plain = all(isinstance(mark, Decimal) for _, mark, _ in lines)
    return [lines[place]] if plain and not _disorder(lines) else lines[: place + 1]


def _disorder(lines: list[tuple[Relation, Decimal | str, Decimal]]) -> str | None:
    """What is wrong with the order of some limits, if anything."""
    if len({relation[0] for relation, _, _ in lines}) > 1:
        return "the limits look both ways; use either > and >= or < and <="
    upward = lines[0][0].startswith(">")
    for (_, one, _), (other_relation, two, _) in pairwise(lines):
        if isinstance(one, Decimal) and isinstance(two, Decimal):
            reached = two >= one if upward else two <= one
            looser = one == two and len(other_relation) == 2
            if reached and not looser:
                first = f"{lines[0][0]} {one}"
                return f"'{other_relation} {two}' is never reached: '{first}' stands before it"
    return None


def ladder_faults(
    setting: Setting,
    lines: list[tuple[Relation, Decimal | str, Decimal]],
    otherwise: Decimal | None,
) -> Iterator[RuleFault]:
    """Limits out of order, unreachable lines, points that fall the wrong way or exceed."""
    if not lines:
        yield RuleFault((), "no limit is given")
        return
    if disorder := _disorder(lines):
        yield RuleFault((), disorder)
    worths = [worth for _, _, worth in lines] + ([otherwise] if otherwise is not None else [])
    if any(later >= sooner for sooner, later in pairwise(worths)):
        yield RuleFault((), "a later line earns as much as the one before it, or more")
    if max(worths) != setting.full:
        yield RuleFault((), f"the best line earns {max(worths)}, not the {setting.full} points")
