"""Who answers for every criterion by when, and the days of every stage: standard and campaign.

A campaign counts before the standard, a narrow line before a wide one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from standards.campaign import Campaign, stage_place
from standards.day import on
from standards.duties import named
from standards.duty import Duty
from standards.model import Standard
from standards.text import Phrase


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who answers for a criterion; `department` is a key, empty like the others where unsaid."""

    department: str = ""
    name: Phrase | None = None
    person: str = ""
    contact: str = ""
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class DatedStage:
    """A stage of the procedure with its days, where they are known."""

    title: Phrase
    begins: date | None
    ends: date | None
    by: Phrase | None
    note: Phrase | None


def assigned(standard: Standard, campaign: Campaign | None = None) -> dict[str, Assigned]:
    """Criterion -> who and by when, for every criterion."""
    of_standard = _lines(standard, standard.responsibilities)
    of_campaign = _lines(standard, campaign.responsibilities if campaign else ())
    return {
        criterion.id: _one(
            standard,
            campaign,
            criterion.department,
            [*of_campaign[criterion.id], *of_standard[criterion.id]],
        )
        for criterion in standard.criteria
    }


def _one(
    standard: Standard, campaign: Campaign | None, department: str | None, lines: Sequence[Duty]
) -> Assigned:
    """What the narrowest lines say, key by key."""
    key = next((d.department for d in lines if d.department), department) or ""
    known = campaign.departments.get(key) if campaign else None
    person = next((d.person for d in lines if d.person), None)
    # The person of a department is not reached at the number of another person.
    contact = next((d.contact for d in lines if d.contact), None)
    if person is None and known is not None:
        person, contact = known.person, contact or known.contact
    day = next((d.deadline for d in lines if d.deadline is not None), None)
    if day is None and campaign is not None:
        day = campaign.deadline
    return Assigned(
        key,
        department_name(standard, campaign, key),
        person or "",
        contact or "",
        on(day, campaign.begins if campaign else None),
    )


def department_name(
    standard: Standard, campaign: Campaign | None, key: str | None
) -> Phrase | None:
    """The name of a department: the campaign's, else the standard's."""
    own = campaign.departments.get(key or "") if campaign else None
    return own.name if own and own.name else standard.departments.get(key or "")


def _lines(standard: Standard, duties: Sequence[Duty]) -> dict[str, list[Duty]]:
    """The lines that name each criterion, the narrowest first."""
    found: dict[str, list[tuple[int, int, Duty]]] = {c.id: [] for c in standard.criteria}
    for narrowness, place, duty, id_ in named(standard, duties):
        found[id_].append((-narrowness, place, duty))
    return {
        id_: [duty for _, _, duty in sorted(lines, key=lambda line: line[:2])]
        for id_, lines in found.items()
    }


def dated_stages(standard: Standard, campaign: Campaign | None = None) -> tuple[DatedStage, ...]:
    """The stages of the procedure; the days of a campaign count before those of the standard."""
    begins = campaign.begins if campaign else None
    own = {stage_place(standard, s.stage): s for s in (campaign.stages if campaign else ())}
    found: list[DatedStage] = []
    for place, stage in enumerate(standard.procedure):
        given = own.get(place)
        first = given.from_ if given and given.from_ is not None else stage.from_
        last = given.to if given and given.to is not None else stage.to
        by = (given.by if given else None) or stage.by
        name = department_name(standard, campaign, by)
        found.append(DatedStage(stage.stage, on(first, begins), on(last, begins), name, stage.note))
    return tuple(found)
