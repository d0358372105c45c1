"""Reading a form workbook back by its hidden ids, wherever its rows, columns and sheets went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.program import Program
from submissions.forms.layout import (
    ANSWER,
    CLAIM,
    COLUMNS,
    COVER_COLUMNS,
    CRITERION,
    EVIDENCE,
    MARK,
    PERSON,
    VERSION,
    mark_in,
)
from submissions.problems import UnreadableError, say, shown
from submissions.raw import Problem, Raw, Said
from submissions.readers.references import reference
from submissions.readers.sheets import NOT_CALCULATED, Sheet

_NAMES = (CRITERION, ANSWER, CLAIM, EVIDENCE)
_PLACES = [
    {name: columns.index(name) for name in _NAMES if name in columns}
    for columns in (COVER_COLUMNS, COLUMNS)
]
_ROWS, _COLUMNS = 20, 8
"""Where the mark is looked for."""
_MOST_NAMED = 12
_TWICE = say(
    "同一填报项在表中出现两次，以第一处为准", "asked twice in the workbook; the first counts"
)


_BROKEN = say(
    "填报表的隐藏行或隐藏列已被删改；请重新取一份空表填写",
    "the hidden row or columns of the form were changed; fill in a fresh form",
)
_LATER = say(
    "填报表出自更新版本的 dabiao；请升级后再读",
    "the form was made by a later version of dabiao; install that to read it",
)
_OTHER_SHEET = say(
    "这一工作表属于另一标准或版本，不读", "the sheet is of another standard or edition; not read"
)
_OTHER_TEXT = say(
    "填报表按本版本的另一文本制成；请核对是否有改动",
    "the form was made from another text of this edition; please check what has changed",
)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet with a mark: where it stands, and the columns by what they hold."""

    sheet: Sheet
    mark: dict[str, Any]
    row: int
    ids: int
    columns: dict[str, int]

    @property
    def is_unmoved(self) -> bool:
        """Whether every column that is read stands where the form had it."""
        found = {name: place for name, place in self.columns.items() if name in _NAMES}
        return self.ids == 0 and found in _PLACES


def form_sheet(sheet: Sheet) -> FormSheet | None:
    """The sheet with its mark; None where it has none."""
    for column in sheet.columns[:_COLUMNS]:
        for row, cell in enumerate(sheet.column(column)[:_ROWS]):
            mark = mark_in(cell)
            if mark is not None:
                heads = zip(sheet.columns, sheet.frame.row(row), strict=True)
                columns = {head: place for place, head in heads if head}
                return FormSheet(sheet, mark, row, column, columns)
    return None


def raw_of(forms: Sequence[FormSheet], program: Program | None, file: str, digest: str) -> Raw:
    """The submission in a form workbook. Raises UnreadableError for a form it cannot follow."""
    mark = forms[0].mark
    version = mark[MARK]
    if not isinstance(version, int) or version > VERSION:
        raise UnreadableError(_LATER)
    standard, edition = str(mark.get("standard", "")), str(mark.get("edition", ""))
    reading = _Reading(Raw(file, digest, standard, edition), program)
    for form in forms:
        if (form.mark.get("standard"), form.mark.get("edition")) == (standard, edition):
            reading.read(form)
        else:
            reading.tell("", Said("", form.sheet.name), _OTHER_SHEET, "ignored")
    if program is not None:
        known = program.standard
        if (standard, edition) == (known.standard, known.edition):
            reading.tell_changes(str(mark.get("digest", "")), program)
    return reading.raw


class _Reading:
    """One submission being read."""

    def __init__(self, raw: Raw, program: Program | None) -> None:
        self.raw = raw
        self._asked = program.standard.asked if program else {}
        self._seen: set[str] = set()

    def read(self, form: FormSheet) -> None:
        """The answers, claims and evidence of a sheet."""
        sheet, columns = form.sheet, form.columns
        if ANSWER not in columns:
            raise UnreadableError(_BROKEN)
        place = columns[ANSWER]
        texts = sheet.column(place)
        for row, id_ in _below(sheet.column(form.ids), form.row):
            asked = self._asked.get(id_)
            said = sheet.said(texts[row], row, place, asked)
            if id_ in self._seen:
                if said is not None:
                    self.tell(id_, said, _TWICE, "ignored")
                continue
            self._seen.add(id_)
            if said is not None:
                self._answer(id_, said, sheet)
        if CRITERION in columns:
            criteria = _below(sheet.column(columns[CRITERION]), form.row)
            for name, target in ((CLAIM, self.raw.claims), (EVIDENCE, self.raw.evidence)):
                if criteria and name in columns:
                    _beside(criteria, sheet, columns[name], target)

    def _answer(self, id_: str, said: Said, sheet: Sheet) -> None:
        if id_.startswith(PERSON):
            self.raw.applicant[id_.removeprefix(PERSON)] = str(said.found)
            return
        self.raw.answers[id_] = said
        if sheet.is_doubtful(said):
            self.tell(id_, said, NOT_CALCULATED, "question")

    def tell(self, name: str, said: Said, allowed: str, effect: str) -> None:
        """Note a problem."""
        where = (self.raw.file, said.sheet, said.cell)
        problem = Problem(*where, "", name, shown(said.found), allowed, effect)
        self.raw.problems.append(problem)

    def tell_changes(self, digest: str, program: Program) -> None:
        """Tell of another text of the standard, and of rows that are no longer there."""
        if digest != program.digest:
            self.tell("standard", Said(digest), _OTHER_TEXT, "note")
        missing = [id_ for id_ in program.standard.asked if id_ not in self._seen]
        if missing:
            named = ", ".join(missing[:_MOST_NAMED]) + ("…" if len(missing) > _MOST_NAMED else "")
            allowed = say(
                f"表中缺 {len(missing)} 个填报项(工作表或行被删):{named}",
                f"{len(missing)} questions are missing (sheets or rows were deleted): {named}",
            )
            self.tell("", Said(""), allowed, "question")


def _below(ids: list[str | None], row: int) -> list[tuple[int, str]]:
    """Rows below the mark with an id, trimmed."""
    return [(n, id_.strip()) for n, id_ in enumerate(ids) if id_ and n > row]


def _beside(
    criteria: list[tuple[int, str]], sheet: Sheet, column: int, target: dict[str, Said]
) -> None:
    """What is said of criteria in a column; of a criterion the first counts."""
    texts = sheet.column(column)
    for row, id_ in criteria:
        if texts[row] is not None and id_ not in target:
            target[id_] = Said(texts[row], sheet.name, reference(row, column))
