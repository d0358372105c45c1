"""Changes: what is different between two editions, points, rules and wording apart."""

from __future__ import annotations

from collections.abc import Iterator

from standards.changes.change import SECTIONS, Change, Section
from standards.changes.criteria import Place, criterion_changes, part_changes
from standards.changes.others import (
    duty_changes,
    field_changes,
    gate_changes,
    grade_changes,
    head_changes,
    other_rules,
    stage_changes,
)
from standards.id_map import IdMap
from standards.load import Loaded

__all__ = ["SECTIONS", "Change", "Section", "changes"]


def changes(old: Loaded, new: Loaded, ids: IdMap) -> tuple[Change, ...]:
    """Every difference, section by section, in each in the order of the new document.

    Both standards have to compile.
    """
    lines = _part_lines(old), _part_lines(new)
    found = [
        *part_changes(ids, *lines),
        *criterion_changes(ids, _places(old), _places(new)),
        *other_rules(ids),
        *field_changes(ids),
        *gate_changes(ids),
        *grade_changes(ids),
        *stage_changes(ids),
        *duty_changes(ids),
        *head_changes(ids),
    ]
    return tuple(change for section in SECTIONS for change in found if change.section == section)


def of_section(found: tuple[Change, ...], section: Section) -> Iterator[Change]:
    """The changes of one section."""
    return (change for change in found if change.section == section)


def _places(loaded: Loaded) -> dict[str, Place]:
    """Criterion -> where it stands."""
    standard, document = loaded.standard, loaded.document
    owners = {c.id: part.id for _, part in standard.walk_parts() for c in part.criteria}
    for name, block in (("bonus", standard.bonus), ("penalty", standard.penalty)):
        owners |= {c.id: name for c in (block.criteria if block else ())}
    return {
        criterion.id: Place(criterion, owners[criterion.id], document.fault(path, "").line)
        for path, criterion in standard.walk_criteria()
    }


def _part_lines(loaded: Loaded) -> dict[str, int]:
    return {
        part.id: loaded.document.fault(path, "").line for path, part in loaded.standard.walk_parts()
    }
