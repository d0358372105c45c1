"""The id map of an edition: what became of the ids of the edition it replaces.

The author of the new edition writes it, under `replaces` or in a file of its own. What is not
listed keeps its id; a criterion that was split hands no answer on unless `fields` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic import Field as Key

from standards.document import Document
from standards.faults import Fault, StandardError

if TYPE_CHECKING:
    from standards.model import Standard


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(_Entry):
    """Where the answers to a question go: the field, and which choice became which.

    Of a yes-no question the choices are `yes` and `no`. `same_unit`: the unit is only worded anew.
    """

    to: str
    choices: dict[str, str] = Key(default_factory=dict)
    same_unit: bool = False


def _target(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    return {"to": value} if isinstance(value, str) else value


def _several(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    return [] if value is None else [value] if isinstance(value, str) else value


class Replaces(_Entry):
    """The edition replaced, and old id -> new id where they differ; null: it has no place any more.

    A criterion that became several lists them.
    """

    edition: str
    parts: dict[str, str | None] = Key(default_factory=dict)
    criteria: dict[str, Annotated[tuple[str, ...], BeforeValidator(_several)]] = Key(
        default_factory=dict
    )
    fields: dict[str, Annotated[Target | None, BeforeValidator(_target)]] = Key(
        default_factory=dict
    )
    note: str | None = None


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
    from standards.load import faults_of

    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise StandardError([Fault(1, 1, message, str(path))]) from error
    document = Document(text, str(path))
    if not isinstance(document.value, dict):
        message = "an id map begins with `edition:`, the edition that is replaced"
        raise StandardError([Fault(1, 1, message, str(path))])
    try:
        return Replaces.model_validate(document.value), document
    except ValidationError as error:
        raise StandardError(faults_of(document, error)) from error
