"""Writing the hidden sheet that works out the score."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from submissions.forms.calculation import (
    ADVICE,
    CODE,
    FAULT,
    FIRST,
    GAIN,
    HINT,
    HOLDS,
    KEY,
    KNOWN,
    NAME,
    NUMBER,
    POINTS,
    RANK,
    REASON,
    SENTENCE,
    TITLE,
    VALUE,
    Calculation,
)
from submissions.forms.shown import Shown
from submissions.forms.worked import Worked

_HEADS = {
    NAME: "name",
    VALUE: "value",
    KNOWN: "known",
    FAULT: "fault",
    CODE: "code",
    SENTENCE: "sentence",
    HINT: "help",
    KEY: "key",
    RANK: "rank",
    NUMBER: "criterion",
    TITLE: "title",
    ADVICE: "advice",
    POINTS: "points",
    GAIN: "gain",
}


def write_hidden(sheet: Worksheet, worked: Worked) -> None:
    """Every cell of it, each with its value."""
    for column, head in _HEADS.items():
        sheet.write_string(0, column, head)
    _fields(sheet, worked)
    _definitions(sheet, worked)
    _criteria(sheet, worked)
    _reasons(sheet, worked)
    _lists(sheet, worked.plan)
    sheet.hide()
    sheet.protect()


def _formula(sheet: Worksheet, row: int, column: int, shown: Shown) -> None:
    sheet.write_formula(row, column, f"={shown.text}", None, shown.value)


def _fields(sheet: Worksheet, worked: Worked) -> None:
    plan = worked.plan
    for name, read in worked.reads.items():
        row = plan.rows[name]
        sheet.write_string(row, NAME, name)
        pairs = ((CODE, read.code), (VALUE, read.value), (KNOWN, read.known), (FAULT, read.fault))
        for column, shown in pairs:
            _formula(sheet, row, column, shown)
    for name, asked in plan.program.standard.asked.items():
        sheet.write_string(plan.rows[name], SENTENCE, worked.sentences[name])
        if asked.help:
            sheet.write_string(plan.rows[name], HINT, asked.help.in_(plan.layout.language))


def _definitions(sheet: Worksheet, worked: Worked) -> None:
    plan = worked.plan
    for name, text in plan.texts.items():
        row = plan.rows[name]
        sheet.write_string(row, NAME, name)
        sheet.write_formula(row, VALUE, text, None, worked.values[name])


def _criteria(sheet: Worksheet, worked: Worked) -> None:
    for id_, row in worked.plan.criteria.items():
        for column, shown in worked.criterion(id_).items():
            if shown.text:
                _formula(sheet, row, column, shown)
            else:
                sheet.write_string(row, column, str(shown.value))


def _reasons(sheet: Worksheet, worked: Worked) -> None:
    for row, reason in enumerate(worked.plan.reasons, FIRST):
        sheet.write_string(row, REASON, reason.text)
        _formula(sheet, row, HOLDS, worked.holds(reason))


def _lists(sheet: Worksheet, plan: Calculation) -> None:
    for column, listed in plan.placed.items():
        for row, (word, code) in enumerate(listed.entries, FIRST):
            if isinstance(word, str):
                sheet.write_string(row, column, word)
            else:
                sheet.write_number(row, column, word)
            sheet.write_number(row, column + 1, code)
