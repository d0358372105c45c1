"""The form that scores itself: its values, its formulas, and what `dabiao check` says of it."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from dabiao.cli import dabiao
from engine.answers import Answers
from engine.program import OUTCOMES, claim_of
from standards.field import NUMBERS, Field
from standards.load import bundled
from standards.numbers import unscaled
from standards.text import Language
from submissions.forms.calculation import FAULT, KNOWN, VALUE
from submissions.forms.layout import CLAIM, labels
from submissions.forms.small_rates import percent
from submissions.forms.words import CALC, OVERVIEW
from submissions.forms.xlsx import XlsxForm
from submissions.read import read
from submissions.simulate import simulate
from submissions.write import documents
from tests.excel.made import drawn, form, program
from tests.excel.odd import claimed, typed
from tests.excel.recalculated import needs_libreoffice, once, recalculated

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.filterwarnings("ignore:.*outside the limits for dates:UserWarning"),
]
"""openpyxl does not keep the bars of the overview, nor know the day 20260301."""

SHARED = frozenset(
    {
        "IF",
        "AND",
        "OR",
        "NOT",
        "SUM",
        "MIN",
        "MAX",
        "INT",
        "ROUND",
        "ISBLANK",
        "INDEX",
        "MATCH",
        "COUNTIF",
        "SUMPRODUCT",
        "ISNUMBER",
        "LEFT",
        "LEN",
        "VALUE",
    }
)
"""What Excel 2010, WPS and LibreOffice have in common."""
FORMS: list[tuple[str, Language, bool]] = [
    *((name, "zh", True) for name in bundled()),
    ("green-community", "en", False),
]
"""Standard, language, and whether it is filled in."""
ROUNDS = int(os.environ.get("AGREE_ODD_ROUNDS", "1"))
"""Forms per standard with odd contents; `make agree` takes more."""

every_standard = pytest.mark.parametrize("name", bundled())
Saved = dict[str, tuple[Path, Path, dict[str, Any]]]


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Forms as written, as recalculated and saved by LibreOffice, and what was typed into them."""
    return once(tmp_path_factory, "scores", _saved)


def _saved(folder: Path) -> Saved:
    made: dict[str, tuple[Path, dict[str, Any]]] = {}

    def path(key: str) -> Path:
        return folder / f"{key}.xlsx"

    for name, language, is_filled in FORMS:
        key = f"written-{name}-{language}"
        form(name, language).save(path(key), drawn(program(name), 3) if is_filled else None)
        made[key] = path(key), {}
    for name in bundled():
        form(name).save(path(f"typed-{name}"))
        made[f"typed-{name}"] = path(f"typed-{name}"), fill_in(name, path(f"typed-{name}"))
        for number in range(1, ROUNDS + 1):
            key = f"odd-{name}-{number}"
            form(name).save(path(key))
            made[key] = path(key), typed(program(name), path(key), form(name), number)
    copies = recalculated([one for one, _ in made.values()], folder)
    return {
        key: (one, copy, said)
        for (key, (one, said)), copy in zip(made.items(), copies, strict=True)
    }


def fill_in(name: str, path: Path) -> dict[str, Any]:
    """Answers of a plausible applicant, typed by another program that calculates nothing."""
    [submission] = documents(simulate(program(name), 1, 7, blemished=False), program(name))
    book = openpyxl.load_workbook(path)
    made = form(name)
    cover = made.layout.sheets[0]
    for line in cover.lines:
        if line.person in {"code", "name"}:
            where = book[cover.name].cell(line.row + 1, cover.column("answer") + 1)
            where.value = submission["applicant"][line.person]
    answers = simulate(program(name), 1, 7, blemished=False)
    for id_, (sheet, row, column) in made.layout.cells.items():
        cell = as_typed(program(name).standard.asked[id_], answers.values[id_].item())
        book[sheet.name].cell(row + 1, column + 1).value = cell
    for criterion, reason in submission.get("not_applicable", {}).items():
        write_beside(book, made, criterion, CLAIM, reason)
    for criterion, papers in submission.get("evidence", {}).items():
        write_beside(
            book,
            made,
            criterion,
            "evidence",
            "；".join(papers) if isinstance(papers, list) else "是",
        )
    book.save(path)
    return submission


