"""What is written into a cell of the form for something said, so that reading gives it back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from standards.field import NUMBERS, Field
from standards.text import Language
from submissions.forms.layout import labels
from submissions.forms.validation import FIRST, LAST
from submissions.problems import written

LONGEST: Final = 32_767
"""Characters that a cell holds."""


def cell_value(asked: Field, found: object, language: Language) -> str | float | date | None:
    """A number, a day or a text; None for an empty cell. Raises ValueError for too long a text.

    Truth and keys of choices become the words of the drop-down, numbers a number where a cell
    holds it exactly.
    """
    if found is None:
        return None
    if asked.type == "yes_no" and isinstance(found, bool):
        return labels(asked, language)[found]
    if asked.type == "choice" and isinstance(found, str) and found in asked.codes:
        return labels(asked, language)[asked.codes[found]]
    if asked.type in NUMBERS and isinstance(found, int | float | Decimal):
        return _number(found)
    if asked.type == "date":
        day = _day(found)
        if day is not None:
            return day
    return text_value(found)


def text_value(found: object) -> str:
    """Something said in words; the items of a list are lines."""
    text = "\n".join(map(written, found)) if isinstance(found, list | tuple) else written(found)
    if len(text) > LONGEST:
        message = f"{len(text)} characters; a cell of a workbook holds at most {LONGEST}"
        raise ValueError(message)
    return text


def _number(found: float | Decimal) -> str | float:
    if isinstance(found, bool):
        return text_value(found)
    exact = Decimal(repr(found)) if isinstance(found, float) else Decimal(found)
    if exact.is_finite() and Decimal(f"{float(exact):.15g}") == exact:
        return float(exact)
    return text_value(found)


def _day(found: object) -> date | None:
    if isinstance(found, str):
        try:
            found = date.fromisoformat(found)
        except ValueError:
            return None
    if isinstance(found, datetime):
        found = found.date()
    return found if isinstance(found, date) and FIRST <= found <= LAST else None
