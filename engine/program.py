"""A program: a standard in normal form, as an ordered list of named whole-number expressions.

Names of definitions (all whole numbers; truth values are 0 and 1; points are ten-thousandths):

    points:<criterion>      applies:<criterion>     1 unless not applicable and excluded
    exempt:<criterion>, excused:<criterion>         settled by an exemption: in full, left out
    off_part:<criterion>, off_score:<criterion>  taken outside of it
    part:<part>             scored:<part>           0 where nothing of the part applies
    base, bonus, penalty    score, published        scored
    covered, coverable      coverage                ten-thousandths of 1, rounded down
    gate:<gate>             gate_open:<gate>        met surely; not decided for lack of answers
    veto:<criterion>:<n>    veto_open:<criterion>:<n>
    minimum:<part>          grade:<grade>:<n>       the conditions of a grade, one by one
    refused, held, grade, outcome                   places in `grades` and `OUTCOMES`
    figure:<id>, figure_known:<id>, check:<n>
    cohort:<field>, cohort_known:<field>            what an applicant brings to a cohort figure
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from standards.criterion import Criterion
from standards.expression import Expr, refs_of
from standards.faults import Path
from standards.load import Loaded
from standards.lowering import Lowered
from standards.model import Standard

OUTCOMES = ("named", "conditional", "failed", "refused", "not_judged")
"""The outcomes; a definition `outcome` holds a place in this list."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A named expression, with the range it can take and the place of its origin."""

    name: str
    expr: Expr
    range: tuple[int, int]
    path: Path


@dataclass(frozen=True)
class Program:
    """A compiled standard."""

    loaded: Loaded
    lowered: tuple[Lowered, ...]
    definitions: dict[str, Definition]
    figure_decimals: dict[str, int]

    @property
    def standard(self) -> Standard:
        """The document."""
        return self.loaded.standard

    @property
    def digest(self) -> str:
        """sha256 of the document's bytes."""
        return self.loaded.digest

    @cached_property
    def by_criterion(self) -> dict[str, Lowered]:
        """The lowered criteria by id."""
        return {lowered.criterion.id: lowered for lowered in self.lowered}

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """Criteria whose not-applicable claim is allowed."""
        return tuple(c.id for c in self.standard.criteria if c.not_applicable)

    @cached_property
    def evidenced(self) -> tuple[str, ...]:
        """Criteria that require evidence."""
        return tuple(c.id for c in self.standard.criteria if c.evidence)

    @cached_property
    def flags(self) -> frozenset[str]:
        """The names of answers that are truth values: yes_no fields, claims and evidence."""
        asked = {f.id for f in self.standard.asked.values() if f.type == "yes_no"}
        marks = {mark(c) for c in self.standard.criteria for mark in (claim_of, evidence_of)}
        return frozenset(asked | marks)

    def needed(self, names: Iterable[str]) -> list[Definition]:
        """The definitions that some names hang on, in order."""
        wanted: set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name not in wanted:
                wanted.add(name)
                pending += refs_of(self.definitions[name].expr)
        return [d for d in self.definitions.values() if d.name in wanted]


def claim_of(criterion: Criterion | str) -> str:
    """The name under which an expression reads a not-applicable claim (never null)."""
    return f"na:{criterion if isinstance(criterion, str) else criterion.id}"


def evidence_of(criterion: Criterion | str) -> str:
    """The name under which an expression reads whether evidence was given (never null)."""
    return f"ev:{criterion if isinstance(criterion, str) else criterion.id}"
