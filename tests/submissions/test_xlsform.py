"""The form for phones: accepted by pyxform, and what phones send in is read back."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from engine.compile import compile_named
from engine.program import Program
from standards.load import bundled
from submissions.forms.survey_names import survey_names
from submissions.forms.xlsform import option, write
from submissions.read import read
from tests.standards import small

DAY = date(2026, 11, 23)


def made(program: Program, folder: Path) -> Path:
    path = folder / "survey.xlsx"
    write(program, path, "zh", DAY)
    return path


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        fastexcel.read_excel(path).load_sheet(name, dtypes="string").to_polars().to_dicts()
    )
    return found


@pytest.mark.parametrize("name", bundled())
def test_pyxform_takes_it_without_a_warning(name: str, tmp_path: Path) -> None:
    xls2xform = pytest.importorskip("pyxform.xls2xform", reason="pyxform is not installed")
    found = xls2xform.convert(xlsform=made(compile_named(name), tmp_path))
    assert found.warnings == []
    for asked, head in survey_names(compile_named(name)).items():
        field = compile_named(name).standard.asked.get(asked)
        if field is not None and field.cohort is None:
            assert f"/{head}" in found.xform


@pytest.mark.parametrize("name", bundled())
def test_every_question_is_there_in_both_languages(name: str, tmp_path: Path) -> None:
    program = compile_named(name)
    rows = {row["name"]: row for row in sheet(made(program, tmp_path), "survey")}
    for id_, asked in program.standard.asked.items():
        row = rows[survey_names(program)[id_]]
        assert asked.ask.zh in row["label::中文 (zh)"]
        assert asked.ask.in_("en") in row["label::English (en)"]


CRITERIA = """
- {id: "1.1", title: {zh: 会议, en: Meeting}, points: 4, rule: yes_no, check: [site]}
- {id: "1.2", title: {zh: 比例, en: Share}, points: 4, ask: {type: rate, asked_if: 'answer("1.1")'}, rule: {threshold: {at_least: 50}}}
- {id: "1.3", title: {zh: 等级, en: Level}, points: 4, evidence: required, rule: {levels: {good work: {label: 很好, points: 4}, none: {label: 没有, points: 0}}}}
- {id: "1-4", title: {zh: 酌定, en: Award}, points: 4, rule: {award: {from: 0, to: 4, step: 0.5}}, not_applicable: {policy: exclude, when: 无}}
- {id: "1_4", title: {zh: 日期, en: Date}, points: 4, ask: {type: date}, rule: yes_no}
"""


def program() -> Program:
    text = small.text_of(CRITERIA.replace("ask: {type: date}, ", ""), points=20)
    return small.program(text)


def test_names_are_words_and_never_the_same() -> None:
    names = survey_names(program())
    assert names["1-4"] != names["1_4"]
    assert len({name.lower() for name in names.values()}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in names.values())


def test_limits_steps_and_conditions_are_told_to_the_phone(tmp_path: Path) -> None:
    rows = {row["name"]: row for row in sheet(made(program(), tmp_path), "survey")}
    assert rows["f_1_2"]["constraint"].startswith(". >= 0 and . <= 100 and (round(")
    assert rows["as_1_2"]["relevant"] == "${f_1_2} > 0 and ${f_1_2} <= 1"
    assert rows["as_1_2"]["required"] == "yes"
    assert "${f_1_1} = 'yes'" in rows["f_1_2"]["relevant"]
    assert "mod 10000) = 0" in rows["f_1_4"]["constraint"]
    assert rows["ev_1_1"]["type"] == "image"
    assert rows["loc_1_3"]["type"] == "geopoint"
    assert "每档 0.5" in rows["f_1_4"]["constraint_message::中文 (zh)"]


def test_a_key_of_several_words_is_stored_by_its_label() -> None:
    assert option(program().standard.asked["1.3"], 0) == "很好"


EXPORTS = {
    "odk central": (
        {
            "SubmissionDate": "2026-11-01T10:00:00Z",
            "who-who_applicant": "A1",
            "who-who_name": "甲",
            "part_0-c_1_1-f_1_1": "yes",
            "part_0-c_1_1-ev_1_1": "17.jpg",
            "part_0-c_1_1-loc_1_1-Latitude": "23.1",
            "part_0-c_1_1-loc_1_1-Longitude": "113.2",
            "part_0-c_1_1-loc_1_1-Altitude": "5",
            "part_0-c_1_1-loc_1_1-Accuracy": "3",
            "part_0-c_1_2-f_1_2": "62.5",
            "part_0-c_1_3-f_1_3": "很好",
            "part_0-c_1_4-f_1_4": "2.5",
            "meta-instanceID": "uuid:1",
            "KEY": "uuid:1",
            "SubmitterID": "3",
        },
        "17.jpg; 23.1 113.2",
    ),
    "kobo": (
        {
            "start": "x",
            "who/who_applicant": "A1",
            "who/who_name": "甲",
            "part_0/c_1_1/f_1_1": "是",
            "part_0/c_1_1/ev_1_1": "17.jpg",
            "part_0/c_1_1/loc_1_1": "23.1 113.2 5 3",
            "_part_0/c_1_1/loc_1_1_latitude": "23.1",
            "part_0/c_1_2/f_1_2": "62.5",
            "part_0/c_1_3/f_1_3": "很好",
            "part_0/c_1_4/f_1_4": "2.5",
            "_id": "7",
            "_uuid": "u",
            "_submission_time": "t",
            "__version__": "v",
        },
        "17.jpg; 23.1 113.2 5 3",
    ),
}


@pytest.mark.parametrize(("export", "papers"), EXPORTS.values(), ids=EXPORTS)
def test_what_phones_send_in_is_read(export: dict[str, str], papers: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(export))
        writer.writeheader()
        writer.writerow(export)
    answers = read([path], program())
    assert answers.problems.select("field", "allowed").rows() == []
    assert answers.applicants["applicant"].to_list() == ["A1"]
    values = answers.values.row(0, named=True)
    assert (values["1.1"], values["1.2"], values["1.3"], values["1-4"]) == (
        True,
        625_000,
        0,
        25_000,
    )
    said = answers.evidence.filter(criterion="1.1")["text"].to_list()
    assert "; ".join(said) == papers


@pytest.mark.parametrize(
    ("number", "meant", "held"),
    [
        ("0.8", "percent", 8_000),
        ("0.8", "share", 800_000),
        ("0.8", "百分数（0.8 表示 0.8%）", 8_000),
        ("0.8", "a share (0.8 means 80 %)", 800_000),
        ("1", "share", 1_000_000),
        ("0.12345678", "share", 123_457),
        ("62.5", "", 625_000),
        ("0.8", "", None),
        ("x", "share", None),
        ("", "percent", None),
    ],
)
def test_a_rate_up_to_1_counts_as_it_was_meant(
    number: str, meant: str, held: int | None, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    heads = "who-who_applicant,part_0-c_1_1-f_1_1,part_0-c_1_2-f_1_2,part_0-c_1_2-as_1_2"
    path.write_text(f"{heads}\nA1,yes,{number},{meant}\n", encoding="utf-8")
    answers = read([path], program())
    assert answers.values["1.2"].to_list() == [held]
    told = answers.problems.filter(effect="invalid")["found"].to_list()
    assert told == ([number] if held is None and number else [])


def test_a_column_of_neither_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "who-who_applicant,part_0-c_1_1-f_1_1,part_0-extra\nA1,yes,5\n", encoding="utf-8"
    )
    answers = read([path], program())
    assert answers.problems["effect"].to_list() == ["ignored"]
