"""Workbooks: a form filled in, or a plain table with a row an applicant."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import fastexcel

from engine.program import Program
from submissions.problems import UnreadableError
from submissions.raw import Raw
from submissions.readers.details import Details
from submissions.readers.form_sheets import form_sheet, raw_of
from submissions.readers.guard import ENCRYPTED, MOST_BYTES, damaged, look, too_large
from submissions.readers.sheets import Sheet
from submissions.readers.table_sheets import raws_of

SUFFIXES = (".xlsx", ".xlsm")

_MOST_SHEETS = 300


def read(path: Path, program: Program | None) -> list[Raw]:
    """The submissions in a workbook. Raises UnreadableError."""
    data = _bytes(path)
    sheets = _sheets(data)
    digest = f"sha256:{sha256(data).hexdigest()}"
    forms = [form for form in map(form_sheet, sheets) if form is not None]
    if forms:
        return [raw_of(forms, program, path.as_posix(), digest)]
    return raws_of(sheets, program, path.as_posix(), digest)


def is_safe(path: Path) -> bool:
    """Whether reading the workbook cannot harm the process: it is plain, or refused at once."""
    try:
        return look(_bytes(path)).is_plain
    except UnreadableError:
        return True


def _refuse_many(names: list[str]) -> None:
    if len(names) > _MOST_SHEETS:
        raise too_large(f"{len(names)} 张工作表", f"{len(names)} sheets")


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(f"{size >> 20} MB", f"{size >> 20} MB")
    return path.read_bytes()


def _sheets(data: bytes) -> list[Sheet]:
    """Every sheet as texts, hidden ones too."""
    workbook = look(data)
    details = Details(data, workbook)
    try:
        excel = fastexcel.read_excel(data)
        names = excel.sheet_names
        _refuse_many(names)
        sheets = []
        for name in names:
            loaded = excel.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)
            columns = loaded.available_columns()
            if columns:
                first = columns[0].absolute_index
                sheets.append(Sheet(name, loaded.to_polars(), first, workbook, details))
    except fastexcel.FastExcelError as error:
        if "password" in str(error):
            raise UnreadableError(ENCRYPTED) from error
        raise damaged() from error
    except UnreadableError:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which is no Exception, nor exported
            raise
        raise damaged() from error
    return sheets
