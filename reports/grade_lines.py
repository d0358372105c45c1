"""The scores at which grades begin: lines across the charts, with labels that do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.program import Program
from reports.drawing import INK, MM, SMALL, columns_of, label, spread
from standards.expression import Compare, Const, If, Ref
from standards.numbers import points_text
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LETTER = 1.45
"""Width in mm of a bold Latin letter of the small size; a Chinese character takes two."""
_LINE = 3.9
"""Height in mm of a row of labels."""


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A grade asks for at least this score, in ten-thousandths of a point."""

    score: int
    name: str

    @property
    def title(self) -> str:
        """The name, cut where it is long, and the score."""
        return f"{label(self.name, 14)} {points_text(self.score)}"


def grade_lines(program: Program, language: Language) -> tuple[GradeLine, ...]:
    """The least score of every grade that names one, lowest first.

    Further conditions of a grade are no line: who is above it may still miss the grade.
    """
    lines: dict[int, str] = {}
    for grade in program.standard.grades:
        conditions = [
            definition.expr
            for name, definition in program.definitions.items()
            if name.startswith(f"grade:{grade.id}:")
        ]
        needed = [score for expr in conditions if (score := _least(expr)) is not None]
        if needed:
            lines.setdefault(max(needed), grade.name.in_(language))
    return tuple(GradeLine(score, lines[score]) for score in sorted(lines))


def _least(expr: object) -> int | None:
    """The number in `score >= number`."""
    match expr:
        case If(Compare(">=" | ">", Ref("score" | "published"), Const(number)), _, _):
            return number
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the labels of grade lines stand: middles as a share of the axes, rows from below."""

    lines: tuple[GradeLine, ...]
    middles: tuple[float, ...]
    rows: tuple[int, ...]

    @property
    def height(self) -> float:
        """What the labels need above the axes, in mm."""
        return _LINE * (max(self.rows, default=-1) + 1) + 2

    def draw(self, axes: Axes) -> None:
        """The lines from top to bottom, and their labels above."""
        for line, middle, row in zip(self.lines, self.middles, self.rows, strict=True):
            axes.axvline(line.score, color=INK, linewidth=0.8, linestyle=(0, (3, 2)), zorder=1)
            axes.annotate(
                line.title,
                (middle, 1),
                xycoords="axes fraction",
                xytext=(0, (1 + _LINE * row) * MM * 72),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=SMALL,
                fontweight="bold",
            )


def marks(
    lines: tuple[GradeLine, ...], ends: tuple[int, int], inner: float, left: float, right: float
) -> Marks:
    """Labels over an axis from one end to the other, `inner` mm long, kept within the margins."""
    low, high = ends
    sizes = [columns_of(line.title) * _LETTER for line in lines]
    places = [
        min(
            max((line.score - low) / (high - low) * inner, size / 2 - left),
            inner + right - size / 2,
        )
        for line, size in zip(lines, sizes, strict=True)
    ]
    rows = spread(places, sizes, 2)
    return Marks(lines, tuple(place / inner for place in places), tuple(rows))
