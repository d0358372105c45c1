"""A workbook read as a standard: form, meaning and sums are checked, every fault has a cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.compile import compile
from standards.canonical import canonical, digest
from standards.faults import Fault, StandardError
from standards.lint import lint
from standards.load import Loaded, validated
from submissions.rubrics.gathered import gather
from submissions.rubrics.grid import read_grids


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found: the standard as YAML text, unless faults stand against it, and all faults.

    Notes stand against nothing.
    """

    text: str | None
    faults: tuple[Fault, ...]


def read_rubric(path: Path) -> Imported:
    """The standard in a workbook. Raises UnreadableError, OSError where it cannot be read."""
    document = gather(read_grids(path), path.name)
    found = list(document.faults)
    text: str | None = None
    try:
        standard = validated(document)
    except StandardError as error:
        found += [fault for fault in error.faults if not document.is_told(fault.path)]
    else:
        text = canonical(document.value)
        loaded = Loaded(standard, document, text, digest(document.value))
        found += lint(loaded)
        try:
            compile(loaded)
        except StandardError as error:
            found += error.faults
    faults = tuple(sorted(set(found)))
    is_whole = all(fault.weight == "note" for fault in faults)
    return Imported(text if is_whole else None, faults)
