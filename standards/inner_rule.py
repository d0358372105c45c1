"""A rule inside a rule: one facet of a criterion, or what every site is judged by."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import BeforeValidator, SerializeAsAny

from standards.expression import Const, add, subtract
from standards.field import Ask, Field
from standards.rule import Rule, Setting
from standards.rule_entry import rule_entry
from standards.steps import Step, Steps
from standards.text import Phrase, phrase

InnerRule = Annotated[SerializeAsAny[Rule], BeforeValidator(rule_entry)]
"""`rule:` as under a criterion."""


def questions(rule: Rule, ask: Ask | None, id: str, title: Phrase) -> tuple[Field, ...]:
    """All that an inner rule asks."""
    own = ask.fields(id, title) if ask else ()
    return own + rule.questions(id, title)


def placed(rule: Rule, ask: Ask | None, at: Setting) -> Setting:
    """Where an inner rule stands; the one question under its own id is its value."""
    own = next(
        (field for field in questions(rule, ask, at.id, at.title) if field.id == at.id), None
    )
    return at if own is None else at.measuring(own)


def bounded(key: str, inner: Steps, points: int) -> tuple[Step, ...]:
    """The steps of an inner rule under names of their own; together they give 0 to its points.

    Where they could leave that range, or need something answered at all, a last step takes or gives
    the difference.
    """
    steps = [replace(step, id=f"{key}.{step.id}") for step in inner.steps]
    own = [step for step in inner.steps if step.target == "criterion"]
    raw = add(Const(inner.start), *(step.amount for step in own))
    total = inner.total(points)
    if total != raw:
        highest = inner.start + sum(step.best for step in own)
        fields = tuple(dict.fromkeys(field for step in own for field in step.asks))
        steps.append(
            Step(
                f"{key}.limit",
                phrase("限于本项分值以内", "kept within its points"),
                1,
                subtract(total, raw),
                fields,
                best=0,
                worst=-max(highest, points),
            )
        )
    return tuple(steps)
