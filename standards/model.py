"""The document: a standard as its author wrote it, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Key

from standards.amounts import Number, Points, Share
from standards.criterion import Criterion, Printed
from standards.day import Day
from standards.duty import Duty
from standards.entry import Entry, Id, listed
from standards.faults import Path
from standards.field import Field
from standards.ranking import Ranking
from standards.replaces import Replaces
from standards.text import Phrase, Text, phrase

Way = Literal["sum", "mean", "weighted", "lowest", "best"]
"""How the scores of criteria or parts become one."""
Mark = Literal["plan", "official", "reference"]

METHODS: dict[str, Phrase] = {
    "hearing": phrase("听取汇报", "hearing"),
    "documents": phrase("材料审核", "documents"),
    "questionnaire": phrase("问卷调查", "questionnaire"),
    "network": phrase("网络调查", "network survey"),
    "site": phrase("实地考察", "site visit"),
    "observation": phrase("整体观察", "overall observation"),
    "interview": phrase("走访询问", "interview"),
    "monitoring": phrase("监测数据", "monitoring data"),
}


def _keyed(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    """A mapping of fields: each key becomes the field's id."""
    if isinstance(value, dict):
        return {k: {"id": k, **v} if isinstance(v, dict) else v for k, v in value.items()}
    return value


class Source(Entry):
    """Where a demand or a figure comes from; a plan gives no points unless it says so."""

    title: Text
    mark: Mark
    points: bool | None = None
    issuer: Text | None = None
    year: int | None = None
    url: str | None = None
    note: Text | None = None

    @property
    def points_mark(self) -> Mark:
        """What the points of its criteria count as."""
        given = self.points if self.points is not None else self.mark != "plan"
        return self.mark if given else "reference"


class Gate(Entry):
    """An unscored condition; unmet: `refused` (not to be named) or `not_judged`."""

    id: Id
    title: Text
    require: str
    otherwise: Literal["refused", "not_judged"]
    source: str
    note: Text | None = None


class Exemption(Entry):
    """Criteria that are settled without being judged: all their points, or left out of the base."""

    id: Id
    title: Text
    when: str
    criteria: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    earns: Literal["full", "excluded"] = "full"
    source: str
    note: Text | None = None


class Part(Entry):
    """A part of the rubric: criteria, or parts of its own."""

    id: Id
    title: Text
    points: Points
    criteria: tuple[Criterion, ...] = ()
    parts: tuple[Part, ...] = ()
    combine: Way = "sum"
    weight: Number | None = None
    cap: Points | None = None
    minimum: Share | None = None
    printed: Annotated[tuple[Printed, ...], BeforeValidator(listed)] = ()
    decision: Text | None = None
    note: Text | None = None

    @property
    def minimum_points(self) -> Decimal | None:
        """The least points that a named applicant has in this part; None: any."""
        return None if self.minimum is None else self.points * self.minimum / 100

    @model_validator(mode="after")
    def _filled(self) -> Part:
        if bool(self.criteria) == bool(self.parts):
            message = "a part has either criteria or parts of its own"
            raise ValueError(message)
        return self


class Block(Entry):
    """Bonus or penalty criteria outside the base, together at most `cap`."""

    cap: Points
    criteria: tuple[Criterion, ...] = Key(min_length=1)


class Figure(Entry):
    """A computed number that is shown and not scored."""

    title: Text
    is_: str = Key(alias="is")
    unit: Text | None = None
    note: Text | None = None


class Check(Entry):
    """A condition that must not hold between answers; reported, never repaired."""

    say: Text
    when: str


class Grade(Entry):
    """A title, with the condition for it."""

    id: Id
    name: Text
    when: str
    outcome: Literal["named", "conditional"] = "named"
    within_days: int | None = None
    valid_years: int | None = Key(None, ge=1, le=50)
    note: Text | None = None


class Stage(Entry):
    """One stage of the procedure; its days are of the calendar, or counted from the beginning."""

    stage: Text
    from_: Day | None = Key(None, alias="from")
    to: Day | None = None
    by: str | None = None
    note: Text | None = None


