"""What a form that scores itself shows beside the result, as further definitions of the program.

Everything that `engine.trace` traces but the worked-out values, which may be null, and (all whole
numbers, points in ten-thousandths)

    state:<criterion>           a place in STATES
    lost:<criterion>            what is missing of its points (a penalty: what it takes)
    lost:<criterion>:<step>     what a step could have given more, or taken less
    open:<criterion>:<step>     1 where a question that decides the step is not answered, 2 where
                                one of these was written unreadably
    uncovered                   1 where too little is answered for a judgement
    short:<grade>:<n>:<m>       how far a score is below what condition n of a grade asks of it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.decide import too_little
from engine.program import Definition, Program
from engine.state_of import STATES, invalid_of, state_of
from engine.trace import Tracer
from standards.expression import (
    Answer,
    Compare,
    Const,
    Either,
    Every,
    Expr,
    If,
    Known,
    Not,
    Ref,
    add,
    either,
    every,
    greatest,
    least,
    negate,
    subtract,
    when,
)
from standards.lowering import Lowered

_SCORES = ("score", "published", "part:", "points:")
_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class Need:
    """A score that a grade asks for: `of` is measured, `short` tells how much is missing.

    `grade` is a place in the standard's grades, `condition` one in the conjuncts of its `when`;
    `least` is the smallest score that fits, in ten-thousandths.
    """

    grade: int
    condition: int
    of: str
    least: int
    short: str


@dataclass(frozen=True)
class Live:
    """A program with all that is shown beside its result."""

    program: Program
    needs: tuple[Need, ...]


def live(program: Program) -> Live:
    """The program with its further definitions, in an order in which they can be worked out."""
    traced = _without_nulls(Tracer(program).program)
    made = {"uncovered": when(too_little(program.standard), Const(1), Const(0))}
    for lowered in program.lowered:
        id_ = lowered.criterion.id
        made[f"state:{id_}"] = state_of(program, lowered, Ref)
        made[f"lost:{id_}"] = _lost(program, lowered)
        for step in lowered.steps.steps:
            made[f"open:{id_}:{step.id}"] = _open(traced, step.asks)
            amount = Ref(f"amount:{id_}:{step.id}")
            takes = _block(program, id_) == "penalty"
            lost = amount if takes else greatest(subtract(Const(step.best), amount), Const(0))
            made[f"lost:{id_}:{step.id}"] = least(lost, Const(lowered.points))
    needs = tuple(_needs(program))
    for need in needs:
        short = greatest(subtract(Const(need.least), Ref(need.of)), Const(0))
        made[need.short] = when(_counts(program, need.of), short, Const(0))
    definitions = {name: Definition(name, expr, _NOWHERE, ()) for name, expr in made.items()}
    whole = replace(traced, definitions={**traced.definitions, **definitions})
    return Live(whole, needs)


def _without_nulls(traced: Program) -> Program:
    """Without the values of criteria: they have no guard, and an executor may say anything."""
    kept = {n: d for n, d in traced.definitions.items() if not n.startswith(("top:", "bottom:"))}
    return replace(traced, definitions=kept)


def _block(program: Program, id: str) -> str:
    for name in ("bonus", "penalty"):
        block = getattr(program.standard, name)
        if block and id in {criterion.id for criterion in block.criteria}:
            return name
    return ""


def _lost(program: Program, lowered: Lowered) -> Expr:
    """A bonus beyond its block's cap is no loss, and neither is what does not apply.

    What steps take outside of the criterion, from its part or the score, is lost by it too.
    """
    id_ = lowered.criterion.id
    points = Ref(f"points:{id_}")
    block = _block(program, id_)
    lost = points if block == "penalty" else subtract(Const(lowered.points), points)
    if block == "penalty":
        return lost
    if block == "bonus":
        lost = when(Compare(">", Ref(f"gain:{id_}"), Const(0)), lost, Const(0))
    else:
        lost = _with_outside(program, lowered, lost)
    away = Compare("==", Ref(f"state:{id_}"), Const(STATES.index("not_applicable")))
    return when(away, Const(0), lost)


def _with_outside(program: Program, lowered: Lowered, lost: Expr) -> Expr:
    id_ = lowered.criterion.id
    outside = [step for step in lowered.steps.steps if step.target != "criterion"]
    if not outside:
        return lost
    taken = add(*(Ref(f"amount:{id_}:{step.id}") for step in outside))
    settled: Expr = Compare("==", taken, Const(0))
    if f"exempt:{id_}" in program.definitions:
        settled = either(settled, Compare("==", Ref(f"exempt:{id_}"), Const(1)))
    return when(settled, lost, greatest(subtract(lost, taken), Ref(f"gain:{id_}")))


def _open(traced: Program, fields: tuple[str, ...]) -> Expr:
    """Whether one of some fields has no answer, though it is asked; 2: it cannot be read."""
    unread = either(*(Compare("==", Answer(invalid_of(field)), Const(1)) for field in fields))
    is_open = either(
        *(
            every(negate(Known(field)), Compare("==", Ref(f"asked:{field}"), Const(1)))
            if f"asked:{field}" in traced.definitions
            else negate(Known(field))
            for field in fields
        )
    )
    return when(is_open, when(unread, Const(2), Const(1)), Const(0))


def _needs(program: Program) -> Iterator[Need]:
    for place, grade in enumerate(program.standard.grades):
        names = [n for n in program.definitions if n.startswith(f"grade:{grade.id}:")]
        for name in names:
            condition = int(name.rpartition(":")[2])
            for number, (of, points) in enumerate(_scores(program.definitions[name].expr)):
                short = f"short:{grade.id}:{condition}:{number}"
                yield Need(place, condition, of, points, short)


def _scores(expr: Expr) -> Iterator[tuple[str, int]]:
    """The scores that a condition needs, each with the least that fits; alternatives are none."""
    match expr:
        case If(condition, Const(1), Const(0)):
            yield from _scores(condition)
        case Every(terms):
            for term in terms:
                yield from _scores(term)
        case Either((Not(Compare("==", Ref(), Const(1))), term)):  # or nothing of it applies
            yield from _scores(term)
        case Compare(">=" | ">" as relation, Ref(of), Const(number)) if of.startswith(_SCORES):
            yield of, number + (relation == ">")
        case _:
            return


def _counts(program: Program, of: str) -> Expr:
    """Whether there is such a score at all."""
    kind, _, id_ = of.partition(":")
    name = {"part": f"scored:{id_}", "points": f"applies:{id_}"}.get(kind, "scored")
    assert name in program.definitions  # noqa: S101 - every score has its own
    return Compare("==", Ref(name), Const(1))
