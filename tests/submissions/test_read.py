"""Reading files, folders and patterns: one bad file is a problem, the others are read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from submissions import form_files
from submissions.problems import UnreadableError
from submissions.read import read, standard_of
from submissions.readers import FormReader, FragileReader, TableReader, readers, sort_of
from tests.submissions.demo import program, said, told


def form(folder: Path, name: str, code: str | None = None, **answers: object) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    applicant = {} if code is None else {"code": code}
    file.write_text(json.dumps({"applicant": applicant, "answers": answers}), encoding="utf-8")
    return file


def test_a_folder_of_everything_is_read_but_for_what_cannot_be(tmp_path: Path) -> None:
    form(tmp_path, "b/b.json", "b", households=2)
    form(tmp_path, "a.json", "a", households=1)
    (tmp_path / "c.csv").write_text("applicant,households\nc,3\n", encoding="utf-8")
    pl.DataFrame({"applicant": ["d"], "households": [4]}).write_parquet(tmp_path / "d.parquet")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no parquet PAR1")
    (tmp_path / "letter.docx").write_bytes(b"x")
    (tmp_path / "~$form.xlsx").write_bytes(b"x")
    (tmp_path / ".hidden.json").write_text("{", encoding="utf-8")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    found = read([tmp_path], program())
    assert found.applicants["applicant"].to_list() == ["a", "b", "c", "d"]
    assert found.values["households"].to_list() == [1, 2, 3, 4]
    names = [(Path(file).name, effect) for file, effect in told(found, "file", "effect")]
    assert names == [
        ("broken.json", "not_read"),
        ("broken.parquet", "not_read"),
        ("letter.docx", "not_read"),
    ]
    assert ".csv .json .parquet" in found.problems["allowed"][2]


def test_a_damaged_parquet_file_that_would_end_the_process_is_a_problem(tmp_path: Path) -> None:
    good = tmp_path / "good.parquet"
    pl.DataFrame({"applicant": ["a"] * 9, "remark": ["x"] * 9}).write_parquet(good)
    data = bytearray(good.read_bytes())
    for place in range(4, 40):
        data[place] ^= 0xFF
    good.write_bytes(bytes(data))
    found = read([good], program())
    assert told(found, "effect") == [("not_read",)]


def test_of_one_applicant_the_first_by_path_counts(tmp_path: Path) -> None:
    form(tmp_path, "2.json", "a", households=2)
    form(tmp_path, "1.json", "a", households=1, visits="?")
    form(tmp_path, "3.json", "a", households="?")
    found = read([tmp_path], program())
    assert said(found) == {"households": 1}
    assert told(found, "applicant", "effect") == [
        ("a", "invalid"),
        ("a", "ignored"),
        ("a", "ignored"),
    ]
    assert all("1.json" in allowed for allowed in found.problems["allowed"][1:])
    assert found.invalid.rows() == [(0, "visits")]


def test_a_table_between_forms_keeps_its_place(tmp_path: Path) -> None:
    form(tmp_path, "a.json", "x", households=1)
    (tmp_path / "b.csv").write_text(
        "applicant,households,ev:1.1,na:1.4\nx,2,a.pdf,没查\ny,?,b.pdf,没查\n", encoding="utf-8"
    )
    form(tmp_path, "c.json", "y", households=3)
    form(tmp_path, "d.json", "z", households=4)
    found = read([tmp_path], program())
    assert found.applicants["applicant"].to_list() == ["x", "y", "z"]
    assert found.values["households"].to_list() == [1, None, 4]
    assert found.invalid.rows() == [(1, "households")]
    assert found.claims.rows() == [(1, "1.4", "没查")]
    assert found.evidence.rows() == [(1, "1.1", "b.pdf")]
    assert found.origin.select("row", "found").rows() == [(0, "1"), (1, "?"), (2, "4")]


def test_order_of_the_arguments_is_the_order_of_the_applicants(tmp_path: Path) -> None:
    one, two = form(tmp_path, "1.json", "a"), form(tmp_path, "2.json", "b")
    assert read([two, one], program()).applicants["applicant"].to_list() == ["b", "a"]
    assert read([two, tmp_path], program()).count == 2
    again = read([one, two], program())
    for column in ("applicant", "digest"):
        first = read([one, two], program()).applicants[column].to_list()
        assert again.applicants[column].to_list() == first


def test_a_submission_without_a_code_bears_its_files_name(tmp_path: Path) -> None:
    form(tmp_path, "x/self.json", households=1)
    form(tmp_path, "y/self.json", households=2)
    form(tmp_path, "z.json", "self", households=3)
    found = read([tmp_path], program())
    assert found.applicants["applicant"].to_list() == ["self-2", "self-3", "self"]
    assert told(found, "applicant", "effect") == [("self-2", "note"), ("self-3", "note")]


def test_patterns_are_known_and_paths_that_give_nothing_are_told(tmp_path: Path) -> None:
    form(tmp_path, "in/1.json", "a")
    form(tmp_path, "in/2.json", "b")
    (tmp_path / "empty").mkdir()
    missing = [tmp_path / "none.json", tmp_path / "empty", tmp_path / "*.nothing"]
    found = read([str(tmp_path / "in" / "*.json"), *missing], program())
    assert found.applicants["applicant"].to_list() == ["a", "b"]
    assert told(found, "file", "effect") == [(path.as_posix(), "not_read") for path in missing]


@pytest.mark.skipif(sys.platform != "linux", reason="names are texts there")
def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    form(tmp_path, "a.json", "a")
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff.json", os.O_CREAT))
    found = read([tmp_path], program())
    assert found.count == 1
    assert told(found, "file", "effect") == [(f"{tmp_path.as_posix()}/?.json", "not_read")]


def test_a_folder_that_does_not_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form(tmp_path, "a.json", "a")
    form(tmp_path, "closed/b.json", "b")
    inside = os.scandir

    def scandir(folder: Path) -> Iterator[os.DirEntry[str]]:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return inside(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = read([tmp_path], program())
    assert found.count == 1
    assert told(found, "file", "effect") == [((tmp_path / "closed").as_posix(), "not_read")]


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        form(tmp_path, f"{name}.json", name)
    steps: list[tuple[int, int]] = []
    read([tmp_path], program(), progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_many_forms_are_read_in_worker_processes_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        form(tmp_path, f"{number}.json", f"a{number}", households=number, visits="?")
    (tmp_path / "5x.json").write_text("{", encoding="utf-8")
    here = read([tmp_path], program())
    monkeypatch.setattr(form_files, "MANY", 2)
    apart = read([tmp_path], program())
    for name in ("applicants", "values", "invalid", "origin", "problems"):
        assert getattr(here, name).equals(getattr(apart, name)), name


def test_who_speaks_is_kept_with_every_value(tmp_path: Path) -> None:
    file = form(tmp_path, "a.json", "a", households=1)
    assert read([file], program(), origin="inspection").origin["origin"].to_list() == ["inspection"]


REGISTER = "applicant,name,district,category\na,河东社区,城关,甲\nb,河西社区,城关,乙\n"


def test_the_register_gives_names_and_shows_who_handed_in_nothing(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    file = tmp_path / "t.csv"
    file.write_text("applicant,name,households\na,河东,1\nz,外来,2\n", encoding="utf-8")
    found = read([file], program(), register=register)
    assert found.applicants.drop("digest").rows() == [
        ("a", "河东社区", "城关", "甲"),
        ("z", "外来", None, None),
        ("b", "河西社区", "城关", "乙"),
    ]
    assert found.applicants["digest"].null_count() == 1
    assert found.values["households"].to_list() == [1, 2, None]
    assert found.values["na:1.4"].to_list() == [False] * 3
    assert told(found, "applicant", "field", "effect") == [
        ("z", "applicant", "question"),
        ("a", "name", "note"),
        ("b", "", "note"),
    ]


REGISTERS = [
    ("name\n河东\n", ("", "not_read")),
    ("applicant\na\na\n", ("applicant", "ignored")),
    ("applicant\na\n1.1E+11\n", ("applicant", "ignored")),
]


@pytest.mark.parametrize(("text", "expected"), REGISTERS)
def test_a_faulty_register_is_a_problem(
    tmp_path: Path, text: str, expected: tuple[str, str]
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(text, encoding="utf-8")
    found = read([form(tmp_path, "a.json", "a")], program(), register=register)
    assert told(found, "field", "effect") == [expected]
    assert found.count == 1


def test_a_register_of_nothing_but_absent_ones_gives_a_row_to_each(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    found = read([], program(), register=register)
    assert found.applicants["applicant"].to_list() == ["a", "b"]
    assert found.values.height == 2


def test_a_submission_names_its_standard_itself(tmp_path: Path) -> None:
    named = tmp_path / "a.json"
    named.write_text('{"standard": "demo", "answers": {}}', encoding="utf-8")
    table = tmp_path / "t.csv"
    table.write_text("applicant,standard,1.1\na,demo,是\n", encoding="utf-8")
    frame = tmp_path / "t.parquet"
    pl.DataFrame({"applicant": ["a"], "standard": ["demo"]}).write_parquet(frame)
    assert [standard_of(path) for path in (named, table, frame)] == ["demo"] * 3
    assert standard_of(form(tmp_path, "b.json", "b")) is None


@pytest.mark.parametrize("name", ["x.docx", "x.json", "x.parquet", "missing.json"])
def test_a_file_that_cannot_be_read_names_no_standard(tmp_path: Path, name: str) -> None:
    if not name.startswith("missing"):
        (tmp_path / name).write_bytes(b"{")
    with pytest.raises(UnreadableError):
        standard_of(tmp_path / name)


def test_readers_are_found_by_listing_their_folder() -> None:
    assert {".csv", ".tsv", ".json", ".parquet", ".xlsx"} <= readers().keys()
    assert all(isinstance(reader, FormReader | TableReader) for reader in readers().values())
    assert isinstance(readers()[".parquet"], FragileReader)
    sorts = {suffix: sort_of(Path(f"X{suffix.upper()}")) for suffix in readers()}
    assert sorts[".json"] == sorts[".xlsx"] == "form"
    assert sorts[".csv"] == sorts[".parquet"] == "table"
    assert sort_of(Path("x.docx")) is None
