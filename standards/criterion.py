"""A criterion of the document: what is asked, what it earns, and what acts besides."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, SerializeAsAny, model_validator

from standards.amounts import Number, Points
from standards.entry import Entry, Id, listed
from standards.expression import Rounding
from standards.field import Ask, Field
from standards.rule import Rule
from standards.rule_entry import rule_entry
from standards.text import Text


class Veto(Entry):
    """A condition that acts whatever the score."""

    when: str
    effect: Literal["refused", "lower_grade", "zero_part"]
    say: Text | None = None


class NotApplicable(Entry):
    """What a criterion earns where it does not apply, and when that may be claimed."""

    policy: Literal["exclude", "full", "zero"]
    when: Text


class Zeroing(Entry):
    """What takes all the points of a criterion, whatever else it earned.

    `when` is an expression over the answers; `found` a question of its own, answered yes or no.
    """

    when: str | None = None
    found: Text | None = None
    say: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Zeroing:
        if (self.when is None) == (self.found is None):
            message = "zeroed has either `when` (an expression) or `found` (a question)"
            raise ValueError(message)
        return self


class Printed(Entry):
    """Other points that the source prints for the same thing, and where: a fault of its data."""

    where: Text
    points: Points


def _allowed_claim(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    return None if value == "forbid" else value


class Criterion(Entry):
    """The smallest thing that earns points."""

    id: Id
    title: Text
    points: Points
    rule: Annotated[SerializeAsAny[Rule], BeforeValidator(rule_entry)]
    ask: Ask | None = None
    value: str | None = None
    rounded: Rounding | None = None
    weight: Number | None = None
    zeroed: Annotated[tuple[Zeroing, ...], BeforeValidator(listed)] = ()
    empty: Literal["zero", "full", "not_applicable"] = "zero"
    check: tuple[str, ...] = ()
    department: str | None = None
    evidence: Literal["required"] | Text | None = None
    not_applicable: Annotated[NotApplicable | None, BeforeValidator(_allowed_claim)] = None
    veto: Annotated[tuple[Veto, ...], BeforeValidator(listed)] = ()
    advice: Text | None = None
    source: str | None = None
    points_source: str | None = None
    printed: Annotated[tuple[Printed, ...], BeforeValidator(listed)] = ()
    decision: Text | None = None
    note: Text | None = None

    @cached_property
    def questions(self) -> tuple[Field, ...]:
        """The fields this criterion asks itself."""
        asked = self.ask.fields(self.id, self.title) if self.ask else ()
        return asked + self.rule.questions(self.id, self.title) + self._findings

    @property
    def _findings(self) -> tuple[Field, ...]:
        """The questions whether something was found that zeroes the criterion."""
        return tuple(
            Field(id=zeroed_of(self.id, place), ask=zeroing.found, type="yes_no")
            for place, zeroing in enumerate(self.zeroed)
            if zeroing.found is not None
        )


def zeroed_of(id: str, place: int) -> str:
    """The field that says whether a criterion's zeroing was found: `1.1.zeroed`, `.zeroed2`."""
    return f"{id}.zeroed" if place == 0 else f"{id}.zeroed{place + 1}"
