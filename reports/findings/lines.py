"""The lines of a printed rubric in one language: steps, criteria, parts, sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a rule; points in ten-thousandths.

    `measures`: its times are themselves ten-thousandths of a point (a proportion, an award), each
    worth one.
    """

    id: str
    label: str
    points: int
    best: int
    measures: bool
    asks: tuple[str, ...]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion as printed: `of` are its points in ten-thousandths.

    `block` is empty, bonus or penalty; `part` is the id of the part it stands in; `kind` is that of
    its rule. `evidence` names the papers required, empty where none are. `demand_mark` and
    `points_mark` are plan, official or reference.
    """

    id: str
    title: str
    of: int
    block: str
    part: str
    kind: str
    rule: str
    advice: str
    department: str
    methods: tuple[str, ...]
    evidence: str
    source: str
    demand_mark: str
    points_mark: str
    decision: str
    note: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part as printed; `depth` is 0 for the outermost. Points are ten-thousandths.

    `minimum` is the part's own; `floor` what a grade asks of every part, where it has none.
    """

    id: str
    title: str
    of: int
    minimum: int | None
    floor: int | None
    depth: int

    @property
    def needed(self) -> int | None:
        """The points where a bar has its tick."""
        return self.floor if self.minimum is None else self.minimum


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as listed: plan, official or reference; `url` is empty where none is known."""

    key: str
    title: str
    mark: str
    note: str
    url: str
