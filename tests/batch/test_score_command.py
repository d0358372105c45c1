"""`dabiao score`: from files to a RUN."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import polars as pl
import pytest

from reports.run.inputs import digest
from tests.batch.conftest import Forms
from tests.calling import Call

DAY = ("--as-of", "2026-11-23")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_folder_of_forms_becomes_a_run(call: Call, forms: Forms, tmp_path: Path) -> None:
    run = tmp_path / "run"
    result = call("score", forms.folder, "-s", forms.standard, "-o", run, *DAY)
    assert result.code == 0, result.err
    assert result.err == ""
    assert "14 家申报单位" in result.out
    assert str(run / "results.csv") in result.out
    table = pl.read_parquet(run / "results.parquet")
    assert table.height == 14
    assert table["applicant"].is_sorted()
    origin = pl.read_parquet(run / "answers.parquet").filter(kind="answer")
    assert set(origin["origin"]) == {"self"}
    assert origin["file"].str.ends_with(".json").all()


def test_the_record_is_printed_as_json(call: Call, forms: Forms, tmp_path: Path) -> None:
    run = tmp_path / "run"
    result = call("score", forms.folder, "-s", forms.standard, "-o", run, *DAY, "--json")
    assert result.json == json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert [line["file"] for line in result.json["inputs"]] == [
        f"441900-{number:04}.json" for number in range(1, 15)
    ]


def test_the_summary_is_english_where_it_is_asked_for(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    where = ("-s", forms.standard, "-o", tmp_path / "run")
    result = call("score", forms.folder, *where, *DAY, "--lang", "en")
    assert "14 applicants" in result.out
    assert "Model compounds" in result.out


def test_the_words_of_a_run_do_not_hang_on_the_language(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    for language in ("zh", "en"):
        where = ("-s", forms.standard, "-o", tmp_path / language)
        call("score", forms.folder, *where, *DAY, "--lang", language)
    assert digests(tmp_path / "zh") == digests(tmp_path / "en")


def test_the_order_of_the_files_and_the_place_of_the_folder_are_all_one(
    call: Call, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(forms.folder.iterdir())
    moved = tmp_path / "elsewhere" / "deep"
    shutil.copytree(forms.folder, moved)
    calls = {
        "folder": [forms.folder],
        "files": files,
        "reversed": files[::-1],
        "pattern": [forms.folder / "*.json"],
        "twice": [forms.folder, *files[:3]],
        "moved": [moved],
    }
    for name, paths in calls.items():
        where = ("-s", forms.standard, "-o", tmp_path / "runs" / name)
        assert call("score", *paths, *where, *DAY).code == 0
    monkeypatch.chdir(forms.folder.parent)
    where = ("-s", forms.standard, "-o", tmp_path / "runs" / "relative")
    call("score", forms.folder.name, *where, *DAY)
    found = {name: digests(tmp_path / "runs" / name) for name in [*calls, "relative"]}
    assert all(one == found["folder"] for one in found.values()), found


def test_of_two_submissions_of_one_applicant_the_first_by_name_counts_in_any_order(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    files = sorted(forms.folder.iterdir())
    again = forms.folder / "441900-0001-again.json"
    said = json.loads(files[0].read_text(encoding="utf-8"))
    again.write_text(json.dumps(said | {"answers": {}}), encoding="utf-8")
    for name, paths in {"one": [again, *files], "two": [*files, again]}.items():
        call("score", *paths, "-s", forms.standard, "-o", tmp_path / name, *DAY)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    problems = (tmp_path / "one" / "problems.csv").read_text(encoding="utf-8")
    assert "441900-0001" in problems
    assert str(tmp_path) not in problems


def test_no_path_of_this_machine_is_in_a_run(call: Call, forms: Forms, tmp_path: Path) -> None:
    (forms.folder / "bad.json").write_text("{", encoding="utf-8")
    call("score", forms.folder, "-s", forms.standard, "-o", tmp_path / "run", *DAY)
    for path in (tmp_path / "run").iterdir():
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = pl.read_parquet(path).write_csv().encode()
        assert str(tmp_path).encode() not in data, path.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bad.json", b"{"),
        ("bad.xlsx", b"PK\x03\x04 no workbook"),
        ("notes.txt", b"hello"),
        ("empty.csv", b""),
    ],
)
def test_one_bad_file_is_listed_and_the_others_are_scored(
    call: Call, forms: Forms, tmp_path: Path, name: str, content: bytes
) -> None:
    (forms.folder / name).write_bytes(content)
    run = tmp_path / "run"
    result = call("score", forms.folder, "-s", forms.standard, "-o", run, *DAY)
    assert result.code == 1
    assert "1 个文件无法读取" in result.out
    assert pl.read_parquet(run / "results.parquet").height == 14
    problems = pl.read_csv(run / "problems.csv", infer_schema=False)
    assert problems.filter(effect="not_read")["file"].to_list() == [name]


def test_a_file_that_is_gone_has_no_digest(tmp_path: Path) -> None:
    assert digest(tmp_path / "gone") is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_has_no_digest(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    closed = forms.folder / "441900-0003.json"
    closed.chmod(0)
    run = tmp_path / "run"
    result = call("score", forms.folder, "-s", forms.standard, "-o", run, *DAY, "--json")
    assert result.code == 1
    assert {"file": closed.name, "digest": None} in result.json["inputs"]


def test_who_cannot_be_judged_ends_the_command_with_one(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    file = forms.folder / "441900-0001.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(said | {"answers": {}}), encoding="utf-8")
    run = tmp_path / "run"
    result = call("score", forms.folder, "-s", forms.standard, "-o", run, *DAY)
    assert result.code == 1
    row = pl.read_parquet(run / "results.parquet").row(0, named=True)
    assert (row["outcome"], row["grade"], row["rank"]) == ("not_judged", None, None)
    assert "作答率" in row["reasons"]


def test_a_register_gives_names_and_shows_who_handed_in_nothing(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    register = tmp_path / "applicants.csv"
    register.write_text(
        "applicant,name,district\n441900-0001,新名,茶山\n441900-0099,未交小区,茶山\n",
        encoding="utf-8",
    )
    run = tmp_path / "run"
    where = ("-s", forms.standard, "-o", run, "--register", register)
    result = call("score", forms.folder, *where, *DAY, "--json")
    assert result.code == 1
    assert result.json["register"] == f"sha256:{hashlib.sha256(register.read_bytes()).hexdigest()}"
    table = pl.read_parquet(run / "results.parquet")
    assert table.filter(applicant="441900-0001")["district"].to_list() == ["茶山"]
    assert table.filter(applicant="441900-0099")["outcome"].to_list() == ["not_judged"]


# -- refusals


def test_where_nobody_can_be_read_there_is_no_run_and_two_at_the_end(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    run = tmp_path / "run"
    result = call("score", tmp_path / "bad.json", "-s", forms.standard, "-o", run, *DAY)
    assert result.code == 2
    assert "bad.json" in result.err
    assert "没有可评判的申报单位" in result.err
    assert not run.exists()


def test_a_path_that_is_not_there_is_told(call: Call, forms: Forms, tmp_path: Path) -> None:
    where = ("-s", forms.standard, "-o", tmp_path / "run")
    result = call("score", tmp_path / "nowhere", *where)
    assert result.code == 2
    assert "nowhere" in result.err
    assert "Traceback" not in result.err


def test_a_folder_that_is_no_run_is_not_written_over(
    call: Call, forms: Forms, tmp_path: Path
) -> None:
    where = ("-s", forms.standard, "-o", forms.folder)
    before = digests(forms.folder)
    result = call("score", forms.folder, *where)
    assert result.code == 2
    assert "不属于评定结果" in result.err
    assert digests(forms.folder) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-s", "no-such-standard"), "no standard 'no-such-standard'"),
        (("--as-of", "23.11.2026"), "23.11.2026"),
        ((), "--standard"),
    ],
    ids=["an unknown standard", "another form of date", "no standard"],
)
def test_wrong_usage_is_told_in_a_sentence(
    call: Call, forms: Forms, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    result = call("score", forms.folder, "-o", tmp_path / "run", *words)
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_second_run_takes_the_place_of_the_first(
    call: Call, forms: Forms, tmp_path: Path, a_run: Path
) -> None:
    first = digests(a_run)
    (forms.folder / "441900-0014.json").unlink()
    call("score", forms.folder, "-s", forms.standard, "-o", a_run, *DAY)
    assert pl.read_parquet(a_run / "results.parquet").height == 13
    assert digests(a_run) != first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.yaml", "forms", "run"]
