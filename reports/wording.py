"""A standard in the words of one language, worked out once for all its applicants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.program import Program
from reports.words import Words, words
from standards.lowering import setting_of
from standards.model import Criterion, Part, Standard
from standards.numbers import POINT_DECIMALS, scaled
from standards.steps import is_condition
from standards.text import Language


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a rule; points in ten-thousandths.

    `measures`: the step's `times` are themselves ten-thousandths (a proportion, an award).
    """

    id: str
    label: str
    points: int
    best: int
    counts: bool
    measures: bool
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a demand or its points come from: plan, official or reference, and in words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion as printed: `of` are its points in ten-thousandths.

    `block` is empty, bonus or penalty; `part` is the id of the part it stands in. `evidence` names
    the papers required, empty where none are. `source` tells the clause.
    """

    id: str
    title: str
    of: int
    block: str
    part: str
    rule: str
    advice: str
    department: str
    methods: tuple[str, ...]
    evidence: str
    source: str
    demand_mark: Mark
    points_mark: Mark
    decision: str
    note: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part as printed; `depth` is 0 for the outermost. Points are ten-thousandths."""

    id: str
    title: str
    of: int
    minimum: int | None
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Rubric:
    """A standard in words. Compared by identity: there is one for each program and language."""

    language: Language
    words: Words
    program: Program
    standard: str
    edition: str
    digest: str
    title: str
    assessed: str
    status: str
    note: str
    of: int
    decimals: int
    parts: tuple[PartLine, ...]
    criteria: tuple[CriterionLine, ...]
    sources: tuple[tuple[str, Mark], ...]
