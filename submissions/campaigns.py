"""Campaigns from files: YAML, or a table of responsibilities as CSV or workbook.

A table has a row a line: `for` (a criterion, `4.*`, `part 4`, `all`, `stage 5`; several parted by
`、` or `;`), `department`, `person`, `contact`, `deadline`, and `from` for stages. The heads may be
Chinese: 适用, 责任单位, 责任人, 联系方式, 完成期限, 开始.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from standards.campaign import (
    SUFFIXES,
    Campaign,
    CampaignStage,
    Department,
    Places,
    checked,
    load_campaign,
)
from standards.duty import EVERYTHING, Duty
from standards.faults import Fault, StandardError
from standards.faults import Path as Place
from standards.model import Standard
from standards.text import Phrase
from submissions.attempts import Failed, attempt, attempt_apart
from submissions.days import understand_day
from submissions.problems import in_language
from submissions.quantities import half_width
from submissions.readers import csv_, xlsx
from submissions.words import is_blank

_HEADS = {
    "适用": "for",
    "指标": "for",
    "criterion": "for",
    "责任单位": "department",
    "责任部门": "department",
    "责任人": "person",
    "联系方式": "contact",
    "电话": "contact",
    "完成期限": "deadline",
    "期限": "deadline",
    "结束": "deadline",
    "to": "deadline",
    "开始": "from",
}
_COLUMNS = ("for", "department", "person", "contact", "deadline", "from")
_SEPARATOR = re.compile(r"[、;；\n]")
_EVERYTHING = {"全部", "所有", "*"}
_PART = re.compile(r"(?:部分|part)\s*(\S.*)", re.IGNORECASE)
_STAGE = re.compile(r"(?:阶段|stage)\s*(\S.*)", re.IGNORECASE)
_MOST_HEAD_ROWS = 20
_WORKBOOKS = (".xlsx", ".xlsm")
_EPOCH = date(1970, 1, 1)
Cells = Sequence[Sequence[str | None]]


def read_campaign(path: Path, standard: Standard) -> Campaign:
    """A campaign of a standard. Raises StandardError with every fault and its place; OSError."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return load_campaign(path, standard)
    if suffix in csv_.SUFFIXES:
        found = attempt(csv_.read_columns, path)
        if isinstance(found, Failed):
            raise _refused(path, in_language(found.sentence, "en"))
        cells: Cells = [found.columns, *found.iter_rows()]
        return _of_table(_Table(str(path), path.stem, cells), standard)
    if suffix in _WORKBOOKS:
        path.stat()  # what is not there is told as such
        sheets = attempt_apart(xlsx.cells, path)
        if isinstance(sheets, Failed):
            raise _refused(path, in_language(sheets.sentence, "en"))
        for name, rows in sheets:
            if _head_row(rows) is not None:
                return _of_table(_Table(f"{path}!{name}", path.stem, rows), standard)
        raise _refused(path, f"no sheet has the heads `for` and one of {', '.join(_COLUMNS[1:])}")
    allowed = ", ".join((*SUFFIXES, *csv_.SUFFIXES, *_WORKBOOKS))
    raise _refused(path, f"a campaign cannot be read from '{path.suffix}'; allowed: {allowed}")


def _refused(path: Path, message: str) -> StandardError:
    return StandardError([Fault(1, 1, message, str(path))])


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it is: where it stands, the campaign's name, and its cells."""

    name: str
    title: str
    cells: Cells


def _head_row(cells: Cells) -> int | None:
    """The place of the row of heads."""
    for place, row in enumerate(cells[:_MOST_HEAD_ROWS]):
        heads = {_head(cell) for cell in row}
        if "for" in heads and len(heads & set(_COLUMNS)) > 1:
            return place
    return None


def _head(cell: str | None) -> str:
    name = half_width(cell or "").strip().lower()
    return _HEADS.get(name, name)


