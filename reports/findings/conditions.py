"""An author's condition, read so that it can be told with the values of an applicant."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

from engine.program import Program
from reports.findings.measures import (
    PERCENT,
    POINTS_UNIT,
    Measure,
    figure_measure,
    measure_of,
    measured,
    points_measure,
)
from standards import parse
from standards.expression import Relation
from standards.numbers import POINT_DECIMALS
from standards.phrasing import in_words
from standards.text import Language, Phrase

_MIRROR: dict[Relation, Relation] = {
    ">=": "<=",
    ">": "<",
    "<=": ">=",
    "<": ">",
    "==": "==",
    "!=": "!=",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition in words; `needed` is in the measure's unit.

    `join` says how `terms` belong together; `every`: one for each part or criterion. `is_flag`: a
    question of yes or no, whose words are the question itself.
    """

    words: str
    measure: Measure | None = None
    relation: Relation | None = None
    needed: Decimal | None = None
    join: Literal["and", "or", "every", ""] = ""
    terms: tuple[Clause, ...] = ()
    is_flag: bool = False

    @property
    def columns(self) -> Iterator[str]:
        """The columns that it is told with."""
        if self.measure is not None:
            yield self.measure.column
        for term in self.terms:
            yield from term.columns


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the conditions of one standard in one language.

    `value` is what the word `value` measures: the own answer of a criterion.
    """

    program: Program
    language: Language
    value: Measure | None = None

    def read(self, text: str) -> Clause:
        """The condition that a text states."""
        return self._read(*parse.tree(text))

    def _read(self, node: ast.expr, source: str) -> Clause:
        match node:
            case ast.BoolOp(op=op, values=values):
                terms = tuple(self._read(value, source) for value in values)
                said = self._words(node, source, None)
                return Clause(said, join="and" if isinstance(op, ast.And) else "or", terms=terms)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compared(node, source, (left, op, right))
            case ast.UnaryOp(op=ast.Not(), operand=ast.Name() as name):
                return self._flag(name, source, 0)
            case ast.UnaryOp(op=ast.Not(), operand=ast.Call() as call):
                return Clause(self._words(node, source, None), self._measure(call))
            case ast.Name():
                return self._flag(node, source, 1)
            case _:
                return Clause(self._words(node, source, None), self._measure(node))

    def _flag(self, name: ast.Name, source: str, held: int) -> Clause:
        """A question of yes or no; its words are the question itself, whichever is needed."""
        said = self._words(name, source, None)
        return Clause(said, self._measure(name), "==", Decimal(held), is_flag=True)

    def _compared(
        self, node: ast.Compare, source: str, sides: tuple[ast.expr, ast.cmpop, ast.expr]
    ) -> Clause:
        left, op, right = sides
        if isinstance(left, ast.Name) and left.id in ("every_part", "every_criterion"):
            return self._every(node, source, left.id, right)
        measure, other = self._measure(left), right
        relation = parse.RELATIONS.get(type(op))
        if measure is None and relation is not None:
            measure, other, relation = self._measure(right), left, _MIRROR[relation]
        said = self._words(node, source, measure.unit if measure else None)
        if measure is None or relation is None:
            return Clause(said, measure)
        return Clause(said, measure, relation, self._constant(other, source, measure))

    def _every(self, node: ast.Compare, source: str, name: str, right: ast.expr) -> Clause:
        standard = self.program.standard
        relation = parse.RELATIONS[type(node.ops[0])]
        parts = [(f"part:{p.id}", f"scored:{p.id}", p.title, p.points) for p in standard.parts]
        if name == "every_criterion":
            parts = [
                (f"points:{c.id}", f"applies:{c.id}", c.title, c.points)
                for _, part in standard.walk_parts()
                for c in part.criteria
            ]
        terms = []
        for column, applies, title, points in parts:
            measure = replace(points_measure(column, points, self.language), applies=applies)
            needed = self._constant(right, source, measure)
            terms.append(Clause(title.in_(self.language), measure, relation, needed))
        said = self._words(node, source, POINTS_UNIT)
        return Clause(said, join="every", terms=tuple(terms))

    def _words(self, node: ast.expr, source: str, unit: Phrase | None) -> str:
        segment = ast.get_source_segment(source, node) or source
        return in_words(segment, self.program.standard, unit).in_(self.language)

    def _constant(self, node: ast.expr, source: str, measure: Measure) -> Decimal | None:
        """A number of the text in the measure's unit; None where it is worked out."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            asked = self.program.standard.asked.get(measure.column)
            code = asked.codes.get(node.value) if asked else None
            return None if code is None else Decimal(code)
        percent = isinstance(node, ast.Call) and ast.unparse(node.func) == "percent"
        inner = node.args[0] if percent and isinstance(node, ast.Call) else node
        try:
            number = Decimal(ast.get_source_segment(source, inner) or "")
        except InvalidOperation:
            return None
        if not percent or measure.unit == PERCENT:
            return number
        return number * (Decimal(measure.full or 100).scaleb(-POINT_DECIMALS)) / 100

    def _measure(self, node: ast.expr) -> Measure | None:
        standard = self.program.standard
        match node:
            case ast.Name(id="score"):
                column = "published" if standard.compare == "published" else "score"
                return points_measure(column, standard.points, self.language)
            case ast.Name(id="coverage"):
                return measured("coverage", 2, PERCENT, self.language)
            case ast.Name(id="value"):
                return self.value
            case ast.Name(id=name) if name in standard.figures:
                return figure_measure(self.program, name, self.language)
            case ast.Name(id=name) if name in standard.asked:
                return measure_of(standard.asked[name], self.language)
            case ast.Call(func=ast.Name(id="part"), args=[ast.Constant(value=str() as id_)]):
                found = next((p for _, p in standard.walk_parts() if p.id == id_), None)
                return points_measure(f"part:{id_}", found.points, self.language) if found else None
            case ast.Call(func=ast.Name(id="points"), args=[ast.Constant(value=str() as id_)]):
                points = self.program.by_criterion[id_].criterion.points
                return points_measure(f"points:{id_}", points, self.language)
            case ast.Call(func=ast.Name(id="answer"), args=[ast.Constant(value=str() as id_)]):
                return measure_of(standard.asked[id_], self.language)
            case ast.Call(func=ast.Name(id="within"), args=[ast.Name(id=name)]):
                return measure_of(standard.asked[name], self.language)
            case _:
                return None
