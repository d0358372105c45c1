"""What is filled into a form is read back, for every standard and in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compile import compile
from engine.program import Program
from standards.field import Field
from standards.load import bundled, loads
from standards.text import Language
from submissions.forms.values import LONGEST, cell_value
from submissions.forms.xlsx import XlsxForm, fill
from submissions.raw import Raw, Said
from submissions.readers.xlsx import is_safe, read
from tests.excel.made import LANGUAGES, content, drawn, form, held, limits, program
from tests.standards import small

EVERY_TYPE = """
standard: demo
edition: "1 & <2>"
title: {zh: 各类型&填报, en: "Every type & more"}
assessed: {zh: 社区, en: community}
status: reference
points: 10
fields:
  count: {ask: {zh: 户数, en: Households}, type: count, max: 50000, help: 按户口}
  money: {ask: {zh: 结余, en: Balance}, type: money, min: -1000, max: 99999999999}
  area: {ask: {zh: 面积, en: Area}, type: measure, decimals: 6, unit: m2}
  opened: {ask: {zh: 启用, en: Opened}, type: date}
  remark: {ask: {zh: 备注, en: Remark}, type: text}
  kind:
    ask: {zh: 类型, en: Kind}
    type: choice
    choices: {a: {zh: "好,或", en: "good, or"}, b: {zh: 同名, en: same}, c: {zh: 同名, en: same},
      "3": {zh: 无, en: none}, d: "100%"}
parts:
- id: "1"
  title: {zh: "环境:管理/[一]*?'", en: "Part: one/[a]*?'"}
  points: 10
  criteria:
  - {id: "1.1", title: {zh: 有组织, en: Body}, points: 5, rule: yes_no, evidence: required}
  - {id: "1.2", title: {zh: 满意率, en: Satisfied}, points: 5, ask: {type: rate},
     rule: {bands: {">= 90": 5}}, not_applicable: {policy: exclude, when: {zh: 未调查, en: none}}}
bonus:
  cap: 1
  criteria:
  - {id: "9.1", title: {zh: 加分, en: Bonus}, points: 1, rule: yes_no}
penalty:
  cap: 1
  criteria:
  - {id: "9.2", title: {zh: 减分, en: Penalty}, points: 1, rule: yes_no}
grades:
- {id: good, name: {zh: 达标, en: Passed}, when: score >= 5}
"""


@lru_cache(maxsize=1)
def every_type() -> Program:
    return compile(loads(EVERY_TYPE.encode(), "demo.yaml"))


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff"), max_size=40
)


def answer(asked: Field) -> st.SearchStrategy[object]:
    if asked.type == "text":
        return TEXT
    return st.integers(*limits(asked)).map(lambda number: held(asked, number))


def submission(program_: Program) -> st.SearchStrategy[Raw]:
    def raw_of(
        people: dict[str, str],
        answers: dict[str, object],
        claims: dict[str, str],
        papers: dict[str, list[str]],
    ) -> Raw:
        raw = Raw("f.xlsx", applicant=people)
        for given_, target in (
            (answers, raw.answers),
            (claims, raw.claims),
            (papers, raw.evidence),
        ):
            target.update({id_: Said(found) for id_, found in given_.items()})
        return raw

    asked = program_.standard.asked.values()
    return st.builds(
        raw_of,
        st.fixed_dictionaries({}, optional=dict.fromkeys(("code", "name", "district"), TEXT)),
        st.fixed_dictionaries({}, optional={one.id: answer(one) for one in asked}),
        st.fixed_dictionaries({}, optional=dict.fromkeys(program_.claims, TEXT)),
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(program_.evidenced, st.lists(TEXT, max_size=3))
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", bundled())
def test_a_form_of_every_bundled_standard_gives_back_what_was_filled_in(
    name: str, language: Language, tmp_path: Path
) -> None:
    raw = drawn(program(name))
    form(name, language).save(tmp_path / "f.xlsx", raw)
    [found] = read(tmp_path / "f.xlsx", program(name))
    assert content(program(name), found) == content(program(name), raw)
    assert found.problems == []
    assert (found.standard, found.edition) == (name, program(name).standard.edition)
    assert is_safe(tmp_path / "f.xlsx")


@given(submission(every_type()), st.sampled_from(LANGUAGES))
def test_whatever_is_filled_in_is_read_back(raw: Raw, language: Language) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "f.xlsx"
        fill(every_type(), raw, path, language)
        [found] = read(path, every_type())
        assert content(every_type(), found) == content(every_type(), raw)


@pytest.mark.parametrize("name", bundled())
def test_a_blank_form_says_nothing_but_its_standard(name: str, tmp_path: Path) -> None:
    form(name).save(tmp_path / "f.xlsx")
    [found] = read(tmp_path / "f.xlsx", program(name))
    assert (found.answers, found.claims, found.evidence, found.applicant) == ({}, {}, {}, {})
    assert found.problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rubric_of_a_single_question_has_a_form(language: Language, tmp_path: Path) -> None:
    criterion = '- {id: "1.1", title: 甲, points: 10, rule: yes_no, source: reference}'
    made = small.program(small.text_of(criterion))
    XlsxForm(made, language).save(tmp_path / "f.xlsx")
    [raw] = read(tmp_path / "f.xlsx", made)
    assert raw.answers == {}


def test_a_form_tells_its_standard_without_a_program(tmp_path: Path) -> None:
    form().save(tmp_path / "f.xlsx")
    [found] = read(tmp_path / "f.xlsx", None)
    assert (found.standard, found.edition) == ("green-community", "2026.1")


def test_every_answer_has_its_sheet_and_cell(tmp_path: Path) -> None:
    form().save(tmp_path / "f.xlsx", drawn(program()))
    [found] = read(tmp_path / "f.xlsx", program())
    for id_, said in found.answers.items():
        sheet, row, column = form().layout.cells[id_]
        assert (said.sheet, said.cell) == (sheet.name, f"{'ABCDEFGHIJK'[column]}{row + 1}")


def test_the_same_form_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        XlsxForm(program()).save(tmp_path / name, drawn(program()))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_no_half_of_a_form_is_left_where_one_cannot_be_written(tmp_path: Path) -> None:
    long = Raw("x", answers={"remark": Said("字" * (LONGEST + 1))})
    with pytest.raises(ValueError, match="32767"):
        fill(every_type(), long, tmp_path / "f.xlsx")
    assert list(tmp_path.iterdir()) == []


CELLS = [
    ("a key of a choice becomes its label", "kind", "a", "好,或"),
    ("a label that two choices share gives way to the key", "kind", "b", "b"),
    ("a label that is read as nothing else stays", "kind", "3", "无"),
    ("what is no key stays as written", "kind", "好", "好"),
    ("a decimal becomes a number", "area", Decimal("0.000001"), 0.000001),
    ("a number of too many digits stays a text", "money", Decimal(2**60 + 1), str(2**60 + 1)),
    ("truth is no number", "count", True, "true"),
    ("a day as text becomes a day", "opened", "2026-03-01", date(2026, 3, 1)),
    ("no day stays as written", "opened", "三月一日", "三月一日"),
    ("a list becomes lines", "remark", ["a", "b"], "a\nb"),
    ("nothing said is an empty cell", "remark", None, None),
]


@pytest.mark.parametrize(("sentence", "id_", "found", "cell"), CELLS, ids=[row[0] for row in CELLS])
def test_what_is_said_becomes_a_cell(sentence: str, id_: str, found: object, cell: object) -> None:
    assert cell_value(every_type().standard.asked[id_], found, "zh") == cell, sentence
