"""The rows of one sheet: its heads are found and recognised, its columns may stand in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from submissions.quantities import word_key
from submissions.rubrics.grid import Grid
from submissions.rubrics.layout import Column, Sheet
from submissions.rubrics.places import CellDocument, Place

_HEAD_ROWS = 20
"""Rows in which the heads of a sheet are looked for: a title may stand above them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: column name -> cell; `places` of every column, blank cells too.

    `wrong`: columns whose cell is an error or was never calculated, which has been told.
    """

    cells: dict[str, str]
    places: dict[str, Place]
    first: Place
    wrong: frozenset[str] = frozenset()


def lines_of(document: CellDocument, sheet: Sheet, number: int, grid: Grid) -> Iterator[Line]:
    """The rows below the heads that say something; tells what is wrong with heads and cells."""
    tell_wrong(document, number, grid)
    top, heads = _heads(document, sheet, number, grid)
    for row in sorted({row for row, _ in grid.cells if row > top}):
        cells = {
            column.name: grid.cells[row, place]
            for place, column in heads.items()
            if (row, place) in grid.cells
        }
        wrong = frozenset(c.name for p, c in heads.items() if (row, p) in grid.wrong)
        if cells:
            places = {column.name: (number, row, place) for place, column in heads.items()}
            missing = [c.name for c in sheet.columns if c.name not in places]
            places |= dict.fromkeys(missing, (number, top, 0))
            yield Line(cells, places, (number, row, min(heads)), wrong)


def _heads(
    document: CellDocument, sheet: Sheet, number: int, grid: Grid
) -> tuple[int, dict[int, Column]]:
    """The row of the heads and the columns by their places; tells what is wrong with them."""
    by_word = {key: column for column in sheet.columns for key in column.keys}
    rows: dict[int, dict[int, str]] = {}
    for (row, place), text in grid.cells.items():
        if row < _HEAD_ROWS:
            rows.setdefault(row, {})[place] = text
    known = {
        row: sum(word_key(text) in by_word for text in texts.values())
        for row, texts in rows.items()
    }
    top = max(sorted(known), key=lambda row: known[row], default=0)
    heads: dict[int, Column] = {}
    for place, text in sorted(rows.get(top, {}).items()):
        column = by_word.get(word_key(text))
        if text.strip().startswith("#"):
            continue
        if column is None:
            document.tell((number, top, place), _unknown_column(text, sheet))
        elif column in heads.values():
            message = f"a second column '{text.strip()}'; each may stand once"
            document.tell((number, top, place), message)
        else:
            heads[place] = column
    if not any(row > top for row, _ in grid.cells):
        return top, heads
    for column in sheet.columns:
        if _is_needed(column) and column not in heads.values() and heads:
            message = f"no column '{column.head.zh}' ({column.head.in_('en')}, {column.name})"
            document.tell((number, top, 0), message, (sheet.key, "*", *column.path))
    return top, heads


def tell_wrong(document: CellDocument, number: int, grid: Grid) -> None:
    """Tell of the cells that hold an error or a formula without a result."""
    for (row, place), found in grid.wrong.items():
        message = (
            f"found {found}; a formula that was never calculated, or an error: "
            "write the value, or open and save the workbook in Excel or WPS"
        )
        document.tell((number, row, place), message)


def _is_needed(column: Column) -> bool:
    """Whether every row has something in the column."""
    if column.slot is None:
        return column.what == "key"
    return column.slot.required and len(column.path) == 1 and column.what not in {"en", "body"}


def _unknown_column(text: str, sheet: Sheet) -> str:
    names = [n for c in sheet.columns for n in (c.head.zh, c.head.in_("en"), c.name)]
    near = get_close_matches(text.strip(), names, n=1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return (
        f"no column '{text.strip()}'; {hint}a column of your own has a head that begins with #; "
        "the sheet 说明 (Guide) lists the columns"
    )