def as_typed(asked: Field, held: Any) -> Any:
    if held is None or asked.type == "text":
        return held
    if asked.type in {"yes_no", "choice"}:
        return labels(asked, "zh")[int(held)]
    if asked.type == "date":
        return date.fromordinal(date(1970, 1, 1).toordinal() + held)
    number = unscaled(held, asked.places)
    return f"{number:f}%" if asked.may_be_share and 0 < number <= 1 else float(number)


def write_beside(book: Any, made: XlsxForm, criterion: str, column: str, text: str) -> None:
    for sheet in made.layout.sheets:
        for line in sheet.lines:
            if line.criterion and line.criterion.id == criterion:
                book[sheet.name].cell(line.row + 1, sheet.column(column) + 1).value = text


def formulas(book: openpyxl.Workbook) -> Iterator[tuple[str, str, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, str(cell.value)


@needs_libreoffice
@pytest.mark.parametrize(("name", "language", "is_filled"), FORMS)
def test_every_cell_is_written_with_the_value_that_its_formula_gives(
    name: str, language: Language, is_filled: bool, saved: Saved
) -> None:
    path, copy, _ = saved[f"written-{name}-{language}"]
    before, after = (openpyxl.load_workbook(one, data_only=True) for one in (path, copy))
    different = []
    count = 0
    for sheet, cell, text in formulas(openpyxl.load_workbook(path)):
        one, other = (book[sheet][cell].value for book in (before, after))
        count += 1
        if (one or "") != (other or ""):
            different.append((sheet, cell, one, other, text))
    assert different == []
    assert count > 200


@pytest.mark.parametrize(("name", "language", "is_filled"), FORMS)
def test_only_functions_that_all_programs_share_within_their_limits(
    name: str, language: Language, is_filled: bool, tmp_path: Path
) -> None:
    form(name, language).save(tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    for sheet, cell, text in formulas(book):
        bare = re.sub(r'"[^"]*"', '""', text)
        assert set(re.findall(r"([A-Z]+)\(", bare)) <= SHARED, (sheet, cell)
        assert len(text) <= 8192, (sheet, cell)
        assert all(len(said) <= 257 for said in re.findall(r'"(?:[^"]|"")*"', text)), (sheet, cell)
        depth = deepest = 0
        for character in bare:
            depth += (character == "(") - (character == ")")
            deepest = max(deepest, depth)
        assert deepest < 64, (sheet, cell)
    for worksheet in book:
        rules = [r for area in worksheet.conditional_formatting for r in area.rules]
        texts = [text for rule in rules for text in rule.formula]
        texts += [str(one.formula1) for one in worksheet.data_validations.dataValidation]
        for text in texts:
            called = set(re.findall(r"([A-Z]+)\(", re.sub(r'"[^"]*"', "", text)))
            assert called <= SHARED
    assert book.vba_archive is None


@needs_libreoffice
@every_standard
def test_a_form_filled_in_and_saved_shows_what_check_says_of_it(name: str, saved: Saved) -> None:
    _, copy, submission = saved[f"typed-{name}"]
    ran = CliRunner().invoke(
        dabiao, ["check", str(copy), "--json", "--as-of", form(name).calculation.as_of.isoformat()]
    )
    said = json.loads(ran.stdout)
    assert said["applicant"]["code"] == submission["applicant"]["code"]
    shown = Calc(copy, form(name))
    assert shown["score"] == said["exact"]
    assert OUTCOMES[shown["outcome"]] == said["outcome"]
    assert shown["coverage"] == int(Decimal(said["coverage"]) * 10_000)
    grades = {place: one.id for place, one in enumerate(program(name).standard.grades)}
    assert grades.get(shown["grade"]) == (said["grade"] or None)
    for part in said["parts"]:
        assert shown[f"part:{part['id']}"] == part["exact"]
    for criterion in said["criteria"]:
        id_ = criterion["id"]
        assert shown[f"points:{id_}"] == criterion["exact"], id_
    overview = openpyxl.load_workbook(copy, data_only=True)[OVERVIEW.zh]
    texts = [str(cell.value) for row in overview.iter_rows() for cell in row if cell.value]
    assert f"{said['score']} / {said['of']}" in texts
    assert said["applicant"]["name"] in texts


class Calc:
    """The hidden sheet of a form."""

    def __init__(self, path: Path, made: XlsxForm) -> None:
        self.sheet = openpyxl.load_workbook(path, data_only=True)[CALC]
        self.rows = made.calculation.rows

    def __getitem__(self, name: str) -> int:
        return self.of(name, VALUE)

    def of(self, name: str, column: int) -> int:
        found = self.sheet.cell(self.rows[name] + 1, column + 1).value
        assert isinstance(found, int), f"{name}: {found}"
        return found


@needs_libreoffice
@every_standard
def test_whatever_is_typed_counts_as_it_is_read_or_is_said_to_be_wrong(
    name: str, saved: Saved, capsys: pytest.CaptureFixture[str]
) -> None:
    same = flagged = 0
    for number in range(1, ROUNDS + 1):
        _, copy, said = saved[f"odd-{name}-{number}"]
        answers = read([copy], program(name))
        wrong, told = compare(name, Calc(copy, form(name)), answers, said)
        assert wrong == []
        same, flagged = same + len(said) - told, flagged + told
    assert same > 3
    assert flagged > 1
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {same} cells read alike, {flagged} refused aloud\n")


def compare(
    name: str, shown: Calc, answers: Answers, said: dict[str, Any]
) -> tuple[list[tuple[Any, ...]], int]:
    """Cells that count otherwise than they are read, and how many are said to be wrong."""
    values = answers.values.row(0, named=True)
    unread = set(answers.invalid["field"])
    asked = program(name).standard.asked
    wrong: list[tuple[Any, ...]] = []
    told = 0
    for id_, content in said.items():
        fault = shown.of(id_, FAULT)
        told += fault > 0
        if id_ not in asked:
            counts = shown[id_] == int(values[id_])
            if not counts and not fault:
                wrong.append((id_, content, values[id_]))
            continue
        field = asked[id_]
        if isinstance(content, date) and field.type in NUMBERS:
            continue  # a number shown as a day: a formula sees the number only
        is_known = shown.of(id_, KNOWN) == 1
        if is_known:
            right = values[id_] is not None and (field.type == "text" or values[id_] == shown[id_])
        else:
            right = fault > 0 or (values[id_] is None and id_ not in unread)
        if not right or (lets_through(field, content) and not is_known):
            wrong.append((id_, content, values[id_]))
    return wrong, told


def lets_through(asked: Field, content: Any) -> bool:
    """Whether the cell takes it when it is typed."""
    if isinstance(content, bool):
        return False
    if percent(asked, content) is not None:
        return True
    if asked.type in NUMBERS and isinstance(content, int | float):
        inside = float(asked.least) <= content <= float(asked.greatest)
        exact = Decimal(f"{float(content):.15g}")
        fits = asked.places > 0 or float(content).is_integer()
        if asked.step is not None:
            fits = inside and fits and (exact - asked.least) % asked.step == 0
        return inside and fits and not (asked.may_be_share and 0 < abs(content) <= 1)
    if asked.type in {"yes_no", "choice"}:
        return content in labels(asked, "zh")
    return asked.type == "date" and isinstance(content, date)


@needs_libreoffice
def test_a_wrong_cell_is_named_with_a_sentence_and_the_overview_counts_it(saved: Saved) -> None:
    name = "green-community"
    _, copy, said = saved[f"odd-{name}-1"]
    book = openpyxl.load_workbook(copy, data_only=True)
    shown = Calc(copy, form(name))
    faults = [id_ for id_ in said if shown.of(id_, FAULT)]
    overview = [str(c.value) for row in book[OVERVIEW.zh].iter_rows() for c in row if c.value]
    assert f"✕ {len(faults)} 格无法识别，未计分：各页中标红并注明" in overview
    asked = program(name).standard.asked
    for id_ in faults:
        if id_ not in asked:
            continue
        sheet, row, _ = form(name).layout.cells[id_]
        column = sheet.column("note" if "note" in sheet.columns else "hint")
        note = str(book[sheet.name].cell(row + 1, column + 1).value)
        assert note.startswith("✕ "), id_
        assert len(note) > 6
    claims = [claim_of(id_) for id_ in program(name).claims]
    assert claimed(program(name))
    assert claims
