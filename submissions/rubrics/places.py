"""A standard's tree read from a workbook, with the cell of everything in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from standards.canonical import Tree
from standards.faults import Fault, Path
from submissions.readers.references import reference

Place = tuple[int, int, int]
"""Number of the sheet, row and column, from 0."""

_ROWS = 10_000_000


@dataclass
class CellDocument:
    """Where a standard is written: sheets and cells; faults are told as `rubric.xlsx!指标!F12`."""

    name: str
    sheets: list[str]
    value: Tree = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _told: set[Path] = field(default_factory=set)

    def put(self, path: Path, place: Place) -> None:
        """Let a cell stand for a path, and for those above it that have none yet."""
        for length in range(1, len(path)):
            self.places.setdefault(path[:length], place)
        self.places[path] = place

    def fault(self, path: Path, message: str, *, note: bool = False) -> Fault:
        """A fault at a path; steps that no cell stands for are passed over."""
        here: Path = ()
        for step in path:
            if (*here, step) in self.places:
                here = (*here, step)
        return self.fault_at(self.places.get(here, (0, 0, 0)), message, note=note, path=path)

    def fault_at(self, place: Place, message: str, *, note: bool = False, path: Path = ()) -> Fault:
        """A fault of a cell."""
        sheet, row, column = place
        weight: Literal["error", "note"] = "note" if note else "error"
        name = self.sheets[sheet] if sheet < len(self.sheets) else ""
        where = f"{name}!{reference(row, column)}"
        line = sheet * _ROWS + row + 1
        return Fault(line, column + 1, message, self.name, weight, where, path)

    def tell(self, place: Place, message: str, path: Path = (), *, note: bool = False) -> None:
        """Note what is wrong with a cell; what stands at the path is not told of once more."""
        self.faults.append(self.fault_at(place, message, note=note, path=path))
        if path:
            self._told.add(path)

    def hush(self, path: Path) -> None:
        """Let nothing more be told of a path: its cell is at fault already."""
        self._told.add(path)

    def is_told(self, path: Path) -> bool:
        """Whether a cell that this path comes from, or stands below, is at fault already."""
        return any(_begins(path, told) for told in self._told)


def _begins(path: Path, told: Path) -> bool:
    """Whether a path leads to what was told, passing over steps that validators add.

    What was told of a whole column has a `*` for the entry.
    """
    if "*" in told:
        ends = zip(path[-len(told) :], told, strict=False)
        return len(path) >= len(told) and all(end in {step, "*"} for step, end in ends)
    place = 0
    for step in path:
        if place < len(told) and step == told[place]:
            place += 1
    return place == len(told)
