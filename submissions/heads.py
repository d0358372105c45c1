"""The heads of a table with a row an applicant, and the problems met while it is read.

applicant, name, district, category     who (Chinese heads are known too: 代码, 名称, 地区, 类别)
standard, edition                       where the table says them
<field>                                 an answer
na:<criterion>                          the reason of a not-applicable claim
ev:<criterion>                          papers, parted by `;`, or whether there are any
"""

from __future__ import annotations

import polars as pl

from engine.program import Program
from submissions.interpret import groups_of, unknown_field
from submissions.problems import say, shown
from submissions.quantities import half_width

PEOPLE = ("applicant", "name", "district", "category")
_OTHERS = (*PEOPLE, "standard", "edition")
_HEADS = {
    "代码": "applicant",
    "编号": "applicant",
    "code": "applicant",
    "名称": "name",
    "单位名称": "name",
    "地区": "district",
    "区县": "district",
    "类别": "category",
}


def head_of(column: str) -> str:
    """The name of a column that tells who; any other as it is, trimmed."""
    name = half_width(column).strip().strip("\ufeff")
    return _HEADS.get(name, name)


class Table:
    """A table being read: which column is what, and the problems met."""

    def __init__(self, frame: pl.DataFrame, program: Program, file: str, first: int) -> None:
        self.frame = frame
        self.program = program
        self.file = file
        self.lines = pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True)
        self.told: list[tuple[object, ...]] = []
        self.fields: dict[str, str] = {}
        self.claims: dict[str, str] = {}
        self.evidence: dict[str, str] = {}
        self.others: dict[str, str] = {}
        self._sort_columns()

    def tell(self, row: int | None, name: str, found: object, said: tuple[str, str]) -> None:
        """Note a problem of a cell, or of a whole column (no row); `said`: allowed, effect."""
        cell = f"column {name}" if row is None else self.cell(row, name)
        self.told.append((row, self.file, "", cell, "", name, shown(found), *said))

    def drop_blank_rows(self) -> None:
        """Leave out the rows in which nothing is written at all."""
        if "applicant" in self.others:
            bare = self.frame[self.others["applicant"]].is_null()
            if not bare.any():
                return
        else:
            bare = pl.repeat(True, self.frame.height, dtype=pl.Boolean, eager=True)
        rows = bare.arg_true()
        blank = (
            self.frame[rows]
            .select(
                pl.all_horizontal(
                    pl.col(name).cast(pl.String).str.strip_chars().fill_null("") == ""
                    if dtype == pl.String
                    else pl.col(name).is_null()
                    for name, dtype in self.frame.schema.items()
                )
            )
            .to_series()
        )
        if blank.any():
            kept = ~pl.repeat(False, bare.len(), dtype=pl.Boolean, eager=True).scatter(rows, blank)
            self.frame, self.lines = self.frame.filter(kept), self.lines.filter(kept)

    def cell(self, row: int, name: str) -> str:
        """`row 5, column 2.3`."""
        return f"row {self.lines[row]}, column {name}"

    def _sort_columns(self) -> None:
        asked, criteria = self.program.standard.asked, self.program.by_criterion
        for column in self.frame.columns:
            name = head_of(column)
            kind, _, id_ = name.partition(":")
            role, key = self.others, name
            if name in asked:
                role = self.fields
            elif kind in {"na", "ev"} and id_ in criteria:
                role, key = (self.claims if kind == "na" else self.evidence), id_
            elif name not in _OTHERS:
                self._tell_unknown(column, name)
                continue
            if key in role:
                twice = say("同名列只用第一列", "of columns of one name the first counts")
                self.tell(None, column, "", (twice, "ignored"))
            else:
                role[key] = column

    def _tell_unknown(self, column: str, name: str) -> None:
        if self.frame[column].null_count() == self.frame.height:
            return
        groups = groups_of(self.program)
        names = [*self.program.standard.asked, *PEOPLE]
        names += [f"{kind}:{id_}" for kind in ("na", "ev") for id_ in self.program.by_criterion]
        allowed = unknown_field(name, names, "列", "column")
        if name in groups:
            items = groups[name]
            allowed = say(f"每项一列：{'、'.join(items)}", f"a column an item: {', '.join(items)}")
        self.tell(None, column, "", (allowed, "ignored"))
