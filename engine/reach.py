"""Reach: between which scores an applicant lies while some questions are still open.

Of an edition whose new questions nobody has answered yet, the old answers say something about most
points and nothing about a few. Two programs tell these apart: one in which the open questions earn
nothing, and one in which they earn all they can. Neither holds an applicant for lack of them, and
neither takes a veto to have happened of which nobody was asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from engine.program import Definition, Program, evidence_of
from standards.expression import (
    YES,
    Answer,
    Compare,
    Const,
    Expr,
    Known,
    add,
    either,
    every,
    fields_of,
    greatest,
    least,
    negate,
    walk,
    when,
)
from standards.lowering import Lowered


@dataclass(frozen=True, slots=True)
class Reach:
    """Two programs of one standard: the open questions earn nothing, or all they can."""

    least: Program
    most: Program


def reach(
    program: Program, open_fields: Collection[str], open_papers: Collection[str] = ()
) -> Reach:
    """The programs for some open fields, and criteria whose papers were not asked for before.

    A field counts as open only for those who have not answered it.
    """
    unheld = {
        name: _unheld(definition, open_fields) for name, definition in program.definitions.items()
    }
    lowest, best = dict(unheld), dict(unheld)
    penalty = program.standard.penalty
    against = {criterion.id for criterion in penalty.criteria} if penalty else set()
    for lowered in program.lowered:
        id_ = lowered.criterion.id
        if any(field in open_fields for step in lowered.steps.steps for field in step.asks):
            _earn_all(lowered, open_fields, lowest if id_ in against else best)
            _take_nothing(id_, open_fields, best)
        concerned = [field for field in fields_of(lowered.exempt) if field in open_fields]
        if concerned and id_ not in against:
            unsaid = negate(every(*(Known(field) for field in concerned)))
            name = f"exempt:{id_}"
            best[name] = replace(best[name], expr=when(unsaid, Const(1), best[name].expr))
        if id_ in open_papers and id_ not in against:
            name = f"points:{id_}"
            given: dict[Expr, Expr] = {Compare("==", Answer(evidence_of(id_)), Const(1)): YES}
            best[name] = replace(best[name], expr=substituted(best[name].expr, given))
    return Reach(replace(program, definitions=lowest), replace(program, definitions=best))


def _unheld(definition: Definition, open_fields: Collection[str]) -> Definition:
    """Coverage, gates and vetoes as if the open questions were answered without harm."""
    name, expr = definition.name, definition.expr
    kind = name.partition(":")[0]
    if kind == "covered":
        answered: dict[Expr, Expr] = {Known(field): YES for field in open_fields}
        return replace(definition, expr=substituted(expr, answered))
    concerned = [field for field in fields_of(expr) if field in open_fields]
    if not concerned:
        return definition
    unsaid = negate(every(*(Known(field) for field in concerned)))
    if kind == "gate":
        return replace(definition, expr=when(unsaid, Const(1), expr))
    if kind in ("gate_open", "veto", "veto_open"):
        return replace(definition, expr=when(unsaid, Const(0), expr))
    return definition


def _earn_all(lowered: Lowered, open_fields: Collection[str], best: dict[str, Definition]) -> None:
    """Let a criterion's open steps give all they can, wherever its rule is worked out."""
    amounts: list[Expr] = []
    gone: list[Expr] = []
    for step in lowered.steps.steps:
        said = every(*(Known(f) for f in step.asks if f in open_fields))
        if step.zeroing:
            gone.append(every(said, step.times))
        elif step.target == "criterion":
            amounts.append(when(negate(said), Const(step.best), step.amount))
    total = add(Const(lowered.steps.start), *amounts)
    total = greatest(least(total, Const(lowered.points)), Const(0))
    total = when(either(*gone), Const(0), total)
    rule = lowered.steps.total(lowered.points)
    id_ = lowered.criterion.id
    name = f"claimed:{id_}" if f"claimed:{id_}" in best else f"points:{id_}"
    definition = best[name]
    if rule not in walk(definition.expr):
        message = f"criterion {id_}: its points are not worked out from its steps"
        raise AssertionError(message)
    # What is open may also be better left open, where answering it earns less: keep the better.
    better = greatest(total, rule)
    best[name] = replace(definition, expr=substituted(definition.expr, {rule: better}))


def _take_nothing(id: str, open_fields: Collection[str], best: dict[str, Definition]) -> None:
    """Let open steps that act on the part or on the score take nothing."""
    for target in ("part", "score"):
        name = f"off_{target}:{id}"
        if name in best:
            concerned = [f for f in fields_of(best[name].expr) if f in open_fields]
            unsaid = negate(every(*(Known(field) for field in concerned)))
            given = when(unsaid, Const(0), best[name].expr) if concerned else best[name].expr
            best[name] = replace(best[name], expr=given)


def substituted(node: Expr, instead: Mapping[Expr, Expr]) -> Expr:
    """An expression in which some inner expressions are replaced by others."""
    found = instead.get(node)
    if found is not None:
        return found
    changed: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(substituted(term, instead) for term in value)
        elif isinstance(value, Expr):
            changed[field.name] = substituted(value, instead)
    return replace(node, **changed) if changed else node
