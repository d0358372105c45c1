"""A line of the table of responsibilities: for which criteria, who, and by when."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Key

from standards.day import Day
from standards.entry import Entry
from standards.text import Text

EVERYTHING = "all"
PART = "part "
SIGNS = "*?"
"""How the criteria of a line are named: all, those of a part, those whose ids are alike."""


def _selectors(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    """One or several; an id that was written without quotes is read as it stands."""
    given = value if isinstance(value, list) else [value]
    plain = [
        str(v) if isinstance(v, int | Decimal) and not isinstance(v, bool) else v for v in given
    ]
    return [v.strip() if isinstance(v, str) else v for v in plain]


class Duty(Entry):
    """For some criteria: the department, the person, how to reach them, and the deadline.

    `for` is `all`, `part 4`, a criterion's id, or a pattern of ids such as `4.*`; or a list. What
    is said more narrowly counts before what is said more widely, key by key.
    """

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
