"""Answers that do not fit each other, told with what was answered: reported, never repaired."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from engine.program import Program
from reports.batch import OneOf
from reports.findings.measures import Measure, figure_measure, measure_of
from standards import parse
from standards.text import Language, Text


@dataclass(frozen=True, slots=True)
class _Side:
    """One thing that a check speaks of, and how its value reads."""

    title: str
    measure: Measure


class Disagreements:
    """The consistency checks of one standard in one language."""

    def __init__(self, program: Program, language: Language) -> None:
        self._program = program
        self._language = language
        self._figures = {
            ast.dump(parse.tree(figure.is_)[0]): id_
            for id_, figure in program.standard.figures.items()
        }
        self._checks = [
            (f"check:{place}", check.say.in_(language), tuple(self._sides(check.when)))
            for place, check in enumerate(program.standard.checks)
        ]

    def tell(self, row: OneOf) -> Iterator[str]:
        """Every check that holds, in the order of the standard: its sentence, and the answers."""
        zh = self._language == "zh"
        colon, between, first, last = ("：", "；", "（", "）") if zh else (": ", "; ", " (", ")")
        for column, sentence, sides in self._checks:
            if not row.value(column):
                continue
            answers = [
                f"{side.title}{colon}{side.measure.text(value)}"
                for side in sides
                if (value := row.value(side.measure.column)) is not None
            ]
            yield f"{sentence}{first}{between.join(answers)}{last}" if answers else sentence

    def _sides(self, text: str) -> Iterator[_Side]:
        seen: set[str] = set()
        for side in self._within(parse.tree(text)[0]):
            if side.measure.column not in seen:
                seen.add(side.measure.column)
                yield side

    def _within(self, node: ast.AST) -> Iterator[_Side]:
        """What is named, in order; a sum that is also a figure is told as that figure."""
        asked, figures = self._program.standard.asked, self._program.standard.figures
        figure = self._figures.get(ast.dump(node))
        match node:
            case _ if figure is not None:
                yield self._figure(figure)
            case ast.Name(id=id_) if id_ in figures:
                yield self._figure(id_)
            case ast.Name(id=id_) | ast.Call(args=[ast.Constant(value=str() as id_)]) if (
                id_ in asked
            ):
                title: Text = asked[id_].ask
                yield _Side(title.in_(self._language), measure_of(asked[id_], self._language))
            case _:
                for child in ast.iter_child_nodes(node):
                    yield from self._within(child)

    def _figure(self, id_: str) -> _Side:
        title = self._program.standard.figures[id_].title.in_(self._language)
        return _Side(title, figure_measure(self._program, id_, self._language))
