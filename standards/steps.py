"""The step normal form: what every rule is lowered to.

points(criterion) = clip(start + sum over steps of step.points x step.times, 0, points)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from standards.expression import (
    Compare,
    Const,
    Either,
    Every,
    Expr,
    Known,
    Not,
    Truth,
    add,
    either,
    greatest,
    least,
    multiply,
    when,
)
from standards.text import Phrase

Target = Literal["criterion", "part", "score"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a rule.

    `points` are ten-thousandths for one time, negative where the step deducts. `times` is a
    condition or a whole count; where its fields are unanswered it is the worst for the applicant.
    `cap` bounds what the step gives or takes, in ten-thousandths. `best` and `worst` are the most
    and the least it can contribute. `asks` are the fields that decide it. `target` says where it
    acts: inside its criterion, or outside of it, on the part or on the score. A `zeroing` step
    takes all that the criterion earned, whatever that is.
    """

    id: str
    label: Phrase
    points: int
    times: Expr
    asks: tuple[str, ...]
    best: int
    worst: int
    cap: int | None = None
    target: Target = "criterion"
    zeroing: bool = False

    @property
    def amount(self) -> Expr:
        """What the step contributes, in ten-thousandths."""
        if is_condition(self.times):
            return when(self.times, Const(self.points), Const(0))
        amount = multiply(Const(self.points), self.times)
        if self.cap is None:
            return amount
        return (
            greatest(amount, Const(-self.cap))
            if self.points < 0
            else least(amount, Const(self.cap))
        )


@dataclass(frozen=True, slots=True)
class Steps:
    """A rule in normal form; `start` is 0 where it earns, the full points where it deducts."""

    start: int
    steps: tuple[Step, ...]

    def total(self, points: int) -> Expr:
        """What the criterion earns, 0 to its points in ten-thousandths.

        What is left of `start` when every step has taken all it can is given only where
        something was answered at all: nothing said earns nothing.
        """
        own = [step for step in self.steps if step.target == "criterion" and not step.zeroing]
        total = add(Const(self.start), *(step.amount for step in own))
        if self.start + sum(step.best for step in own) > points:
            total = least(total, Const(points))
        left = self.start + sum(step.worst for step in own)
        if left < 0:
            total = greatest(total, Const(0))
        if left > 0:
            asked = dict.fromkeys(field for step in own for field in step.asks)
            total = when(either(*(Known(field) for field in asked)), total, Const(0))
        gone = either(*(step.times for step in self.steps if step.zeroing))
        return when(gone, Const(0), total)

    def outside(self, target: Target) -> Expr:
        """What the steps take from the part or from the score, 0 or more in ten-thousandths."""
        taken = [step.amount for step in self.steps if step.target == target]
        return multiply(Const(-1), add(*taken)) if taken else Const(0)


def is_condition(expr: Expr) -> bool:
    """Whether an expression is a truth value, not a number."""
    return isinstance(expr, Known | Truth | Compare | Every | Either | Not)


def earning(id: str, label: Phrase, points: int, condition: Expr, asks: tuple[str, ...]) -> Step:
    """A step that gives its points where a condition surely holds."""
    return Step(id, label, points, condition, asks, best=max(points, 0), worst=min(points, 0))


def deducting(id: str, label: Phrase, points: int, condition: Expr, asks: tuple[str, ...]) -> Step:
    """A step that takes its points unless a condition surely does not hold."""
    return Step(id, label, -points, condition, asks, best=0, worst=-points)
