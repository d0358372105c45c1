"""What people type and paste into the cells of a form, by the type of the field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from engine.program import Program, claim_of, evidence_of
from standards.field import Field
from submissions.forms.layout import CLAIM, EVIDENCE
from submissions.forms.xlsx import XlsxForm

PASTED = [
    "",
    " ",
    "\u3000",
    "\n",
    "不适用",
    "无",
    "-",
    "*",
    "?",
    "~",
    "??",
    "#N/A",
    "=1/0",
    "=1+1",
    True,
    False,
    "a" * 300,
    "<b>",
    "是\u202e",
]
"""Into whatever cell."""

_YES_NO = [
    "是",
    "否",
    "有",
    "没有",
    "√",
    "×",
    "✔",
    "对",
    "错",
    "Y",
    "n",
    "yes",
    "No",
    "TRUE",
    "f",
    1,
    0,
    2,
    1.0,
    0.5,
    "1",
    "0",
    "Ｙ",
    "是 ",
    " 否",
    "是的",
    "是/否",
    "１",
]
_NUMBERS = [
    "0.8%",
    "1%",
    "1.0%",
    "1.5%",
    "0.0005%",
    "0.00005%",
    "0.8 %",
    "0.%",
    "0.x%",
    "0.8%%",
    "-0.8%",
    "０.8%",
    "12",
    "1,300",
    "１２",
    "95%",
    "９５％",
    "3.5万",
    "12户",
    "1e3",
    "０",
    "+5",
    "5.",
    0,
    1,
    0.5,
    1.5,
    0.004,
    -1,
    1e9,
    1e15,
    1e300,
    "12 ",
    date(2026, 3, 1),
]
_DAYS = [
    date(2026, 3, 1),
    datetime(2026, 3, 1, 15, 30),  # noqa: DTZ001 - a cell knows no time zone
    date(1900, 3, 1),
    date(2169, 12, 31),
    "2026-03-01",
    "2026年3月1日",
    "20260301",
    20260301,
    3,
    "昨天",
]
CLAIMS = [
    "本小区没有此项设施",
    "No canteen here",
    "不适用",
    "N/A",
    "无",
    "是",
    "否",
    "123",
    "……",
    "9号楼没有",
    "2号楼没有",
    " ",
    "\u3000",
    5,
    "-",
    "x",
    "。没有",
    "（没有）",
]
PAPERS = [
    "纪要.pdf",
    "无",
    " ",
    "\n",
    "没有",
    "是",
    "2026 纪要.pdf；照片.jpg",
    ";",
    5,
    "-",
    "《通知》",
    "0",
]


def contents(asked: Field) -> list[Any]:
    """What is tried in the cell of a field."""
    match asked.type:
        case "yes_no":
            own: list[Any] = _YES_NO
        case "choice":
            labels = [
                t for label in (asked.choices or {}).values() for t in (label.zh, label.in_("en"))
            ]
            own = [
                *asked.codes,
                *labels,
                *(key.upper() for key in asked.codes),
                f"{labels[0]} ",
                1,
                2,
            ]
        case "date":
            own = _DAYS
        case "text":
            own = ["约数", 5, "=说明"]
        case _:
            own = [*_NUMBERS, *_near(asked)]
    return [*own, *PASTED]


def _near(asked: Field) -> Iterator[float]:
    """Around the limits of a number and between its last places."""
    unit = Decimal(1).scaleb(-asked.places)
    step = asked.step or unit
    yield from (float(asked.least + times * step) for times in (0, 1, 2, 3, 5))
    for limit in (asked.least, asked.greatest):
        for more in (-unit, -unit / 2, 0, unit / 2, unit):
            yield float(limit + more)
    for whole in (1, 2, 7, 33, 41, 57, 83, 99):
        for tail in ("0.5", "0.4999999", "0.45", "0.05", "0.25", "0.5000001"):
            yield float((whole + Decimal(tail)) * unit * 10 + 2)
            yield float((whole + Decimal(tail)) * unit + 41)


def typed(program: Program, path: Path, made: XlsxForm, round_: int) -> dict[str, Any]:
    """Type the n-th content of every cell into a form that is there; gives what was typed."""
    book = openpyxl.load_workbook(path)
    said: dict[str, Any] = {}
    for place, (id_, (sheet, row, column)) in enumerate(made.layout.cells.items()):
        tried = contents(program.standard.asked[id_])
        said[id_] = tried[(round_ * 7 + place * 3) % len(tried)] if round_ else None
        if id_ in claimed(program) and round_ % 3:
            said[id_] = None
        book[sheet.name].cell(row + 1, column + 1).value = said[id_]
    for sheet in made.layout.sheets:
        for line in sheet.lines:
            for kind, beside, words in (
                (claim_of, CLAIM, CLAIMS),
                (evidence_of, EVIDENCE, PAPERS),
            ):
                if line.criterion and kind(line.criterion) in made.calculation.marks:
                    name = kind(line.criterion)
                    said[name] = words[(round_ * 5 + line.row) % len(words)]
                    where = sheet.column(beside) + 1
                    book[sheet.name].cell(line.row + 1, where).value = said[name]
    book.save(path)
    return said


def claimed(program: Program) -> set[str]:
    """Questions of criteria that may be claimed not to apply: left blank now and then."""
    return {f.id for id_ in program.claims for f in program.by_criterion[id_].criterion.questions}
