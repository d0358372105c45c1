"""One criterion lowered: its steps, the fields it hangs on, its vetoes."""

from __future__ import annotations

from dataclasses import dataclass

from standards import parse
from standards.expression import NO, Expr
from standards.field import Field
from standards.model import Criterion, Standard
from standards.numbers import POINT_DECIMALS, scaled
from standards.parse import ExpressionError, Meaning
from standards.quantity import Condition, Quantity, share
from standards.rule import Judged, Setting
from standards.scope import Names
from standards.steps import Steps
from standards.text import Phrase


@dataclass(frozen=True, slots=True)
class Lowered:
    """A criterion in normal form.

    `asks` are the fields its coverage hangs on; `empty` is true where its rate has nothing to
    divide; `points` are ten-thousandths; `judged` is what is left to an assessor.
    """

    criterion: Criterion
    points: int
    steps: Steps
    asks: tuple[str, ...]
    empty: Expr
    vetoes: tuple[Condition, ...]
    judged: tuple[Judged, ...]


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
    if own is None or own.type in ("text", "date"):
        return None, None, own
    return names.meaning(own), own.unit_text, own


def lower(standard: Standard, criterion: Criterion, names: Names | None = None) -> Lowered:
    """The criterion in normal form; raises ExpressionError with what cannot be read."""
    setting = setting_of(standard, criterion, names)
    steps = criterion.rule.lower(setting)
    asked = [field for step in steps.steps for field in step.asks]
    own = [field.id for field in criterion.questions if field.type != "text"]
    empty = setting.value.empty if setting.value is not None else NO
    vetoes = tuple(setting.condition(veto.when) for veto in criterion.veto)
    judged = criterion.rule.judged(setting)
    return Lowered(
        criterion, setting.points, steps, tuple(dict.fromkeys(own + asked)), empty, vetoes, judged
    )
