"""The numbers an author may write: points, shares, and amounts that may be expressions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from standards.numbers import POINT_DECIMALS, is_exact

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%$")
_LARGEST_POINTS = 1_000_000


def _refuse(found: object, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("amount", "found {found}; {allowed}", _said(found, allowed))


def _said(found: object, allowed: str) -> dict[str, str]:
    return {"found": repr(found) if isinstance(found, str) else str(found), "allowed": allowed}


def _number(value: Any) -> Decimal:  # noqa: ANN401 - the parsing edge
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _refuse(value, "a number is needed here")
    return Decimal(value)


def _points(value: Any) -> Decimal:  # noqa: ANN401 - the parsing edge
    number = _number(value)
    if not is_exact(number, POINT_DECIMALS) or not 0 <= number <= _LARGEST_POINTS:
        raise _refuse(value, "points are 0 to 1,000,000 with at most four decimals")
    return number


def _share(value: Any) -> Decimal:  # noqa: ANN401 - the parsing edge
    match = _PERCENT.match(value) if isinstance(value, str) else None
    if not match or not is_exact(Decimal(match[1]), POINT_DECIMALS) or Decimal(match[1]) > 100:
        raise _refuse(value, "a share is written 0% to 100%, with at most four decimals")
    return Decimal(match[1])


def _amount(value: Any) -> Decimal | str:  # noqa: ANN401 - the parsing edge
    return value if isinstance(value, str) else _number(value)


_EXACT = {"type": "number"}

Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema(_EXACT)]
"""A number as printed."""

Points = Annotated[
    Decimal,
    BeforeValidator(_points),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": _LARGEST_POINTS}),
]
"""Points as printed, at most four decimals."""

Share = Annotated[
    Decimal,
    BeforeValidator(_share),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$"}),
]
"""A share written with a percent sign; held in percent."""

Amount = Annotated[
    Decimal | str,
    BeforeValidator(_amount),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A number, or an expression as text."""
