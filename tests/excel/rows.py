"""A program as a sheet with an applicant a row and a definition a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from engine.executors.excel import Formulas, formulas
from engine.program import Program
from tests.engine.strategies import Row

WRONG = -7
"""What every formula is said to have given, until somebody reckons it out."""
_ROW = "\x00"


class Columns:
    """The same columns in every row; the row is filled in last."""

    def __init__(self, names: Sequence[str]) -> None:
        self._letters = {name: xl_col_to_name(place) for place, name in enumerate(names)}

    def answer(self, field: str) -> str:
        return f"{self._letters[field]}{_ROW}"

    def known(self, field: str) -> str:
        return f"NOT(ISBLANK({self.answer(field)}))"

    def cell(self, name: str) -> str:
        return f"{self._letters[name]}{_ROW}"


def write_rows(
    path: Path, program: Program, rows: Sequence[Row], fixed: Mapping[str, int]
) -> Formulas:
    """Applicants as a workbook whose formulas have never been calculated rightly."""
    made = formulas(program, fixed)
    inputs = list(rows[0])
    columns = Columns([*inputs, *made.program.definitions])
    texts = [made.text(name, columns) for name in made.program.definitions]
    workbook = Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet("rows")
    for place, name in enumerate([*inputs, *made.program.definitions]):
        sheet.write_string(0, place, name)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row.values()):
            if value is not None:
                sheet.write_number(number, place, int(value))
        for place, text in enumerate(texts, len(inputs)):
            sheet.write_formula(number, place, text.replace(_ROW, str(number + 1)), None, WRONG)
    workbook.close()
    return made


def read_rows(path: Path, names: Sequence[str]) -> pl.DataFrame:
    """The results of some definitions, a row an applicant."""
    excel: Any = fastexcel.read_excel(path)
    frame: pl.DataFrame = excel.load_sheet("rows", use_columns=list(names)).to_polars()
    whole = frame.select(pl.col(name).cast(pl.Int64) for name in names)
    assert whole.equals(
        frame.select(pl.col(name).cast(pl.Float64) for name in names).cast(pl.Int64)
    )
    return whole
