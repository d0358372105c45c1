"""CSV: a table with a row an applicant; UTF-8, UTF-16 or GB18030; comma, semicolon or tab.

Rows are counted as a spreadsheet counts them: the heads are row 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from engine.program import Program
from submissions.batch import TOLD, Batch, frame_of
from submissions.encodings import is_binary, text_of
from submissions.heads import head_of
from submissions.problems import UnreadableError, say, shown
from submissions.readers.survey import is_from_phones, plain_table
from submissions.tables import batch_of_table

SUFFIXES = (".csv", ".tsv")

_HEAD = 65_536
"""Bytes in which the line of heads ends."""
_NO_TABLE = say(
    "首行为列名、以后每行一个申报单位的表",
    "a table: heads in the first row, then a row an applicant",
)

_Told = list[tuple[object, ...]]


def read_batch(path: Path, program: Program) -> Batch:
    """The table, typed. Raises UnreadableError."""
    file = path.as_posix()
    frame, told = _frame(path.read_bytes(), file)
    if is_from_phones(frame, program):
        frame = plain_table(frame, program)
    batch = batch_of_table(frame, program, file, first=2)
    return replace(batch, problems=pl.concat([frame_of(TOLD, told), batch.problems]))


def read_columns(path: Path) -> pl.DataFrame:
    """A table as it is, every cell as text, blank as null. Raises UnreadableError."""
    frame, _ = _frame(path.read_bytes(), path.as_posix())
    return frame


def standard_of(path: Path) -> str | None:
    """The standard named in the column `standard`. Raises UnreadableError."""
    frame = read_columns(path)
    for column in frame.columns:
        if head_of(column) == "standard":
            named = frame[column].drop_nulls()
            return str(named[0]).strip() if named.len() else None
    return None


def _frame(data: bytes, file: str) -> tuple[pl.DataFrame, _Told]:
    """Every cell as text, and the problems of lines with too many cells."""
    try:
        start = data[:_HEAD].decode("utf-8-sig", "ignore")
        data[:_HEAD].partition(b"\n")[0].decode()
        frame = _fast(data, _separator(start))
    except (PolarsError, UnicodeDecodeError):
        text = text_of(data)
        start = text[:_HEAD]
        try:
            frame = _fast(text.encode(), _separator(start))
        except PolarsError:
            return _slow(text, file)
    heads = _heads(start, _separator(start))
    if len(heads) != frame.width:
        return _slow(text_of(data), file)
    frame.columns = _distinct(heads)
    return frame, []


def _fast(data: bytes, separator: str) -> pl.DataFrame:
    if is_binary(data):
        raise UnreadableError(_NO_TABLE)
    return pl.read_csv(data, separator=separator, infer_schema=False)


def _slow(text: str, file: str) -> tuple[pl.DataFrame, _Told]:
    """Line by line: for tables with lines of too many cells."""
    told: _Told = []
    try:
        lines = list(
            csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_separator(text))
        )
    except csv.Error as error:
        raise UnreadableError(_NO_TABLE) from error
    heads = lines[0] if lines else []
    if not heads:
        raise UnreadableError(_NO_TABLE)
    for number, line in enumerate(lines[1:], 2):
        further = [cell for cell in line[len(heads) :] if cell.strip()]
        if further:
            zh = f"列名只有 {len(heads)} 个，多出的单元格不用"
            en = f"there are {len(heads)} heads; cells beyond them are not used"
            where = (None, file, "", f"row {number}", "", "")
            told.append((*where, shown(", ".join(further)), say(zh, en), "ignored"))
    rows = [_filled(line, len(heads)) for line in lines[1:]]
    return pl.DataFrame(rows, schema=dict.fromkeys(_distinct(heads), pl.String), orient="row"), told


def _filled(line: list[str], width: int) -> list[str | None]:
    cells: list[str | None] = [cell or None for cell in line[:width]]
    return cells + [None] * (width - len(cells))


def _separator(text: str) -> str:
    """The sign of which the first line holds most."""
    line = text.partition("\n")[0]
    return max(",;\t", key=line.count)


def _heads(start: str, separator: str) -> list[str]:
    reader: Iterator[list[str]] = csv.reader(io.StringIO(start), delimiter=separator)
    try:
        return next(reader, [])
    except csv.Error:
        return []


def _distinct(heads: Iterable[str]) -> list[str]:
    """Heads written twice get blanks behind, so that a frame can hold them; they are told later."""
    found: list[str] = []
    for head in heads:
        name = head
        while name in found:
            name += " "
        found.append(name)
    return found
