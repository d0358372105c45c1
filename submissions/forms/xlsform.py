"""The form as an XLSForm, for ODK and KoboToolbox on inspectors' phones.

The same questions as the other forms, in both languages, with their ranges as constraints and
their conditions as relevance; photographs and places as evidence. What the phones export as CSV is
read back by `submissions.readers.survey`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import xlsxwriter

from engine.executors.xpath import xpath
from engine.program import Program
from engine.score import parameters
from standards import parse
from standards.criterion import Criterion
from standards.field import Field
from standards.model import Part
from standards.numbers import plain
from standards.scope import Names
from standards.text import Language, Phrase, phrase
from standards.wording import amount
from submissions.forms import words
from submissions.forms.survey_names import MEANT, PERCENT, PLACE, SHARE, survey_names

LANGUAGES: dict[Language, str] = {"zh": "中文 (zh)", "en": "English (en)"}
_ON_SITE = frozenset({"site", "observation", "monitoring"})
_PIXELS = 1600
"""Of the longer side of a photograph: enough to read a sign, small enough for a phone."""
_WORD = re.compile(r"[^\s'\"]+")
_PHOTO = phrase("照片或文件（佐证）", "Photograph or paper (evidence)")
_PLACE = phrase("拍摄地点", "Where it was taken")
_CLAIM = phrase("不适用的理由（无此情况才填）", "Why it does not apply (only if so)")
_PLACES = phrase("最多 {0} 位小数", "at most {0} decimals")
_MEANT = phrase("上面的数不大于 1，它是", "The number above is not greater than 1; it is")
_STEP = phrase("每档 {0}", "in steps of {0}")

SURVEY = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "said",
    "looks",
    "how",
)
"""The columns of the sheet `survey`; `label`, `hint` and `said` stand once a language."""

Row = dict[str, str | Phrase]


def write(program: Program, path: Path, language: Language, as_of: date) -> None:
    """The XLSForm as a workbook; `as_of` stands for the day of judgement in conditions."""
    survey = _Survey(program, as_of)
    rows = list(survey.rows())
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": program.standard.title.in_(language)})
    bold = book.add_format({"bold": True})
    _sheet(book, "survey", _heads(), [_cells(row) for row in rows], bold)
    labels = [f"label::{name}" for name in LANGUAGES.values()]
    _sheet(book, "choices", ["list_name", "name", *labels], list(survey.choices()), bold)
    standard = program.standard
    settings = {
        "form_title": standard.title.in_(language),
        "form_id": re.sub(r"[^A-Za-z0-9_]", "_", standard.standard),
        "version": f"{standard.edition} {program.digest.removeprefix('sha256:')[:12]}",
        "default_language": LANGUAGES[language],
    }
    _sheet(book, "settings", list(settings), [list(settings.values())], bold)
    book.close()


class _Survey:
    """The rows of the sheets."""

    def __init__(self, program: Program, as_of: date) -> None:
        self.program = program
        self.names = survey_names(program)
        self.fixed = parameters(program, as_of)
        self.lists: dict[str, Field] = {}

    def rows(self) -> Iterator[Row]:
        """The questions: who, shared figures, then part by part."""
        standard = self.program.standard
        yield _begin("who", words.APPLICANT)
        for key, (label, hint) in words.PEOPLE.items():
            head = "applicant" if key == "code" else key
            needed = "yes" if key == "code" else ""
            row: Row = {"type": "text", "name": self.names[head], "label": label, "hint": hint}
            yield {**row, "required": needed}
        yield {"type": "end_group"}
        shared = [asked for asked in standard.fields.values() if asked.cohort is None]
        if shared:
            yield _begin("shared", words.SHARED)
            yield from self._questions(shared)
            yield {"type": "end_group"}
        for number, part in enumerate(standard.parts):
            yield from self._part(part, f"part_{number}")
        for name, title, block in (
            ("bonus", words.BONUS, standard.bonus),
            ("penalty", words.PENALTY, standard.penalty),
        ):
            if block:
                yield _begin(name, title)
                for criterion in block.criteria:
                    yield from self._criterion(criterion)
                yield {"type": "end_group"}

    def _part(self, part: Part, name: str) -> Iterator[Row]:
        number = phrase(f"{part.id} {part.title.zh}", f"{part.id} {part.title.in_('en')}")
        yield _begin(name, number)
        for place, inner in enumerate(part.parts):
            yield from self._part(inner, f"{name}_{place}")
        for criterion in part.criteria:
            yield from self._criterion(criterion)
        yield {"type": "end_group"}

    def _criterion(self, criterion: Criterion) -> Iterator[Row]:
        zh, en = criterion.title.zh, criterion.title.in_("en")
        points = plain(criterion.points)
        heading = phrase(f"{criterion.id} {zh}（{points} 分）", f"{criterion.id} {en} ({points})")
        name = re.sub(r"[^A-Za-z0-9]", "_", criterion.id)
        yield _begin(f"c_{self.names[f'ev:{criterion.id}'].removeprefix('ev_') or name}", heading)
        yield from self._questions(criterion.questions)
        if criterion.not_applicable:
            when = criterion.not_applicable.when
            yield self._text(f"na:{criterion.id}", _CLAIM, when)
        if criterion.evidence or not _ON_SITE.isdisjoint(criterion.check):
            hint = criterion.evidence if isinstance(criterion.evidence, Phrase) else None
            photo = self._text(f"ev:{criterion.id}", _PHOTO, hint)
            yield {**photo, "type": "image", "how": f"max-pixels={_PIXELS}"}
            yield {**self._text(f"{PLACE}:{criterion.id}", _PLACE, None), "type": "geopoint"}
        yield {"type": "end_group"}

    def _text(self, head: str, label: Phrase, hint: Phrase | None) -> Row:
        row: Row = {"type": "text", "name": self.names[head], "label": label}
        return row if hint is None else {**row, "hint": hint}

    def _questions(self, fields: Iterable[Field]) -> Iterator[Row]:
        """Each; behind a rate, where the number is not above 1, how it is meant."""
        for asked in fields:
            yield self._question(asked)
            if asked.may_be_share:
                number = f"${{{self.names[asked.id]}}}"
                yield {
                    "type": f"select_one {MEANT}",
                    "name": self.names[f"{MEANT}:{asked.id}"],
                    "label": _MEANT,
                    "required": "yes",
                    "relevant": f"{number} > 0 and {number} <= 1",
                }

    def _question(self, asked: Field) -> Row:
        row: Row = {"name": self.names[asked.id], "label": _with_unit(asked)}
        if asked.help:
            row["hint"] = asked.help
        if asked.asked_if:
            needed = parse.condition(asked.asked_if, Names(self.program.standard)).possibly
            fields = self.program.standard.asked
            row["relevant"] = xpath(needed, fields, self.names.__getitem__, option, self.fixed)
        match asked.type:
            case "yes_no":
                return {**row, "type": "select_one yes_no"}
            case "choice":
                self.lists[row["name"] if isinstance(row["name"], str) else ""] = asked
                return {**row, "type": f"select_one {row['name']}", "looks": "minimal"}
            case "date":
                return {**row, "type": "date"}
            case "text":
                return {**row, "type": "text"}
            case _:
                return {**row, **_limits(asked)}

    def choices(self) -> Iterator[list[str]]:
        """The lists to choose from; only after the rows were made."""
        for code in (1, 0):
            label = words.YES_NO[code]
            yield ["yes_no", ("no", "yes")[code], *_said(label)]
        for stored, label in (PERCENT, SHARE):
            yield [MEANT, stored, *_said(label)]
        for name, asked in self.lists.items():
            for code, label in enumerate((asked.choices or {}).values()):
                yield [name, option(asked, code), *_said(label)]


def option(asked: Field, code: int) -> str:
    """What is stored for a choice: its key, or its label where the key is no single word."""
    if asked.type == "yes_no":
        return ("no", "yes")[code]
    key, label = list((asked.choices or {}).items())[code]
    return key if _WORD.fullmatch(key) else re.sub(r"[\s'\"]", "", label.zh)


def _begin(name: str, label: Phrase) -> Row:
    return {"type": "begin_group", "name": name, "label": label, "looks": "field-list"}


def _with_unit(asked: Field) -> Phrase:
    unit = asked.unit_text
    if unit is None:
        return asked.ask
    return phrase(f"{asked.ask.zh}（{unit.zh}）", f"{asked.ask.in_('en')} ({unit.in_('en')})")


def _limits(asked: Field) -> Row:
    """Type, range, decimals and steps of a number."""
    low, high = plain(asked.least), plain(asked.greatest)
    terms = [f". >= {low}", f". <= {high}"]
    top = amount(asked.greatest, asked.unit_text)
    zh, en = [f"{low} 至 {top.zh}"], [f"{low} to {top.in_('en')}"]
    if asked.step is not None:
        step = plain(asked.step)
        terms.append(f"(round((. - {low}) div {step} * 10000) mod 10000) = 0")
        zh.append(_STEP.zh.format(step))
        en.append(_STEP.in_("en").format(step))
    elif asked.places:
        unit = 10**asked.places
        terms.append(f"(round(. * {unit}) div {unit}) = .")
        zh.append(_PLACES.zh.format(asked.places))
        en.append(_PLACES.in_("en").format(asked.places))
    said = phrase("；".join(zh), "; ".join(en))
    kind = "decimal" if asked.places else "integer"
    return {"type": kind, "constraint": " and ".join(terms), "said": said}


_HEAD = {"said": "constraint_message", "looks": "appearance", "how": "parameters"}
_SPOKEN = ("label", "hint", "said")


def _heads() -> list[str]:
    found: list[str] = []
    for column in SURVEY:
        name = _HEAD.get(column, column)
        spoken = [f"{name}::{language}" for language in LANGUAGES.values()]
        found += spoken if column in _SPOKEN else [name]
    return found


def _cells(row: Row) -> list[str]:
    cells: list[str] = []
    for column in SURVEY:
        value = row.get(column, "")
        if column in _SPOKEN:
            cells += _said(value) if isinstance(value, Phrase) else ["", ""]
        else:
            cells.append(value if isinstance(value, str) else value.zh)
    return cells


def _said(text: Phrase) -> list[str]:
    """A text in every language; `${` would be taken for a reference."""
    return [text.in_(language).replace("${", "$ {") for language in LANGUAGES]


def _sheet(
    book: xlsxwriter.Workbook, name: str, heads: list[str], rows: list[list[str]], bold: object
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 24)
    sheet.write_row(0, 0, heads, bold)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell)
