"""Changes of scores: with their sign, and how they are spread."""

from __future__ import annotations

from collections.abc import Sequence

from reports.points import in_table
from standards.numbers import POINT_DECIMALS, half_up


def signed(change: int | None, decimals: int) -> str:
    """A change of points with its sign and so many decimals: `+3.5`, `−2.0`, `0.0`.

    Halves are rounded up in size; a change that would be shown as none is shown exactly.
    """
    if change is None:
        return "–"
    sign = "+" if change > 0 else "−" if change < 0 else ""
    unit = 10 ** (POINT_DECIMALS - decimals)
    rounded = half_up(abs(change), unit) * unit
    return f"{sign}{in_table(rounded or abs(change), decimals)}"


def halves(changes: Sequence[int]) -> tuple[int, int, int, int, int]:
    """The least, the quarter, the half, the three quarters and the most of rising numbers."""
    last = len(changes) - 1
    least, quarter, half, three, most = (changes[n * last // 4] for n in range(5))
    return least, quarter, half, three, most
