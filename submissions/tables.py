"""A table with a row an applicant -> a batch; what its columns are called.

    applicant, name, district, category     who (Chinese heads are known too: 代码, 名称, 地区, 类别)
    standard, edition                       where the table says them
    <field>                                 an answer
    na:<criterion>                          the reason of a not-applicable claim
    ev:<criterion>                          papers, parted by `;`, or whether there are any
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from engine.answers import ORIGIN, SAID
from engine.program import Program, evidence_of
from submissions.batch import CLAIMED, SENT, TOLD, UNREAD, Batch, frame_of
from submissions.claims import claim_in, papers_in
from submissions.columns import Typed, typed
from submissions.identity import ELEVEN, PLAIN, code_of, made_of
from submissions.interpret import NO_CODE, groups_of, other_standard, unknown_field
from submissions.problems import say, shown, written
from submissions.quantities import half_width
from submissions.words import BLANK, Vocabulary

PEOPLE = ("applicant", "name", "district", "category")
_HEADS = {
    **{"代码": "applicant", "编号": "applicant", "code": "applicant"},
    **{"名称": "name", "单位名称": "name", "地区": "district", "区县": "district"},
    "类别": "category",
}
_LONGEST_ORIGIN = 20_000
"""Rows up to which the origin of every single value is kept."""

_Told = tuple[int | None, str, str, str, str, str, str, str, str]


@dataclass
class _Table:
    """A table being read: which column is what, and the problems met."""

    frame: pl.DataFrame
    program: Program
    file: str
    first: int
    heads: dict[str, str] = field(default_factory=dict)
    told: list[_Told] = field(default_factory=list)

    def tell(self, row: int | None, name: str, found: object, allowed: str, effect: str) -> None:
        """Note a problem of a cell, or of a whole column (no row)."""
        cell = f"column {name}" if row is None else self.cell(row, name)
        said = (shown(found), allowed, effect)
        self.told.append((row, self.file, "", cell, "", name, *said))

    def cell(self, row: int, name: str) -> str:
        """`row 5, column 2.3`."""
        return f"row {row + self.first}, column {name}"

    def column(self, head: str) -> pl.Series | None:
        """The column of a role, if the table has it."""
        return self.frame[self.heads[head]] if head in self.heads else None
