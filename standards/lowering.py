"""One criterion lowered: its steps, the fields it hangs on, its vetoes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from standards import parse
from standards.criterion import Criterion, zeroed_of
from standards.expression import (
    NO,
    Answer,
    Compare,
    Const,
    Expr,
    Known,
    either,
    every,
    negate,
)
from standards.faults import ExpressionError
from standards.field import Field
from standards.model import Standard
from standards.numbers import POINT_DECIMALS, scaled
from standards.parse import Meaning
from standards.quantity import Condition, Quantity, compared, number, share, whole
from standards.rule import Leeway, Setting, asks
from standards.scope import Names
from standards.steps import Step, Steps, deducting
from standards.text import Phrase


@dataclass(frozen=True, slots=True)
class Lowered:
    """A criterion in normal form.

    `asks` are the fields its coverage hangs on; `empty` is true where its rate has nothing to
    divide; `points` are ten-thousandths; `exempt` and `excused` are true where an exemption gives
    all the points, or leaves the criterion out of the base; `leeways` are what is left to an
    assessor.
    """

    criterion: Criterion
    points: int
    steps: Steps
    asks: tuple[str, ...]
    empty: Expr
    vetoes: tuple[Condition, ...]
    exempt: Expr = NO
    excused: Expr = NO
    leeways: tuple[Leeway, ...] = ()


def setting_of(standard: Standard, criterion: Criterion, names: Names | None = None) -> Setting:
    """Where a criterion's rule stands; raises ExpressionError where its `value` cannot be read."""
    names = names or Names(standard)
    meaning, unit, field = _value(standard, criterion, names)
    value = meaning if isinstance(meaning, Quantity) else None
    scope = Names(standard, value=meaning, used=names.used)
    points = scaled(criterion.points, POINT_DECIMALS)
    return Setting(criterion.id, criterion.title, points, scope, value, unit, field)


def _value(
    standard: Standard, criterion: Criterion, names: Names
) -> tuple[Meaning | None, Phrase | None, Field | None]:
    """What `value` means, its unit, and the field it is, where it is one."""
    meaning, unit, field = _unrounded(standard, criterion, names)
    if criterion.ask and criterion.ask.sample_at_least is not None:
        if not isinstance(meaning, Quantity):
            message = f"`sample_at_least` needs a number, not a {criterion.ask.type}"
            raise ExpressionError(message)
        meaning = _sampled(meaning, criterion, names, criterion.ask.sample_at_least)
    if criterion.rounded:
        if not isinstance(meaning, Quantity):
            message = "`rounded` is for a criterion with one number, by `ask` or `value`"
            raise ExpressionError(message)
        meaning = whole(meaning, criterion.rounded)
    return meaning, unit, field


def _sampled(value: Quantity, criterion: Criterion, names: Names, least: Decimal | str) -> Quantity:
    """The value, known only where the sample is large enough."""
    size = names.meaning(names.standard.asked[f"{criterion.id}.sample"])
    needed = number(least) if isinstance(least, Decimal) else parse.amount(least, names)
    enough = compared(">=", cast("Quantity", size), needed)
    return replace(value, defined=every(value.defined, enough.surely))


def _unrounded(
    standard: Standard, criterion: Criterion, names: Names
) -> tuple[Meaning | None, Phrase | None, Field | None]:
    if criterion.ask and criterion.value:
        message = "a criterion has either `ask` or `value`, not both"
        raise ExpressionError(message)
    if criterion.value:
        computed = parse.amount(criterion.value, names)
        alone = standard.fields.get(criterion.value.strip())
        unit = alone.unit_text if alone else Phrase(zh="%") if computed.percent else None
        return computed, unit, None
    drawn, passed = (standard.asked.get(f"{criterion.id}.{end}") for end in ("drawn", "passed"))
    if drawn and passed:
        whole, part = names.meaning(drawn), names.meaning(passed)
        if isinstance(whole, Quantity) and isinstance(part, Quantity):
            return share(part, whole), Phrase(zh="%"), None
    own = standard.asked.get(criterion.id)
    if own is None or own.type == "text":
        return None, None, own
    return names.meaning(own), own.unit_text, own


def lower(standard: Standard, criterion: Criterion, names: Names | None = None) -> Lowered:
    """The criterion in normal form; raises ExpressionError with what cannot be read."""
    setting = setting_of(standard, criterion, names)
    steps = criterion.rule.lower(setting)
    steps = replace(steps, steps=(*steps.steps, *_zeroing(setting, criterion)))
    asked = [field for step in steps.steps for field in step.asks]
    own = [field.id for field in criterion.questions if field.type != "text"]
    empty = setting.value.empty if setting.value is not None else NO
    vetoes = tuple(setting.condition(veto.when) for veto in criterion.veto)
    plain = names or Names(standard)
    exempt, excused = (
        either(
            *(
                parse.condition(exemption.when, plain).surely
                for exemption in standard.exempting(criterion.id)
                if exemption.earns == earns
            )
        )
        for earns in ("full", "excluded")
    )
    fields = tuple(dict.fromkeys(own + asked))
    return Lowered(
        criterion,
        setting.points,
        steps,
        fields,
        empty,
        vetoes,
        exempt=exempt,
        excused=excused,
        leeways=criterion.rule.leeways(setting),
    )


def _zeroing(setting: Setting, criterion: Criterion) -> Iterator[Step]:
    """What takes all the points: not answered counts as found."""
    for place, zeroing in enumerate(criterion.zeroed):
        if zeroing.found is not None:
            id_ = zeroed_of(criterion.id, place)
            found = either(negate(Known(id_)), Compare("==", Answer(id_), Const(1)))
            fields: tuple[str, ...] = (id_,)
            label = zeroing.say or zeroing.found
        else:
            text = zeroing.when or ""
            condition = setting.condition(text)
            found, fields = condition.possibly, asks(condition)
            label = zeroing.say or setting.scope.say(text, None)
        step = deducting(f"zeroed{place or ''}", label, setting.points, found, fields)
        yield replace(step, zeroing=True)
