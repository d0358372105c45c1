"""The state of a criterion as an expression: a place in STATES, the same for every executor."""

from __future__ import annotations

from collections.abc import Callable, Container

from engine.program import Program, claim_of, evidence_of
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
    when,
)
from standards.lowering import Lowered

STATES = ("met", "partly", "unmet", "unanswered", "invalid", "not_applicable", "unproven")


def invalid_of(field: str) -> str:
    """The name under which an expression reads whether a field cannot be read (never null)."""
    return f"invalid:{field}"


def state_of(
    program: Program,
    lowered: Lowered,
    read: Callable[[str], Expr],
    invalid: Container[str] | None = None,
) -> Expr:
    """A place in STATES.

    `read` makes the expression that reads a definition of the program (`points:`, `claimed:`,
    `applies:`). `invalid` are the fields that may be unreadable; None: every one.
    `unanswered`: nothing was earned and a question is open. `unproven`: something was claimed whose
    evidence is required and missing. `not_applicable`: claimed, or nothing to divide. A penalty is
    met where it takes nothing.
    """
    criterion = lowered.criterion
    points, full = read(f"points:{criterion.id}"), Const(lowered.points)
    penalty = program.standard.penalty
    takes = penalty is not None and criterion.id in {c.id for c in penalty.criteria}
    met, unmet = ("unmet", "met") if takes else ("met", "unmet")
    open_ = either(*(negate(Known(field)) for field in lowered.asks))
    bad = either(*(_flag(invalid_of(f)) for f in lowered.asks if invalid is None or f in invalid))
    state = when(open_, _place("unanswered"), _place(unmet))
    state = when(Compare(">", points, Const(0)), _place("partly"), state)
    state = when(Compare("==", points, full), _place(met), state)
    if criterion.evidence:
        bare = every(
            negate(_flag(evidence_of(criterion))),
            Compare(">", read(f"claimed:{criterion.id}"), Const(0)),
        )
        if f"exempt:{criterion.id}" in program.definitions:
            bare = every(bare, Compare("==", read(f"exempt:{criterion.id}"), Const(0)))
        state = when(bare, _place("unproven"), state)
    state = when(every(bad, Compare("<", points, full)), _place("invalid"), state)
    return when(_away(program, lowered, read), _place("not_applicable"), state)


def _away(program: Program, lowered: Lowered, read: Callable[[str], Expr]) -> Expr:
    id_ = lowered.criterion.id
    claimed = _flag(claim_of(id_)) if lowered.criterion.not_applicable else NO
    applies = program.definitions[f"applies:{id_}"].expr
    if isinstance(applies, Const):
        return claimed
    return either(Compare("==", read(f"applies:{id_}"), Const(0)), claimed)


def _flag(name: str) -> Expr:
    return Compare("==", Answer(name), Const(1))


def _place(state: str) -> Expr:
    return Const(STATES.index(state))
