"""The scores at which grades begin: lines across the charts."""

from __future__ import annotations

from dataclasses import dataclass

from engine.program import Program
from standards.expression import Compare, Const, If, Ref
from standards.text import Language


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A grade asks for at least this score, in ten-thousandths of a point."""

    score: int
    name: str


def grade_lines(program: Program, language: Language) -> list[GradeLine]:
    """The least score of every grade that names one, lowest first.

    Further conditions of a grade are no line: who is above it may still miss the grade.
    """
    lines: dict[int, str] = {}
    for grade in program.standard.grades:
        needed = [
            score
            for name, definition in program.definitions.items()
            if name.startswith(f"grade:{grade.id}:")
            for score in [_least(definition.expr)]
            if score is not None
        ]
        if needed:
            lines.setdefault(max(needed), grade.name.in_(language))
    return [GradeLine(score, lines[score]) for score in sorted(lines)]


def _least(expr: object) -> int | None:
    """The number in `score >= number`."""
    match expr:
        case If(Compare(">=" | ">", Ref("score" | "published"), Const(number)), _, _):
            return number
        case _:
            return None
