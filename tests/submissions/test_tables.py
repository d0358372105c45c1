"""Tables with a row an applicant: CSV as people save it, Parquet of any types."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import Answers, schema_of
from submissions import tables
from submissions.join import joined
from submissions.problems import UnreadableError
from submissions.readers import csv_, parquet
from tests.submissions.demo import program, said, told


def read(tmp_path: Path, text: str | bytes, name: str = "t.csv") -> Answers:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return joined([csv_.read_batch(file, program())], program())


def test_a_row_is_an_applicant_and_a_column_a_field(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "applicant,name,district,category,households,1.1,1.2.bags,kind,opened,na:1.4,ev:1.1\n"
        '110101001001,河东社区,城关,甲,"1,300",√,是,城市,2026/3/1,未开展调查,a.pdf; b.pdf\n'
        "110101001002,河西社区,,,812户,否,,rural,,,\n",
    )
    assert found.applicants.drop("digest").rows() == [
        ("110101001001", "河东社区", "城关", "甲"),
        ("110101001002", "河西社区", None, None),
    ]
    first = {"households": 1300, "1.1": True, "1.2.bags": True, "kind": 0, "opened": 20513}
    assert said(found, 0) == first
    assert said(found, 1) == {"households": 812, "1.1": False, "kind": 1}
    assert found.values["na:1.4"].to_list() == [True, False]
    assert found.claims.rows() == [(0, "1.4", "未开展调查")]
    assert found.values["ev:1.1"].to_list() == [True, False]
    assert found.evidence["text"].to_list() == ["a.pdf", "b.pdf"]
    assert found.values.schema == schema_of(program())
    assert told(found, "effect") == []


@pytest.mark.parametrize(
    "data",
    [
        "代码,名称,1.1\na,河东,是\n".encode("gb18030"),
        "代码,名称,1.1\na,河东,是\n".encode("utf-8-sig"),
        "代码,名称,1.1\r\na,河东,是\r\n".encode(),
        "代码;名称;1.1\na;河东;是\n".encode(),
        "代码\t名称\t1.1\na\t河东\t是\n".encode("utf-16"),
        "applicant,单位名称,１.１ \na,河东,是".encode(),
        "applicant,name,1.1,,\na,河东,是,,\n,,,,\n\n".encode(),
        '"applicant","name","1.1"\n"a","河东","是"\n'.encode(),
    ],
    ids=[
        *("GB18030", "UTF-8 with its mark", "Windows lines", "semicolons", "tabs in UTF-16"),
        *("full-width heads", "empty columns and rows", "quotes"),
    ],
)
def test_these_files_say_the_same(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    assert found.applicants.drop("digest").rows() == [("a", "河东", None, None)]
    assert said(found) == {"1.1": True}
    assert told(found, "effect") == []


def test_each_bad_cell_is_told_where_a_spreadsheet_shows_it(tmp_path: Path) -> None:
    found = read(tmp_path, "applicant,1.4,households\na,95,5\n,,\nb,0.95,x\nc,92.12345,7\n")
    assert told(found, "applicant", "cell", "found", "effect") == [
        ("b", "row 4, column 1.4", "0.95", "invalid"),
        ("b", "row 4, column households", "x", "invalid"),
        ("c", "row 5, column 1.4", "92.12345", "note"),
    ]
    assert found.invalid.sort("field").rows() == [(1, "1.4"), (1, "households")]
    assert found.values["1.4"].to_list() == [950000, None, 921235]
    origin = found.origin.filter(pl.col("row") == 1).sort("field")
    assert origin["found"].to_list() == ["0.95", "x"]


COLUMNS = [
    ("applicant,1.1,1.9\na,是,x\n", "column 1.9", "ignored", "did you mean"),
    ("applicant,1.1,1.1\na,是,否\n", "column 1.1 ", "ignored", "the first counts"),
    ("applicant,1.1,1.2\na,是,是\n", "column 1.2", "ignored", "1.2.bags, 1.2.bins"),
    ("applicant,1.1,na:9\na,是,无\n", "column na:9", "ignored", "no such column"),
    ("applicant,1.1\na,是,多余\n", "row 2", "ignored", "there are 2 heads"),
    ("applicant,1.1,standard\na,是,other\n", "column standard", "question", "scored by demo"),
    ("applicant,1.1,edition\na,是,2025\n", "column edition", "question", "edition 2026.1"),
    ("applicant,1.1\n1.1E+11,是\n", "row 2, column applicant", "ignored", "codes are text"),
    ("applicant,1.1\n,是\n", "row 2, column applicant", "note", "the applicant has no code"),
    ("applicant,1.1\na,是\na,否\n", "row 3", "ignored", "t.csv!row 2"),
]


@pytest.mark.parametrize(("text", "cell", "effect", "sentence"), COLUMNS)
def test_each_fault_of_a_table_is_told(
    tmp_path: Path, text: str, cell: str, effect: str, sentence: str
) -> None:
    found = read(tmp_path, text)
    problem = next(found.problems.iter_rows(named=True))
    assert (problem["cell"], problem["effect"]) == (cell, effect)
    assert sentence in problem["allowed"]
    assert said(found) == {"1.1": True}


def test_rows_without_a_code_are_told_apart_by_their_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "applicant,1.1\n,是\nx,否\n1/2,是\n", "2026 汇总.csv")
    assert found.applicants["applicant"].to_list() == ["2026-汇总-2", "x", "2026-汇总-4"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"a,b\n1,2\n", b"applicant,name\na,b\n", b"\x00\x01", b"PK\x03\x04\x00\x00"],
    ids=["empty", "blank", "another table", "a register", "binary", "a workbook"],
)
def test_what_is_no_table_of_answers_is_unreadable(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path, data)


def test_a_table_of_typed_columns_is_read_by_its_types() -> None:
    frame = pl.DataFrame(
        {
            "applicant": ["a", "b"],
            "1.1": [True, None],
            "households": pl.Series([812, 5], dtype=pl.UInt16),
            "1.4": [92.6, 0.95],
            "area": pl.Series(["60.25", "1.00"]).cast(pl.Decimal(10, 2)),
            "kind": pl.Series(["rural", "urban"], dtype=pl.Categorical),
            "opened": [date(2026, 3, 1), None],
            "ev:1.1": [True, None],
            "ev:1.6": [["a.jpg", "b.jpg"], []],
            "na:1.5": [None, "无食堂"],
        }
    )
    found = parquet.read_table(frame, program())
    first = {"1.1": True, "households": 812, "1.4": 926000, "area": 6025, "kind": 1}
    assert said(found, 0) == {**first, "opened": 20513}
    assert said(found, 1) == {"households": 5, "area": 100, "kind": 0}
    assert told(found, "cell", "effect") == [("row 2, column 1.4", "invalid")]
    assert found.values["ev:1.6"].to_list() == [True, False]
    assert found.evidence["text"].to_list() == ["a.jpg", "b.jpg"]
    assert found.values["na:1.5"].to_list() == [False, True]


def test_codes_that_are_numbers_are_used_as_text() -> None:
    frame = pl.DataFrame({"applicant": [110101001001, 110101001002], "1.1": [True, False]})
    found = parquet.read_table(frame, program())
    assert found.applicants["applicant"].to_list() == ["110101001001", "110101001002"]


def test_codes_that_are_binary_numbers_are_questioned() -> None:
    frame = pl.DataFrame({"applicant": [110101001001.0, 1.5], "1.1": [True, False]})
    found = parquet.read_table(frame, program())
    assert found.applicants["applicant"].to_list()[0] == "110101001001"
    assert told(found, "applicant", "effect")[0] == ("110101001001", "question")
    assert "ignored" in found.problems["effect"].to_list()


def test_a_long_table_keeps_the_origin_of_unreadable_cells_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = pl.DataFrame({"applicant": ["a", "b", "c"], "households": ["1", "x", "3"]})
    assert parquet.read_table(frame, program()).origin.height == 3
    monkeypatch.setattr(tables, "LONGEST_ORIGIN", 2)
    origin = parquet.read_table(frame, program()).origin
    assert origin.select("row", "field", "found", "cell").rows() == [
        (1, "households", "x", "row 2, column households")
    ]


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=150)
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_cells_make_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    lines = ["applicant,1.1,1.4,remark", *(",".join(row) for row in rows)]
    try:
        found = read(folder, "\n".join(lines))
    except UnreadableError:
        return
    assert found.applicants["applicant"].n_unique() == found.count


@settings(max_examples=150)
@given(st.binary(max_size=60))
def test_any_bytes_make_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for head in (b"", b"applicant,1.1\n"):
        try:
            read(folder, head + data)
        except UnreadableError as error:
            assert str(error)  # noqa: PT017 - either a table or a sentence
