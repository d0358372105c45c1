"""Labels beside dots, so that none covers a dot or another label. All lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

_DOT = 0.9
"""Half the width of a dot."""
_NEAR = 1.2
_RINGS = (0.0, 2.5, 5.0, 8.0, 11.0)
"""How much farther out a label is tried, where nearer places are taken."""
_SIDES = (0, 4, 2, 6, 1, 7, 3, 5)
"""Eighths of a turn: right, left, above, below, then the corners."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its ends."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have anything in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: Box) -> bool:
        """Whether another lies inside."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and other.right <= self.right
            and other.top <= self.top
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands; `is_far`: not right beside its dot, so that it needs a line to it."""

    middle: tuple[float, float]
    is_far: bool


def placed(
    dots: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    room: Box,
    farthest: float = _RINGS[-1],
) -> list[Spot | None]:
    """A spot for the label of every dot, the crowded dots first; None where none is free.

    `sizes` are widths and heights, `farthest` is how far out a label may be.
    """
    taken = [Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in dots]
    spots: dict[int, Spot] = {}
    rings = [ring for ring in _RINGS if ring <= farthest]
    for place in sorted(range(len(dots)), key=lambda n: (-_neighbours(dots, n), n)):
        found = _free(dots[place], sizes[place], taken, room, rings)
        if found:
            spots[place] = found[0]
            taken.append(found[1])
    return [spots.get(place) for place in range(len(dots))]


def _neighbours(dots: Sequence[tuple[float, float]], place: int) -> int:
    x, y = dots[place]
    return sum(abs(x - a) < 8 and abs(y - b) < 5 for a, b in dots)


def _free(
    dot: tuple[float, float],
    size: tuple[float, float],
    taken: Sequence[Box],
    room: Box,
    rings: Sequence[float],
) -> tuple[Spot, Box] | None:
    """The nearest free spot, and what it covers."""
    for ring in rings:
        for side in _SIDES:
            turn = side * pi / 4
            out = ring + _NEAR
            x = dot[0] + cos(turn) * (size[0] / 2 + out)
            y = dot[1] + sin(turn) * (size[1] / 2 + out)
            box = Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
            if room.holds(box) and not any(box.meets(other) for other in taken):
                return Spot((x, y), is_far=ring > 0), box
    return None
