"""Plain tables in a workbook: a row an applicant, with field ids as heads below any title rows.

The heads are those of `submissions.heads`: `applicant` or 代码, name, district, category, fields,
`na:<criterion>`, `ev:<criterion>`. Merged cells count as filled throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.program import Program
from submissions.heads import PEOPLE, head_of
from submissions.interpret import unknown_field
from submissions.problems import UnreadableError, say
from submissions.raw import Problem, Raw, Said
from submissions.readers.guard import MOST_CELLS, damaged
from submissions.readers.references import column_of, letters
from submissions.readers.sheets import NOT_CALCULATED, Sheet

_HEAD_ROWS = 20
_PERSON = {"applicant": "code", "name": "name", "district": "district", "category": "category"}
_FOREIGN = say(
    "既不是本程序的填报表，也不是以填报项编号为列名的表；空白填报表用 `dabiao form` 生成，"
    "表格首列为 applicant（代码），其余列名为填报项编号",
    "neither a form of this program nor a table with field ids as heads; make a blank form with"
    " `dabiao form`, or head the columns `applicant` and the ids of the fields",
)
_EMPTY = say("工作簿是空的", "the workbook is empty")
_TWICE = say("同名列只用第一列", "of columns of one name the first counts")


def raws_of(sheets: Sequence[Sheet], program: Program | None, file: str, digest: str) -> list[Raw]:
    """A submission for every row of every table. Raises UnreadableError where there is no table.

    Without a program a table is known by its head `applicant` alone.
    """
    if not any(sheet.frame.height for sheet in sheets):
        raise UnreadableError(_EMPTY)
    raws: list[Raw] = []
    found = False
    for sheet in sheets:
        head = _head_row(sheet, program)
        if head is not None:
            found = True
            raws += _Table(sheet, head, program).raws(file, digest)
    if not found:
        raise UnreadableError(_FOREIGN)
    return raws


def _head_row(sheet: Sheet, program: Program | None) -> int | None:
    """The row with the most heads; None where no row has a code of applicants and another."""
    best, most = None, 0
    for row, cells in enumerate(sheet.frame.head(_HEAD_ROWS).rows()):
        heads = {head_of(cell) for cell in cells if cell}
        known = {head for head in heads if _is_known(head, program)}
        fits = "applicant" in heads or len(known - set(PEOPLE)) > 1
        if fits and len(known) > max(most, 1):
            best, most = row, len(known)
    return best


def _is_known(head: str, program: Program | None) -> bool:
    if head in PEOPLE or head in {"standard", "edition"}:
        return True
    if program is None:
        return False
    kind, _, id_ = head.partition(":")
    is_criterion = kind in {"na", "ev"} and id_ in program.by_criterion
    return head in program.standard.asked or is_criterion


class _Table:
    """One table being read."""

    def __init__(self, sheet: Sheet, head: int, program: Program | None) -> None:
        self.sheet = sheet
        self.head = head
        self.program = program
        self.first = sheet.columns[0]
        self.columns = [sheet.column(place) for place in sheet.columns]
        self.heads: dict[int, str] = {}
        self.told: list[tuple[str, Said, str]] = []
        for place, cells in enumerate(self.columns):
            if cells[head]:
                self._head(place, head_of(str(cells[head])))

    def raws(self, file: str, digest: str) -> list[Raw]:
        """A submission for every row below the heads in which anything is written."""
        rows = list(self._rows())
        self._fill_merged()
        found = [self._raw(row, file, digest) for row in rows]
        if found:
            for name, said, allowed in self.told:
                where = (file, said.sheet, said.cell)
                found[0].problems.append(Problem(*where, "", name, "", allowed, "ignored"))
        return found

    def _rows(self) -> Iterator[int]:
        for row in range(self.head + 1, self.sheet.frame.height):
            if any(cell and cell.strip() for n in self.heads if (cell := self.columns[n][row])):
                yield row

    def _head(self, place: int, name: str) -> None:
        where = Said(name, self.sheet.name, f"{letters(self.first + place)}{self.head + 1}")
        if name in self.heads.values():
            self.told.append((name, where, _TWICE))
        elif _is_known(name, self.program):
            self.heads[place] = name
        elif self.program is not None and any(self.columns[place][self.head + 1 :]):
            names = [*self.program.standard.asked, *PEOPLE]
            self.told.append((name, where, unknown_field(name, names, "列", "column")))

    def _raw(self, row: int, file: str, digest: str) -> Raw:
        raw = Raw(file, digest)
        asked = self.program.standard.asked if self.program else {}
        for place, name in self.heads.items():
            column = self.first + place
            said = self.sheet.said(self.columns[place][row], row, column, asked.get(name))
            if said is None:
                continue
            if name in asked:
                raw.answers[name] = said
                if self.sheet.is_doubtful(said):
                    where = (file, said.sheet, said.cell, "")
                    raw.problems.append(Problem(*where, name, "0", NOT_CALCULATED, "question"))
            else:
                _beside(raw, name, said)
        return raw

    def _fill_merged(self) -> None:
        """The cell at the top left of a merged range fills all of it."""
        filled = 0
        for left, top, right, bottom in self.sheet.details.merged(self.sheet.name):
            first, last = column_of(left) - self.first, column_of(right) - self.first
            if not 0 <= first < len(self.columns) or top > self.sheet.frame.height:
                continue
            cell = self.columns[first][top - 1]
            for column in self.columns[first : last + 1]:
                rows = range(top - 1, min(bottom, len(column)))
                filled += len(rows)
                if filled > MOST_CELLS:
                    raise damaged()
                for row in rows:
                    column[row] = cell


def _beside(raw: Raw, name: str, said: Said) -> None:
    """What is no answer: who, the standard, a claim, papers."""
    kind, _, id_ = name.partition(":")
    if name in _PERSON:
        raw.applicant[_PERSON[name]] = str(said.found)
    elif name == "standard":
        raw.standard = str(said.found)
    elif name == "edition":
        raw.edition = str(said.found)
    elif kind == "na":
        raw.claims[id_] = said
    else:
        raw.evidence[id_] = said
