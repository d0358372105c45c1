"""A campaign: one year's creation work by a standard - who answers for what, and by when.

A YAML file of its own, since persons and dates change every year and the standard does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Annotated

from pydantic import BeforeValidator, ValidationError
from pydantic import Field as Key

from standards.day import Day, is_offset
from standards.document import Document, mapping
from standards.duties import duty_faults
from standards.duty import Duty
from standards.entry import Entry
from standards.faults import Fault, Path, StandardError, unknown
from standards.load import faults_of
from standards.model import Standard
from standards.text import Text

SUFFIXES = (".yaml", ".yml")


class Department(Entry):
    """A department of this campaign; without a name that of the standard."""

    name: Text | None = None
    person: str | None = None
    contact: str | None = None


class CampaignStage(Entry):
    """The days of a stage of the standard's procedure: its place (1, 2, ...) or its name."""

    stage: Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int) else v)]
    from_: Day | None = Key(None, alias="from")
    to: Day | None = None
    by: str | None = None


class Campaign(Entry):
    """Departments, responsibilities and days; see `docs/campaigns.md` for every key."""

    campaign: Text
    standard: str
    edition: str | None = None
    begins: date | None = None
    deadline: Day | None = None
    departments: dict[str, Department] = Key(default_factory=dict)
    responsibilities: tuple[Duty, ...] = ()
    stages: tuple[CampaignStage, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the entries of a campaign stand: a path below it -> line and column, or row."""

    name: str
    document: Document | None = None
    rows: tuple[tuple[Path, int], ...] = ()

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at an entry."""
        if self.document is not None:
            return self.document.fault(path, message)
        row = next((row for begin, row in self.rows if path[: len(begin)] == begin), 1)
        return Fault(row, 1, message, self.name)


def load_campaign(path: FilePath, standard: Standard) -> Campaign:
    """A campaign of a standard. Raises StandardError with every fault and its place; OSError."""
    needed = "a campaign is a mapping that begins with `campaign: name`"
    document = mapping(path.read_bytes(), str(path), needed)
    try:
        campaign = Campaign.model_validate(document.value)
    except ValidationError as error:
        raise StandardError(faults_of(document, error)) from error
    return checked(campaign, standard, Places(str(path), document))


def checked(campaign: Campaign, standard: Standard, places: Places) -> Campaign:
    """The campaign; raises StandardError where it does not fit the standard."""
    faults = [places.fault(path, said) for path, said in _faults(campaign, standard)]
    if faults:
        raise StandardError(sorted(set(faults)))
    return campaign


def _faults(campaign: Campaign, standard: Standard) -> Iterator[tuple[Path, str]]:
    if campaign.standard != standard.standard:
        said = f"the campaign is of '{campaign.standard}', the standard is '{standard.standard}'"
        yield ("standard",), said
        return
    if campaign.edition and campaign.edition != standard.edition:
        said = f"the campaign is of edition {campaign.edition}, the standard of {standard.edition}"
        yield ("edition",), said
    departments = {*standard.departments, *campaign.departments}
    for key, one in campaign.departments.items():
        if key not in standard.departments and one.name is None:
            said = unknown("department", key, standard.departments)
            yield ("departments", key), f"{said}; a new one needs a `name`"
    yield from duty_faults(standard, campaign.responsibilities, departments)
    for place, stage in enumerate(campaign.stages):
        path: Path = ("stages", place)
        try:
            stage_place(standard, stage.stage)
        except LookupError as error:
            yield (*path, "stage"), str(error)
        if stage.by and stage.by not in departments:
            yield (*path, "by"), unknown("department", stage.by, departments)
        same = isinstance(stage.from_, int) == isinstance(stage.to, int)
        if stage.from_ is not None and stage.to is not None and same and stage.to < stage.from_:  # type: ignore[operator]  # both days, or both numbers
            yield (*path, "to"), f"the stage ends ({stage.to}) before it begins ({stage.from_})"
    if campaign.begins is None:
        for path in _offsets(campaign):
            yield path, "days are counted from `begins`, which the campaign does not say"


def stage_place(standard: Standard, name: str) -> int:
    """The place of a stage by its number from 1, or by its name. Raises LookupError."""
    titles = [(s.stage.zh, s.stage.en) for s in standard.procedure]
    if name.isdecimal() and 1 <= int(name) <= len(titles):
        return int(name) - 1
    for place, title in enumerate(titles):
        if name in title:
            return place
    allowed = [f"{place + 1} ({zh})" for place, (zh, _) in enumerate(titles)]
    near = unknown("stage", name, [zh for zh, _ in titles])
    raise LookupError(f"{near}, or by number: {', '.join(allowed)}" if titles else near)


def _offsets(campaign: Campaign) -> Iterator[Path]:
    if is_offset(campaign.deadline):
        yield ("deadline",)
    for place, duty in enumerate(campaign.responsibilities):
        if is_offset(duty.deadline):
            yield "responsibilities", place, "deadline"
    for place, stage in enumerate(campaign.stages):
        for name, day in (("from", stage.from_), ("to", stage.to)):
            if is_offset(day):
                yield "stages", place, name
