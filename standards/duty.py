"""A line of the table of responsibilities: for which criteria, who, and by when."""

from __future__ import annotations

from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Key

from standards.day import Day
from standards.faults import unknown
from standards.text import Text

if TYPE_CHECKING:
    from standards.model import Standard

EVERYTHING = "all"
_PART = "part "
_SIGNS = "*?"


def _selectors(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    """One or several; an id that was written without quotes is read as it stands."""
    given = value if isinstance(value, list) else [value]
    plain = [
        str(v) if isinstance(v, int | Decimal) and not isinstance(v, bool) else v for v in given
    ]
    return [v.strip() if isinstance(v, str) else v for v in plain]


class Duty(BaseModel):
    """For some criteria: the department, the person, how to reach them, and the deadline.

    `for` is `all`, `part 4`, a criterion's id, or a pattern of ids such as `4.*`; or a list. What
    is said more narrowly counts before what is said more widely, key by key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    for_: Annotated[tuple[str, ...], BeforeValidator(_selectors)] = Key(alias="for", min_length=1)
    department: str | None = None
    person: str | None = None
    contact: str | None = None
    deadline: Day | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Duty:
        if not (self.department or self.person or self.contact or self.deadline is not None):
            message = "say at least one of department, person, contact, deadline"
            raise ValueError(message)
        return self


def criteria_of(standard: Standard, selector: str) -> tuple[int, tuple[str, ...]]:
    """How narrow a selector is, and the criteria it names.

    Raises LookupError with a sentence where it names none.
    """
    ids = [criterion.id for criterion in standard.criteria]
    if selector == EVERYTHING:
        return 0, tuple(ids)
    if selector.startswith(_PART):
        return _of_part(standard, selector.removeprefix(_PART).strip())
    if selector in ids:
        return 101, (selector,)
    if any(sign in selector for sign in _SIGNS):
        found = tuple(id_ for id_ in ids if fnmatchcase(id_, selector))
        if found:
            return 100, found
        message = f"no criterion is like '{selector}'; there are: {', '.join(ids)}"
        raise LookupError(message)
    if any(part.id == selector for _, part in standard.walk_parts()):
        message = f"'{selector}' is a part; write `part {selector}`"
        raise LookupError(message)
    raise LookupError(unknown("criterion", selector, [*ids, EVERYTHING]))


def _of_part(standard: Standard, id: str) -> tuple[int, tuple[str, ...]]:
    parts = list(standard.walk_parts())
    for path, part in parts:
        if part.id == id:
            inside = [
                criterion.id
                for inner, one in parts
                if inner[: len(path)] == path
                for criterion in one.criteria
            ]
            return len(path), tuple(inside)
    raise LookupError(unknown("part", id, [part.id for _, part in parts]))
