"""A day an author may write: of the calendar, or counted from the beginning of the campaign."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_MOST = 3_660
"""Days from the beginning: ten years."""


def _day(value: Any) -> date | int:  # noqa: ANN401 - the parsing edge
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    found = repr(value) if isinstance(value, str) else str(value)
    message = (
        f"found {found}; a day such as 2026-03-01 is needed, or a whole number of days from the "
        f"beginning (0 to {_MOST})"
    )
    raise PydanticCustomError("day", "{message}", {"message": message})


Day = Annotated[date | int, BeforeValidator(_day)]
"""A day, or a whole number: so many days after the beginning, 0 is the first day."""


def on(day: date | int | None, begins: date | None) -> date | None:
    """The day of the calendar; None where none is said, or where the beginning is not known."""
    if day is None or isinstance(day, date):
        return day
    return None if begins is None else begins + timedelta(days=day)


def is_offset(day: date | int | None) -> bool:
    """Whether a day is counted from the beginning."""
    return isinstance(day, int)
