"""Reading a form workbook back by its hidden ids, wherever its rows, columns and sheets went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.program import Program
from submissions.forms.layout import ANSWER, CLAIM, CRITERION, EVIDENCE, MARK, PERSON, VERSION, mark_in
from submissions.problems import UnreadableError, say, shown
from submissions.raw import Problem, Raw, Said
from submissions.readers.sheets import NOT_CALCULATED, Sheet

_ROWS, _COLUMNS = 20, 8
"""Where the mark is looked for."""
_MOST_NAMED = 12
_TWICE = say("同一填报项在表中出现两次，以第一处为准", "asked twice in the workbook; the first counts")


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet with a mark: where it stands, and the columns by what they hold."""

    sheet: Sheet
    mark: dict[str, Any]
    row: int
    ids: int
    columns: dict[str, int]


def form_sheet(sheet: Sheet) -> FormSheet | None:
    """The sheet with its mark; None where it has none."""
    first = sheet.first_column
    for column in range(first, min(first + _COLUMNS, first + sheet.frame.width)):
        for row, cell in enumerate(sheet.column(column)[:_ROWS]):
            mark = mark_in(cell)
            if mark is not None:
                heads = sheet.frame.row(row)
                columns = {head: first + n for n, head in enumerate(heads) if head}
                return FormSheet(sheet, mark, row, column, columns)
    return None


def raw_of(forms: Sequence[FormSheet], program: Program | None, file: str, digest: str) -> Raw:
    """The submission in a form workbook. Raises UnreadableError for a form of later versions."""
    mark = forms[0].mark
    if mark[MARK] != VERSION:
        raise UnreadableError(
            say(
                "填报表出自更新版本的 dabiao；请升级后再读",
                "the form was made by a later version of dabiao; install that to read it",
            )
        )
    raw = Raw(file, digest, standard=str(mark["standard"]), edition=str(mark["edition"]))
    for form in forms:
        if [form.mark.get(k) for k in ("standard", "edition")] != [raw.standard, raw.edition]:
            other = say("另一标准或版本的工作表，不读", "a sheet of another standard or edition")
            _tell(raw, Said("", form.sheet.name), "", other, "ignored")
        else:
            _read(form, program, raw)
    if program is not None and raw.standard == program.standard.standard:
        _tell_missing(raw, forms, program)
    return raw
