"""A program whose weights are columns like answers, and what of it hangs on what moves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from engine import combine
from engine.builder import Builder
from engine.draws import FACTOR
from engine.executors.polars_ import evaluate
from engine.program import Definition, Program
from engine.renaming import renamed
from standards.expression import Answer, Const, Expr, Known, Ref, walk
from standards.faults import StandardError
from standards.model import Standard


def weights(standard: Standard) -> list[str]:
    """What has a weight that can move, as `part 4` or `criterion 5.2`.

    The outermost parts, where they are added up or weighted, and what weighted parts hold. A part
    in which the best or the lowest counts, or the mean, bears no weights.
    """
    outer = standard.parts if standard.combine in ("sum", "weighted") else ()
    found = [f"part {part.id}" for part in outer if len(outer) > 1]
    for _, part in standard.walk_parts():
        inside = part.parts or part.criteria
        if part.combine == "weighted" and len(inside) > 1:
            kind = "part" if part.parts else "criterion"
            found += [f"{kind} {child.id}" for child in inside]
    return found


def weight_of(name: str) -> str:
    """The column that holds the factor of a weight, in thousandths."""
    return f"weight:{name}"


def moving(program: Program) -> Program:
    """The program with weights that are read from columns (see `weight_of`).

    Raises StandardError where its numbers would not stay exact.
    """
    return weighted(program, {id_: Answer(weight_of(id_)) for id_ in weights(program.standard)})


def weighted(program: Program, factors: Mapping[str, Expr]) -> Program:
    """The program with some weights multiplied, by the same rules of combining."""
    build = Builder(program.loaded)
    build.adopt(program)
    for id_ in factors:
        build.known(weight_of(id_), (0, 2 * FACTOR))
    combine.define(build, factors)
    if build.faults:
        raise StandardError(sorted(set(build.faults)))
    return replace(program, definitions=build.definitions)


@dataclass(frozen=True)
class Rest:
    """What is left of a program when all that stays the same was worked out.

    `program` defines what changes; it reads the columns that move, and those of `frame`.
    """

    program: Program
    frame: pl.DataFrame
    parameters: Mapping[str, int]

    def evaluate(self, frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
        """Named definitions for a frame that holds the columns of this one and those that move."""
        changing = [name for name in names if name in self.program.definitions]
        found = evaluate(self.program, frame, changing, self.parameters)
        same = [name for name in names if name not in self.program.definitions]
        return pl.concat([found, frame.select(same)], how="horizontal")


def rest(
    program: Program,
    values: pl.DataFrame,
    moved: Collection[str],
    names: Collection[str],
    parameters: Mapping[str, int],
) -> Rest:
    """Work out all that the named definitions need and that hangs on none of the moved columns."""
    needed = program.needed(names)
    changing: dict[str, Definition] = {}
    for definition in needed:
        if any(_reads(node, moved, changing) for node in walk(definition.expr)):
            changing[definition.name] = definition
    same = {d.name: d for d in needed if d.name not in changing}
    used = dict.fromkeys(name for name in names if name in same)
    read: dict[str, None] = {}
    for definition in changing.values():
        for node in walk(definition.expr):
            if isinstance(node, Ref) and node.name in same:
                used[node.name] = None
            if isinstance(node, Answer | Known) and node.field not in moved:
                read[node.field] = None
    fixed = evaluate(program, values, list(used), parameters)
    frame = pl.concat([values.select(list(read)), fixed], how="horizontal")
    names_: dict[str, Expr] = {
        name: d.expr if isinstance(d.expr, Const) else Answer(name) for name, d in same.items()
    }
    definitions = {name: replace(d, expr=renamed(d.expr, names_)) for name, d in changing.items()}
    return Rest(replace(program, definitions=definitions), frame, parameters)


def _reads(node: Expr, moved: Collection[str], changing: Mapping[str, Definition]) -> bool:
    match node:
        case Answer(name) | Known(name):
            return name in moved
        case Ref(name):
            return name in changing
        case _:
            return False
