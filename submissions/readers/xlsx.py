"""Workbooks: a form filled in, or a plain table with a row an applicant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import fastexcel

from engine.program import Program
from submissions.forms.layout import READ_COLUMNS
from submissions.forms.words import OWN_SHEETS
from submissions.problems import UnreadableError
from submissions.raw import Raw
from submissions.readers.details import Details
from submissions.readers.form_sheets import FormSheet, form_sheet, raw_of
from submissions.readers.guard import ENCRYPTED, MOST_BYTES, damaged, glance, look, too_large
from submissions.readers.sheets import Sheet
from submissions.readers.table_sheets import raws_of
from submissions.worker import may_break

SUFFIXES = (".xlsx", ".xlsm")

_MOST_SHEETS = 300
_PROPERTIES = "docprops/custom.xml"
"""A part that forms have and few other workbooks: worth a try at reading a form's columns only."""


def read(path: Path, program: Program | None) -> list[Raw]:
    """The submissions in a workbook. Raises UnreadableError."""
    data = _bytes(path)
    workbook = glance(data) if may_break() else look(data)
    digest = f"sha256:{sha256(data).hexdigest()}"
    details = Details(data, workbook)
    if _PROPERTIES in workbook.entries:
        forms = _forms(_sheets(data, details, _of_forms))
        if forms and all(form.is_unmoved for form in forms):
            return [raw_of(forms, program, path.as_posix(), digest)]
    sheets = list(_sheets(data, details, None))
    forms = _forms(sheets)
    if forms:
        return [raw_of(forms, program, path.as_posix(), digest)]
    return raws_of(sheets, program, path.as_posix(), digest)


def cells(path: Path) -> list[tuple[str, list[tuple[str | None, ...]]]]:
    """Name and cells of every sheet, as texts, null where empty. Raises UnreadableError.

    To be called in a worker process: the file may break it.
    """
    data = _bytes(path)
    workbook = glance(data) if may_break() else look(data)
    return [
        (sheet.name, sheet.frame.rows()) for sheet in _sheets(data, Details(data, workbook), None)
    ]


def _forms(sheets: Iterable[Sheet]) -> list[FormSheet]:
    return [form for sheet in sheets if (form := form_sheet(sheet)) is not None]


def _of_forms(column: Any) -> bool:  # noqa: ANN401 - of a library without types
    """Whether a column is one that a form holds ids and answers in, where nobody moved it."""
    return column.absolute_index in READ_COLUMNS


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


def _sheets(
    data: bytes, details: Details, use_columns: Callable[[Any], bool] | None
) -> Iterator[Sheet]:
    """Every sheet as texts, hidden ones too.

    `use_columns`: which of their columns, in a form; its sheets without answers are left out then.
    """
    try:
        excel = fastexcel.read_excel(data)
        names = excel.sheet_names
        _refuse_many(names)
        for name in names:
            if use_columns is not None and name in OWN_SHEETS:
                continue
            loaded = excel.load_sheet(
                name, header_row=None, dtypes="string", skip_rows=0, use_columns=use_columns
            )
            columns = [column.absolute_index for column in loaded.selected_columns]
            if columns:
                yield Sheet(name, loaded.to_polars(), columns, details)
    except fastexcel.FastExcelError as error:
        raise UnreadableError(ENCRYPTED) if "password" in str(error) else damaged() from error
    except Exception:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which is no Exception, nor exported
            raise
        raise damaged() from error