def _of_table(table: _Table, standard: Standard) -> Campaign:
    first = _head_row(table.cells)
    if first is None:
        heads = ", ".join(_COLUMNS)
        message = f"this is no table of responsibilities; its heads are {heads} (or in Chinese)"
        raise StandardError([Fault(1, 1, message, table.name)])
    reading = _Reading(table, standard, [_head(cell) for cell in table.cells[first]])
    for place, row in enumerate(table.cells[first + 1 :], first + 2):
        reading.row(place, row)
    if reading.faults:
        raise StandardError(sorted(reading.faults))
    campaign = Campaign(
        campaign=Phrase(zh=table.title),
        standard=standard.standard,
        departments=reading.departments,
        responsibilities=tuple(reading.duties),
        stages=tuple(reading.stages),
    )
    return checked(campaign, standard, Places(table.name, rows=tuple(reading.places)))


class _Reading:
    """A table being read, row by row."""

    def __init__(self, table: _Table, standard: Standard, heads: Sequence[str]) -> None:
        self.table = table
        self.standard = standard
        self.heads = heads
        self.departments: dict[str, Department] = {}
        self.duties: list[Duty] = []
        self.stages: list[CampaignStage] = []
        self.places: list[tuple[Place, int]] = []
        self.faults: list[Fault] = []

    def row(self, line: int, cells: Sequence[str | None]) -> None:
        """One row; an empty one says nothing."""
        said: dict[str, str] = {}
        columns: dict[str, int] = {}
        for column, (head, cell) in enumerate(zip(self.heads, cells, strict=False), 1):
            if head in _COLUMNS and not is_blank(cell) and head not in said:
                said[head], columns[head] = (cell or "").strip(), column
        if not said:
            return
        if "for" not in said:
            self._fault(line, 1, "`for` is empty; say which criteria (such as 4.2, part 4, all)")
            return
        days = {name: self._day(line, columns[name], said[name]) for name in _DAYS if name in said}
        stage = _STAGE.fullmatch(said["for"])
        if stage:
            self._stage(line, stage[1].strip(), said, days)
        elif len(said) == 1 or "from" in said:
            told = "`from` belongs to stages" if "from" in said else "nobody and no day is named"
            self._fault(line, columns.get("from", columns["for"]), told)
        else:
            self._duty(line, said, days)

    def _stage(
        self, line: int, name: str, said: dict[str, str], days: dict[str, date | None]
    ) -> None:
        self.places.append((("stages", len(self.stages)), line))
        by = self._department(said.get("department"))
        given = {"stage": name, "from": days.get("from"), "to": days.get("deadline"), "by": by}
        self.stages.append(CampaignStage.model_validate(given))

    def _duty(self, line: int, said: dict[str, str], days: dict[str, date | None]) -> None:
        if "deadline" in said and days["deadline"] is None:
            return  # told already
        self.places.append((("responsibilities", len(self.duties)), line))
        given = {
            "for": [_selector(part) for part in _SEPARATOR.split(said["for"]) if part.strip()],
            "department": self._department(said.get("department")),
            "person": said.get("person"),
            "contact": said.get("contact"),
            "deadline": days.get("deadline"),
        }
        self.duties.append(Duty.model_validate(given))

    def _department(self, name: str | None) -> str | None:
        """The key of a department by its key or name; a new one bears its name as key."""
        if name is None:
            return None
        for key, title in self.standard.departments.items():
            if name in (key, title.zh, title.en):
                return key
        self.departments[name] = Department(name=Phrase(zh=name))
        return name

    def _day(self, line: int, column: int, text: str) -> date | None:
        understood = understand_day(text.removesuffix(" 00:00:00"))
        if isinstance(understood.value, int):
            return _EPOCH + timedelta(days=understood.value)
        self._fault(line, column, f"found '{text}'; a day such as 2026-09-30 is needed")
        return None

    def _fault(self, line: int, column: int, message: str) -> None:
        self.faults.append(Fault(line, column, message, self.table.name))


_DAYS = ("deadline", "from")


def _selector(text: str) -> str:
    plain = half_width(text).strip()
    if plain in _EVERYTHING:
        return EVERYTHING
    part = _PART.fullmatch(plain)
    return f"part {part[1].strip()}" if part else plain
