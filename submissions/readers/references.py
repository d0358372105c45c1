"""Names of cells: `C7` for row 6 and column 2, both from 0."""

from __future__ import annotations

from functools import lru_cache


def reference(row: int, column: int) -> str:
    """The name of a cell."""
    return f"{letters(column)}{row + 1}"


@lru_cache(maxsize=1_000)
def letters(column: int) -> str:
    """`C` for column 2."""
    found = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        found = chr(65 + left) + found
    return found


def column_of(name: str) -> int:
    """2 for `C`; small letters count as well, none give -1."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
