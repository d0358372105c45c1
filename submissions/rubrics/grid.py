"""The cells of a workbook as texts, read behind the guard, in a worker where it may do harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastexcel

from standards.numbers import plain
from submissions.problems import UnreadableError, say
from submissions.readers.details import Details
from submissions.readers.guard import ENCRYPTED, MOST_BYTES, damaged, glance, look, too_large
from submissions.readers.references import reference
from submissions.readers.sheets import Sheet, exact
from submissions.worker import may_break
from submissions.workers import Lost, spread

SUFFIXES = (".xlsx", ".xlsm")
_MOST_SHEETS = 100
_MOST_ROWS, _MOST_COLUMNS = 20_000, 1_000
_NO_WORKBOOK = say("评分表须为 .xlsx 工作簿", "a rubric is an .xlsx workbook")
_MUCH = say(
    f"评分表过大：一张表最多 {_MOST_ROWS} 行、{_MOST_COLUMNS} 列",
    f"too large for a rubric: a sheet has at most {_MOST_ROWS} rows and {_MOST_COLUMNS} columns",
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: row and column from 0 -> its text; cells that hold nothing are absent.

    `wrong`: cells with an error or a formula that was never calculated, and what they hold.
    """

    name: str
    cells: dict[tuple[int, int], str]
    wrong: dict[tuple[int, int], str]


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of a workbook. Raises UnreadableError, OSError."""
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableError(_NO_WORKBOOK)
    if path.stat().st_size > MOST_BYTES:
        size = f"{path.stat().st_size >> 20} MB"
        raise too_large(size, size)
    ((_, found),) = spread(_prepare, [path], here=_here)
    if isinstance(found, Lost):
        raise UnreadableError(found.sentence)
    if isinstance(found, str):
        raise UnreadableError(found)
    return found


def _prepare() -> Callable[[list[Path]], list[Grid] | str]:
    return _read


def _here(paths: list[Path]) -> list[Grid] | str | None:
    """The same in this process, for a file that cannot harm it."""
    try:
        is_plain = look(paths[0].read_bytes()).is_plain
    except UnreadableError as error:
        return str(error)
    return _read(paths) if is_plain else None


def _read(paths: list[Path]) -> list[Grid] | str:
    """The sheets of the one workbook, or why it cannot be read."""
    data = paths[0].read_bytes()
    try:
        workbook = glance(data) if may_break() else look(data)
        return _grids(data, Details(data, workbook))
    except UnreadableError as error:
        return str(error)


def _grids(data: bytes, details: Details) -> list[Grid]:
    try:
        excel = fastexcel.read_excel(data)
        if len(excel.sheet_names) > _MOST_SHEETS:
            count = len(excel.sheet_names)
            raise too_large(f"{count} 张工作表", f"{count} sheets")
        return [_grid(excel, name, details) for name in excel.sheet_names]
    except fastexcel.FastExcelError as error:
        raise UnreadableError(ENCRYPTED) if "password" in str(error) else damaged() from error


def _grid(excel: Any, name: str, details: Details) -> Grid:  # noqa: ANN401 - of a library without types
    loaded = excel.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)
    places = [column.absolute_index for column in loaded.selected_columns]
    frame = loaded.to_polars()
    if frame.height > _MOST_ROWS or len(places) > _MOST_COLUMNS:
        raise UnreadableError(_MUCH)
    sheet = Sheet(name, frame, places, details)
    cells: dict[tuple[int, int], str] = {}
    wrong: dict[tuple[int, int], str] = {}
    for place in places:
        for row, text in enumerate(sheet.column(place)):
            said = sheet.said(text, row, place)
            if said is None or not str(said.found).strip():
                continue
            if text is None or sheet.is_doubtful(said):
                wrong[row, place] = str(said.found)
            else:
                cells[row, place] = _exact(sheet, text, row, place)
    return Grid(name, cells, wrong)


def _exact(sheet: Sheet, text: str, row: int, place: int) -> str:
    """A text as it is; a number with all its digits, as a share where it is shown as one."""
    where = reference(row, place)
    cell = sheet.details.cell(sheet.name, where) if _may_be_number(text) else None
    if cell is None or cell.kind not in {"", "n"}:
        return text
    found = exact(cell.value) or text
    if sheet.details.is_percent(sheet.name, where):
        return f"{plain(Decimal(found) * 100)}%"
    return found


def _may_be_number(text: str) -> bool:
    return len(text) < 40 and text[:1] in "-0123456789" and ":" not in text
