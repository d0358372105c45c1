"""Workbooks for the tests: a good one, opened by an independent library and spoilt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from standards.scaffold import template_tree
from standards.text import Language
from submissions.rubrics import Imported, read_rubric, save

Change = Callable[[Workbook], None]


def book(folder: Path, language: Language = "zh") -> Path:
    """The workbook of the new standard."""
    path = folder / "rubric.xlsx"
    save(template_tree("rubric", language), path, language)
    return path


def changed(folder: Path, change: Change) -> Path:
    """The same workbook after a change."""
    path = book(folder)
    opened = openpyxl.load_workbook(path)
    change(opened)
    opened.save(path)
    return path


def imported(folder: Path, change: Change) -> Imported:
    """What is found in the changed workbook."""
    return read_rubric(changed(folder, change))


def sheet(opened: Workbook, name: str) -> Worksheet:
    """A sheet by its name."""
    found = opened[name]
    assert isinstance(found, Worksheet)
    return found


def column(opened: Worksheet, head: str) -> int:
    """The number of a column by its head, from 1."""
    return next(cell.column for cell in opened[1] if cell.value == head)


def put(sheet_name: str, head: str, row: int, value: object) -> Change:
    """Write into the cell of a column and row."""

    def change(opened: Workbook) -> None:
        found = sheet(opened, sheet_name)
        found.cell(row, column(found, head)).value = value  # type: ignore[assignment] # anything

    return change


def told(found: Imported) -> list[str]:
    """The faults as lines, without the notes."""
    return [str(fault) for fault in found.faults if fault.weight == "error"]
