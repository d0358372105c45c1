"""What every rule kind is: it asks, lowers itself to steps, and says itself in words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from standards import parse
from standards.expression import Expr, fields_of
from standards.faults import ExpressionError, Path
from standards.field import NUMBERS, Ask, Field
from standards.numbers import POINT_DECIMALS, points_text, scaled
from standards.parse import Scope
from standards.quantity import Condition, Quantity, number
from standards.steps import Steps
from standards.text import Phrase


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a rule stands: its criterion's id, words, points (ten-thousandths) and value."""

    id: str
    title: Phrase
    points: int
    scope: Scope
    value: Quantity | None = None
    unit: Phrase | None = None
    field: Field | None = None

    @property
    def full(self) -> Decimal:
        """The criterion's full points as printed."""
        return Decimal(points_text(self.points))

    @property
    def measured(self) -> Quantity:
        """The value, where the kind needs one (lint has made sure of it)."""
        if self.value is None:
            message = f"'{self.id}' needs `ask` or `value`"
            raise ExpressionError(message)
        return self.value

    def amount(self, value: Decimal | str) -> Quantity:
        """A number or an expression of the author."""
        return number(value) if isinstance(value, Decimal) else parse.amount(value, self.scope)

    def said(self, value: Decimal | str) -> Decimal | Phrase:
        """A number as it is, an expression in words."""
        return value if isinstance(value, Decimal) else self.scope.say(value, self.unit)

    def inside(self, key: str, title: Phrase, points: int) -> Setting:
        """Where a rule inside this rule stands, without a value yet."""
        return Setting(f"{self.id}.{key}", title, points, self.scope)

    def measuring(self, asked: Field) -> Setting:
        """The same place, with the answer to a field as its value."""
        scope, meaning = self.scope.about(asked)
        value = meaning if isinstance(meaning, Quantity) else None
        return replace(self, scope=scope, value=value, unit=asked.unit_text, field=asked)

    def condition(self, text: str) -> Condition:
        """A condition of the author."""
        return parse.condition(text, self.scope)


def asks(*parts: Quantity | Condition | Expr) -> tuple[str, ...]:
    """The fields that some amounts and conditions hang on, once each, in order."""
    found: list[str] = []
    for part in parts:
        match part:
            case Quantity():
                found += fields_of(part.numerator) + fields_of(part.denominator)
                found += fields_of(part.defined)
            case Condition():
                found += fields_of(part.surely) + fields_of(part.possibly)
            case _:
                found += fields_of(part)
    return tuple(dict.fromkeys(found))


def ten_thousandths(points: Decimal) -> int:
    """Printed points as ten-thousandths."""
    return scaled(points, POINT_DECIMALS)


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A fault inside a rule: the keys below its kind, and the sentence; a `note` stops nothing."""

    path: Path
    message: str
    note: bool = False


class Rule(BaseModel):
    """The body of one rule kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    entries_name: ClassVar[str | None] = None
    """The field that holds the whole body, where the body is an open list of the author's keys."""
    value_types: ClassVar[frozenset[str] | None] = None
    """Types of `ask` that fit; None: the kind asks its own questions."""

    def questions(self, id: str, title: Phrase) -> tuple[Field, ...]:  # noqa: ARG002 - the word of the documents
        """The fields that the rule itself asks."""
        return ()

    @abstractmethod
    def lower(self, setting: Setting) -> Steps:
        """The rule as steps."""

    @abstractmethod
    def words(self, setting: Setting) -> Phrase:
        """The rule in words, as an assessor would print it."""

    def faults(self, setting: Setting) -> Iterator[RuleFault]:  # noqa: ARG002 - most kinds have none
        """What does not fit the criterion's points or value."""
        yield from ()


def misfits(rule: Rule, ask: Ask | None) -> Iterator[RuleFault]:
    """What does not fit between a rule and the question beside it."""
    fitting = rule.value_types
    if ask and fitting is None:
        yield RuleFault(("ask",), f"the rule {rule.kind} asks its own questions; leave `ask` out")
    elif ask and fitting is not None and ask.type not in fitting:
        types = ", ".join(sorted(fitting))
        said = f"the rule {rule.kind} needs a number ({types}); the question is a {ask.type}"
        yield RuleFault(("ask", "type"), said)


MEASURED = frozenset(NUMBERS)
