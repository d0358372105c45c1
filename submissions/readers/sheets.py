"""The cells of one sheet as texts, each with what its own XML says where the text does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from standards.field import NUMBERS, Field
from submissions.problems import say
from submissions.raw import Said
from submissions.readers.details import Details
from submissions.readers.references import letters, reference

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
NOT_CALCULATED = say(
    "公式的结果为 0；若尚未计算，请在 Excel 或 WPS 中打开后保存",
    "a formula with the result 0; if it was never calculated, open and save it in Excel or WPS",
)


class Sheet:
    """One sheet; rows and columns count from 0.

    `frame` holds every row from the first on, its cells as texts, null where empty; `columns` are
    the places of its columns in the sheet.
    """

    __slots__ = ("columns", "details", "frame", "name")

    def __init__(
        self,
        name: str,
        frame: pl.DataFrame,
        columns: Sequence[int],
        details: Details,
    ) -> None:
        self.name = name
        self.frame = frame
        self.columns = columns
        self.details = details

    def column(self, place: int) -> list[str | None]:
        """The cells of a column as texts, null where empty."""
        cells: list[str | None] = self.frame.to_series(self.columns.index(place)).to_list()
        return cells

    def said(
        self, text: str | None, row: int, column: int, asked: Field | None = None
    ) -> Said | None:
        """What a cell says of which the frame holds a text; `asked`: the field it answers.

        None where it is empty.
        """
        if text is None:
            if self.details.shows_all(self.name, letters(column)):
                return None
            text = self._unseen(row, column)
            if text is None:
                return None
        elif asked is not None and asked.type in NUMBERS:
            text = self._number(text, row, column, asked)
        return Said(text, self.name, f"{letters(column)}{row + 1}")

    def is_doubtful(self, said: Said) -> bool:
        """Whether a cell is a formula whose result 0 may mean that it was never calculated."""
        if said.found != "0" or self.details.shows_all(self.name, said.cell.rstrip("0123456789")):
            return False
        cell = self.details.cell(self.name, said.cell)
        return cell is not None and cell.formula is not None

    def _unseen(self, row: int, column: int) -> str | None:
        """What stands in a cell that looks empty: an error, or a formula without a result."""
        cell = self.details.cell(self.name, reference(row, column))
        if cell is None:
            return None
        if cell.kind == "e":
            return cell.value or "#N/A"
        if cell.formula is not None and not cell.value and cell.kind != "str":
            return f"={cell.formula}"
        return None

    def _number(self, text: str, row: int, column: int, asked: Field) -> str:
        """With all its digits, and with the sign where it is shown as a percentage.

        The parser rounds to nine decimals, which matters where the field's places are rounded to
        once more.
        """
        is_percent = asked.type == "rate" or (asked.unit is not None and asked.unit.zh == "%")
        is_cut = len(text.partition(".")[2]) > asked.places
        if not (is_percent or is_cut) or _NUMBER.fullmatch(text) is None:
            return text
        where = reference(row, column)
        if is_cut:
            cell = self.details.cell(self.name, where)
            if cell is not None and cell.kind in {"", "n"}:
                text = exact(cell.value) or text
        if is_percent and self.details.is_percent(self.name, where):
            return f"{(Decimal(text) * 100).normalize():f}%"
        return text


def exact(value: str) -> str | None:
    """A number as a spreadsheet means it: 15 digits of the binary number; None if it is none."""
    try:
        number = float(value)
    except ValueError:
        return None
    return f"{Decimal(f'{number:.15g}'):f}" if abs(number) < 1e300 else None
