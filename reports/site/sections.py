"""The parts of a standard with their criteria, in the order in which pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.findings.lines import CriterionLine, PartLine
from reports.findings.wording import Wording


@dataclass(frozen=True, slots=True)
class Section:
    """A part, or the block of bonus or penalty; `of` are its points in ten-thousandths, 0: none."""

    title: str
    anchor: str
    depth: int
    of: int
    part: PartLine | None
    criteria: tuple[CriterionLine, ...]


def sections(wording: Wording) -> Iterator[Section]:
    """Every part, outer before inner, then bonus and penalty."""
    for number, part in enumerate(wording.parts, 1):
        own = tuple(line for line in wording.criteria if line.part == part.id and not line.block)
        title = f"{part.id} {part.title}"
        yield Section(title, f"part-{number}", part.depth, part.of, part, own)
    for block in ("bonus", "penalty"):
        own = tuple(line for line in wording.criteria if line.block == block)
        if own:
            yield Section(wording.words[f"site_block_{block}"], block, 0, 0, None, own)
