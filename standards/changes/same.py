"""Whether two rules score the same: their steps compared, whatever they are called and written.

Fields and the codes of choices of the old edition are first put into the terms of the new one. Two
rules whose steps are equal score every answer alike; rules that score alike may still have other
steps, and are then told as changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import Any

from standards.expression import Answer, Compare, Const, Expr, Known
from standards.field import Field
from standards.id_map import IdMap
from standards.lowering import Lowered
from standards.quantity import Condition
from standards.replaces import Target
from standards.steps import Step

_NOWHERE = -1
"""The code of a choice that the new edition does not have: no answer is equal to it."""


class Translation:
    """Expressions of the old edition in the terms of the new one."""

    def __init__(self, ids: IdMap) -> None:
        self._names: dict[str, str] = {}
        self._codes: dict[str, dict[int, int]] = {}
        for old, target in ids.fields.items():
            self._names[old] = target.to if target else f"{old} of before"
            if target:
                self._codes[old] = codes(ids.old.asked[old], ids.new.asked[target.to], target)

    def of(self, node: Expr) -> Expr:
        """The expression with the new fields and codes."""
        match node:
            case Answer(name):
                return Answer(self._names.get(name, name))
            case Known(name):
                return Known(self._names.get(name, name))
            case Compare(relation, Answer(name), Const(code)) if self._codes.get(name):
                moved = self._codes[name].get(code, _NOWHERE)
                return Compare(relation, self.of(node.left), Const(moved))
            case _:
                return self._inside(node)

    def _inside(self, node: Expr) -> Expr:
        changed: dict[str, Any] = {}
        for field in fields(node):
            value = getattr(node, field.name)
            if isinstance(value, tuple):
                changed[field.name] = tuple(self.of(term) for term in value)
            elif isinstance(value, Expr):
                changed[field.name] = self.of(value)
        return replace(node, **changed) if changed else node

    def condition(self, condition: Condition) -> tuple[Expr, Expr]:
        """A condition, surely and possibly."""
        return self.of(condition.surely), self.of(condition.possibly)


def codes(old: Field, new: Field, target: Target) -> dict[int, int]:
    """Old code -> new code of a choice; empty where either is no choice."""
    if old.type != "choice" or new.type != "choice":
        return {}
    after = new.codes
    named = {name: target.choices.get(name, name) for name in old.codes}
    return {code: after.get(named[name], _NOWHERE) for name, code in old.codes.items()}


def same_steps(old: Lowered, new: Lowered, translation: Translation) -> bool:
    """Whether two criteria give the same points to the same answers by their rules alone."""
    if old.steps.start != new.steps.start or old.points != new.points:
        return False
    away = [(old.empty, new.empty), (old.exempt, new.exempt), (old.excused, new.excused)]
    if any(translation.of(before) != after for before, after in away):
        return False
    before = Counter(_bare(step, translation) for step in old.steps.steps)
    after = Counter(_bare(step, None) for step in new.steps.steps)
    return before == after


def _bare(step: Step, translation: Translation | None) -> tuple[object, ...]:
    """A step without its name and words."""
    times = step.times if translation is None else translation.of(step.times)
    acts = step.target, step.zeroing
    return step.points, times, step.cap, step.best, step.worst, *acts
