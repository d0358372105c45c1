"""A rate of one percent or less, typed as a text with its sign: `'0.8%`.

A bare 0.8 might be meant as 80 %, and a program turns a typed 0.8% into the number 0.008; as a text
it can mean one thing only. All functions are those that Excel, WPS and LibreOffice have in common.
"""

from __future__ import annotations

import re
from decimal import Decimal

from standards.field import Field

LONGEST = 7
"""Characters of such a text: four decimals at the most."""
_TEXT = re.compile(r"(0\.[0-9]+|1(?:\.0*)?)%", re.ASCII)


def may_be_typed(asked: Field) -> bool:
    """Whether the field takes such a text."""
    return asked.may_be_share and asked.least <= 0 and asked.step is None


def looks_small(address: str) -> str:
    """Above 0 where such a text may stand; never an error."""
    signs = f'COUNTIF({address},"*%*%")'  # LibreOffice knows the value of 0.8% as well
    return f'COUNTIF({address},"0.*%")+COUNTIF({address},"1*%")-{signs}'


def fits(address: str) -> str:
    """1 where what looks like such a text is one, else 0."""
    value = number(address)
    return f"IF(LEN({address})>{LONGEST},0,IF(ISNUMBER({value}),IF({value}<=1,1,0),0))"


def number(address: str) -> str:
    """The number of percent in such a text."""
    return f"VALUE(LEFT({address},LEN({address})-1))"


def percent(asked: Field, cell: object) -> Decimal | None:
    """What such a text says; None for anything else."""
    if not may_be_typed(asked) or not isinstance(cell, str) or len(cell) > LONGEST:
        return None
    match = _TEXT.fullmatch(cell)
    return None if match is None else Decimal(match[1])
