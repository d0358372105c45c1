"""Long tables cut into pages of a bearable length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LENGTH = 200
"""Rows of a page: a phone scrolls through them, and a browser lays them out at once."""

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Leaf(Generic[_Row]):
    """One page of a table; `number` begins with 1, as do `first` and `last`."""

    folder: str
    number: int
    count: int
    first: int
    last: int
    total: int
    rows: Sequence[_Row]

    @property
    def path(self) -> str:
        """Where it stands within a language."""
        return leaf_path(self.folder, self.number)

    @property
    def shown(self) -> list[int | None]:
        """The numbers that its navigation leads to; None where some are left out."""
        near = {1, 2, self.count - 1, self.count, self.number - 1, self.number, self.number + 1}
        kept = sorted(number for number in near if 1 <= number <= self.count)
        shown: list[int | None] = []
        for number in kept:
            if shown and shown[-1] is not None and number > shown[-1] + 1:
                shown.append(None)
            shown.append(number)
        return shown


def leaf_path(folder: str, number: int) -> str:
    """`ranking/index.html`, `ranking/2.html`."""
    return f"{folder}/{'index' if number == 1 else number}.html"


def leaves(folder: str, rows: Sequence[_Row]) -> Iterator[Leaf[_Row]]:
    """The pages of a table, at least one."""
    count = max(-(-len(rows) // LENGTH), 1)
    for number in range(1, count + 1):
        start = (number - 1) * LENGTH
        kept = rows[start : start + LENGTH]
        yield Leaf(folder, number, count, start + 1, start + len(kept), len(rows), kept)