class Standard(Entry):
    """A creation standard. Points are as printed; see `docs/standard-format.md` for every key."""

    standard: Id
    edition: str
    valid_from: date | None = None
    valid_to: date | None = None
    title: Text
    assessed: Text
    status: Literal["official", "partial", "reference"]
    points: Points
    decimals: int = Key(1, ge=0, le=4)
    rounding: Literal["half_up", "half_even", "floor"] = "half_up"
    compare: Literal["exact", "published"] = "exact"
    coverage_needed: Share = Decimal(80)
    unproven: Literal["nothing", "noted"] | Share = "noted"
    combine: Way = "sum"
    sources: dict[str, Source] = Key(default_factory=dict)
    departments: dict[str, Text] = Key(default_factory=dict)
    methods: dict[str, Text] = Key(default_factory=dict)
    fields: Annotated[dict[str, Field], BeforeValidator(_keyed)] = Key(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    parts: tuple[Part, ...] = Key(min_length=1)
    bonus: Block | None = None
    penalty: Block | None = None
    figures: dict[str, Figure] = Key(default_factory=dict)
    checks: tuple[Check, ...] = ()
    grades: tuple[Grade, ...] = Key(min_length=1)
    ranking: Ranking = Ranking()
    procedure: tuple[Stage, ...] = ()
    responsibilities: tuple[Duty, ...] = ()
    replaces: Replaces | None = None
    note: Text | None = None

    def walk_parts(self) -> Iterator[tuple[Path, Part]]:
        """Every part with its path, outer parts before their inner ones."""
        yield from _parts(("parts",), self.parts)

    def walk_criteria(self) -> Iterator[tuple[Path, Criterion]]:
        """Every criterion with its path: of the base, then bonus, then penalty."""
        for path, part in self.walk_parts():
            for index, criterion in enumerate(part.criteria):
                yield (*path, "criteria", index), criterion
        for name, block in (("bonus", self.bonus), ("penalty", self.penalty)):
            for index, criterion in enumerate(block.criteria if block else ()):
                yield (name, "criteria", index), criterion

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order of `walk_criteria`."""
        return tuple(criterion for _, criterion in self.walk_criteria())

    def exempting(self, id: str) -> list[Exemption]:
        """The exemptions that speak of a criterion, by itself or with a part around it."""
        if not self.exemptions:
            return []
        inside = {
            part.id
            for path, part in self.walk_parts()
            if any(c.id == id for _, c in self.criteria_below(path, part))
        }
        return [e for e in self.exemptions if id in e.criteria or inside.intersection(e.parts)]

    @staticmethod
    def criteria_below(path: Path, part: Part) -> Iterator[tuple[Path, Criterion]]:
        """The criteria of a part and of the parts inside it."""
        for where, one in ((path, part), *_parts((*path, "parts"), part.parts)):
            for index, criterion in enumerate(one.criteria):
                yield (*where, "criteria", index), criterion

    @cached_property
    def asked(self) -> dict[str, Field]:
        """Every field of the form by its id: the shared ones, then each criterion's own."""
        own = {f.id: f for criterion in self.criteria for f in criterion.questions}
        return {**self.fields, **own}

    @cached_property
    def all_methods(self) -> dict[str, Phrase]:
        """Ways of checking, built-in and its own."""
        return {**METHODS, **self.methods}

    def method_names(self, criterion: Criterion) -> list[Phrase]:
        """The ways in which a criterion is checked."""
        return [self.all_methods[key] for key in criterion.check]

    def department_of(self, criterion: Criterion) -> Phrase | None:
        """Who is responsible."""
        return self.departments.get(criterion.department) if criterion.department else None

    def marks_of(self, criterion: Criterion) -> tuple[Mark, Mark]:
        """Where the demand comes from, and where its points come from."""
        demand = self._source(criterion.source)
        points = self._source(criterion.points_source) if criterion.points_source else None
        mark: Mark = demand.mark if demand else "reference"
        if points is not None:
            return mark, points.mark
        if criterion.points_source or demand is None:
            return mark, "reference"
        return mark, demand.points_mark

    def _source(self, reference: str | None) -> Source | None:
        return self.sources.get(reference.split()[0]) if reference else None


def _parts(path: Path, parts: tuple[Part, ...]) -> Iterator[tuple[Path, Part]]:
    for index, part in enumerate(parts):
        here = (*path, index)
        yield here, part
        yield from _parts((*here, "parts"), part.parts)
