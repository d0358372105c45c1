"""What became of the ids of one edition in another, by the author's map or by their names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath

from pydantic import ValidationError

from standards.document import Document, mapping
from standards.faults import StandardError
from standards.load import faults_of
from standards.model import Standard
from standards.replaces import Replaces, Target


@dataclass(frozen=True, slots=True)
class IdMap:
    """What became of every id of the old edition, worked out for two standards.

    An old id without a place in the new edition has None, a criterion an empty tuple.
    """

    old: Standard
    new: Standard
    parts: dict[str, str | None]
    criteria: dict[str, tuple[str, ...]]
    fields: dict[str, Target | None]

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """New criterion -> the old ones it came from."""
        found: dict[str, tuple[str, ...]] = {c.id: () for c in self.new.criteria}
        for old, new in self.criteria.items():
            for id_ in new:
                found[id_] = (*found[id_], old)
        return found

    @property
    def old_fields(self) -> dict[str, str]:
        """New field -> the old one whose answers it is given; only of those that have one."""
        return {target.to: old for old, target in self.fields.items() if target}

    @property
    def new_fields(self) -> tuple[str, ...]:
        """Questions of the new edition of which the old answers say nothing.

        Figures of a batch are no questions: they are worked out anew.
        """
        known = self.old_fields
        return tuple(
            id_ for id_, asked in self.new.asked.items() if id_ not in known and not asked.cohort
        )


def id_map(old: Standard, new: Standard, replaces: Replaces | None = None) -> IdMap:
    """The id map between two editions; without an author's map ids that are equal are the same.

    Ids of the map that do not exist are left out: the check of the map tells them.
    """
    given = replaces or Replaces(edition=old.edition)
    new_parts = [part.id for _, part in new.walk_parts()]
    new_criteria = [criterion.id for criterion in new.criteria]
    taken_parts = {to for to in given.parts.values() if to}
    parts: dict[str, str | None] = {}
    for _, part in old.walk_parts():
        to = given.parts.get(part.id, None if part.id in taken_parts else part.id)
        parts[part.id] = to if to in new_parts else None
    taken = {to for several in given.criteria.values() for to in several}
    criteria: dict[str, tuple[str, ...]] = {}
    for criterion in old.criteria:
        same = () if criterion.id in taken else (criterion.id,)
        several = given.criteria.get(criterion.id, same)
        criteria[criterion.id] = tuple(to for to in several if to in new_criteria)
    fields = _fields(old, new, given, criteria)
    return IdMap(old, new, parts, criteria, fields)


def _fields(
    old: Standard, new: Standard, given: Replaces, criteria: dict[str, tuple[str, ...]]
) -> dict[str, Target | None]:
    asked = new.asked
    owners = {field.id: c.id for c in old.criteria for field in c.questions}
    taken = {target.to for target in given.fields.values() if target}
    found: dict[str, Target | None] = {}
    for id_ in old.asked:
        if id_ in given.fields:
            target = given.fields[id_]
            found[id_] = target if target and target.to in asked else None
            continue
        to: str | None = id_
        if id_ in owners:
            owner = owners[id_]
            several = criteria[owner]
            to = several[0] + id_.removeprefix(owner) if len(several) == 1 else None
        if to is None or to not in asked or to in taken:
            found[id_] = None
            continue
        taken.add(to)
        found[id_] = Target(to=to)
    return found


def load_map(path: FilePath) -> tuple[Replaces, Document]:
    """An id map in a file of its own. Raises StandardError with the faults; OSError."""
    needed = "an id map begins with `edition:`, the edition that is replaced"
    document = mapping(path.read_bytes(), str(path), needed)
    try:
        return Replaces.model_validate(document.value), document
    except ValidationError as error:
        raise StandardError(faults_of(document, error)) from error
