"""The form as a workbook: a cover, a sheet for every part, drop-downs and ranges, A4 print."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from engine.program import Program
from standards.lowering import setting_of
from standards.text import Language
from submissions.forms import words
from submissions.forms.calculation import Calculation
from submissions.forms.cells import Cells, Lists
from submissions.forms.hidden import write_hidden
from submissions.forms.layout import VERSION, Layout, labels
from submissions.forms.looks import COVER_WIDTHS, WIDTHS, formats
from submissions.forms.overview import write_overview
from submissions.forms.results import Results
from submissions.forms.sheets import write_cover, write_part
from submissions.forms.worked import Worked, cells_of
from submissions.raw import Raw

SUFFIX = ".xlsx"

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same form has the same bytes whenever it is made


def write(program: Program, path: Path, language: Language) -> None:
    """The blank form of a standard."""
    XlsxForm(program, language).save(path)


def write_on(program: Program, path: Path, language: Language, as_of: date) -> None:
    """The blank form of a standard, which scores itself as on the day of judgement."""
    XlsxForm(program, language, as_of).save(path)


def fill(program: Program, raw: Raw, path: Path, language: Language = "zh") -> None:
    """A form filled in; for many of them keep an `XlsxForm`."""
    XlsxForm(program, language).save(path, raw)


@dataclass(frozen=True)
class XlsxForm:
    """The form of a standard in one language; `save` writes as many as are wanted.

    `as_of` is the day of judgement of the score that it shows; without it the end of the edition's
    year, so that no clock is asked.
    """

    program: Program
    language: Language = "zh"
    as_of: date | None = None

    @cached_property
    def layout(self) -> Layout:
        """Which cell holds what."""
        return Layout(self.program, self.language)

    @cached_property
    def calculation(self) -> Calculation:
        """What the hidden sheet holds."""
        return Calculation(self.layout, self.as_of or last_day(self.program))

    @cached_property
    def rules(self) -> dict[str, str]:
        """The rule of every criterion in words."""
        standard = self.program.standard
        return {
            c.id: c.rule.words(setting_of(standard, c)).in_(self.language)
            for c in standard.criteria
        }

    def save(self, path: Path, raw: Raw | None = None) -> None:
        """Write a form, blank or with the answers, claims, evidence and applicant of `raw`.

        Written to a temporary name and renamed when whole. Raises ValueError for a text that no
        cell can hold, OSError.
        """
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        os.close(handle)
        made = Path(name)
        try:
            workbook = Workbook(name, {"in_memory": True})
            self._write(workbook, raw or Raw(""))
            workbook.close()
            made.chmod(0o666 & ~_umask())
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)

    def _write(self, workbook: Workbook, raw: Raw) -> None:
        _describe(workbook, self.layout)
        looks = formats(workbook, self.language)
        name = raw.applicant.get("name", "")
        results = Results(Worked(self.calculation, cells_of(self.calculation, raw), name))
        cover, *parts = self.layout.sheets
        front = workbook.add_worksheet(cover.name)
        overview = workbook.add_worksheet(words.OVERVIEW.in_(self.language))
        made = [workbook.add_worksheet(sheet.name) for sheet in parts]
        lists = self._lists(workbook)
        cells = Cells(cover, front, looks, COVER_WIDTHS, lists, self.language)
        write_cover(cells, self.layout, raw, results)
        write_overview(overview, looks, results)
        for sheet, worksheet in zip(parts, made, strict=True):
            cells = Cells(sheet, worksheet, looks, WIDTHS, lists, self.language)
            write_part(cells, self.layout, raw, self.rules, results)
        write_hidden(workbook.add_worksheet(words.CALC), results.worked)
        front.activate()

    def _lists(self, workbook: Workbook) -> Lists:
        """The hidden sheet with a column of words for every drop-down."""
        worksheet = workbook.add_worksheet(words.LISTS)
        worksheet.hide()
        ranges: dict[tuple[str, ...], str] = {}
        for asked in self.program.standard.asked.values():
            shown = labels(asked, self.language)
            if shown and shown not in ranges:
                column = len(ranges)
                worksheet.write_column(0, column, shown[::-1] if asked.type == "yes_no" else shown)
                where = xl_range_abs(0, column, len(shown) - 1, column)
                ranges[shown] = f"={words.LISTS}!{where}"
        return ranges


def _describe(workbook: Workbook, layout: Layout) -> None:
    """Document properties: title, and what the mark says."""
    standard = layout.program.standard
    language = layout.language
    title = f"{standard.title.in_(language)} {words.FORM.in_(language)}"
    workbook.set_properties({"title": title, "author": "dabiao", "created": _MADE})
    for name, value in (
        ("standard", standard.standard),
        ("edition", standard.edition),
        ("digest", layout.program.digest),
        ("form", str(VERSION)),
    ):
        workbook.set_custom_property(f"dabiao.{name}", value, "text")


def last_day(program: Program) -> date:
    """The end of the edition's year."""
    year = program.standard.edition[:4]
    return date(int(year) if year.isdigit() and year > "1970" else 2026, 12, 31)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
