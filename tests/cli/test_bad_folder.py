"""A folder as it comes in: good forms among corrupt, encrypted, empty, foreign, doubled and hostile ones."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import polars as pl
import pytest

from engine.compile import compile_named
from submissions.cases import load_cases, submission
from submissions.forms.xlsx import fill

NAME = "green-community"


def form(path: Path, case: str = "passing", code: str | None = None) -> Path:
    """A filled form of a worked case."""
    program = compile_named(NAME)
    _, cases = load_cases(NAME)
    by_id = {one.id: one for one in cases}
    raw = submission(program, by_id[case], by_id)
    raw.applicant = {"code": code or path.stem, "name": f"小区{path.stem}", "district": "甲区"}
    fill(program, raw, path)
    return path


def encrypted(source: Path, path: Path) -> None:
    with source.open("rb") as file, path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(file).encrypt("secret", target)


def foreign(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "值班表"
    book.save(path)


def far_cell(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["XFD1048576"] = 1
    book.save(path)


def bomb(source: Path, path: Path, entry: str, megabytes: int) -> None:
    """A workbook whose entry unpacks to very much."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != entry:
                new.writestr(info, old.read(info))
        with new.open(entry, "w", force_zip64=True) as target:
            for _ in range(megabytes):
                target.write(b" " * 1_000_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    good = form(folder / "a-good.xlsx")
    form(folder / "b-failing.xlsx", "failing")
    form(folder / "z-double.xlsx", code="a-good")
    whole = good.read_bytes()
    (folder / "corrupt.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.xlsx").touch()
    (folder / "text.xlsx").write_text("编号,名称\n", encoding="utf-8")
    encrypted(good, folder / "encrypted.xlsx")
    foreign(folder / "foreign.xlsx")
    far_cell(folder / "far.xlsx")
    bomb(good, folder / "bomb.xlsx", "xl/worksheets/sheet2.xml", 1500)
    bomb(good, folder / "strings.xlsx", "xl/sharedStrings.xml", 1500)
    (folder / "letter.docx").write_bytes(b"PK")
    return folder


BAD = ("corrupt", "empty", "text", "encrypted", "foreign", "far", "bomb", "strings")
MEASURED = """
import resource, sys
from dabiao.cli import main
sys.argv = ["dabiao", *sys.argv[1:]]
try:
    main()
finally:
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        print("peak", resource.getrusage(who).ru_maxrss, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def scored(folder: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    run = folder.parent / "run"
    command = [sys.executable, "-c", MEASURED, "score", str(folder), "-s", NAME, "-o", str(run)]
    return subprocess.run(command, capture_output=True, text=True, check=False), run


def test_the_good_ones_are_scored_and_the_exit_code_says_that_some_were_not(
    scored: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ran, run = scored
    assert ran.returncode == 1, ran.stderr
    results = pl.read_parquet(run / "results.parquet")
    assert dict(results.select("applicant", "grade").iter_rows())["a-good"] == "excellent"
    assert set(results["applicant"]) == {"a-good", "b-failing"}
    assert "Traceback" not in ran.stderr + ran.stdout


@pytest.mark.parametrize("name", BAD)
def test_each_bad_one_is_listed_with_its_reason(
    scored: tuple[subprocess.CompletedProcess[str], Path], name: str
) -> None:
    problems = pl.read_csv(scored[1] / "problems.csv", infer_schema=False)
    mine = problems.filter(pl.col("file") == f"{name}.xlsx")
    assert mine["effect"].to_list() == ["not_read"]
    assert len(mine["allowed"].item()) > 10


def test_the_reasons_differ(scored: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    problems = pl.read_csv(scored[1] / "problems.csv", infer_schema=False)
    said = dict(
        problems.filter(pl.col("effect") == "not_read").select("file", "allowed").iter_rows()
    )
    assert "密码" in said["encrypted.xlsx"]
    assert "空" in said["empty.xlsx"]
    assert "letter.docx" in said
    assert len({said[f"{name}.xlsx"] for name in BAD}) >= 6


def test_the_double_is_told_and_the_first_counts(
    scored: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    problems = pl.read_csv(scored[1] / "problems.csv", infer_schema=False)
    mine = problems.filter(pl.col("file") == "z-double.xlsx")
    assert "ignored" in mine["effect"].to_list()
    assert "a-good.xlsx" in " ".join(mine["allowed"].to_list())


def test_no_process_takes_more_than_a_gigabyte(
    scored: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    peaks = [
        int(line.split()[1]) for line in scored[0].stderr.splitlines() if line.startswith("peak ")
    ]
    assert len(peaks) == 2
    assert max(peaks) < 1_000_000, "kilobytes"


CONTRACT = {
    "an unknown field": ({"answers": {"household": 812}}, "household"),
    "a wrong type": ({"answers": {"households": "many"}}, "households"),
    "a list for a number": ({"answers": {"households": [1, 2]}}, "households"),
    "not a number": ({"answers": {"6.4": float("nan")}}, "6.4"),
    "a claim beside an answer": (
        {"answers": {"7.3": 90}, "not_applicable": {"7.3": "首次"}},
        "7.3",
    ),
    "a claim where none is allowed": ({"not_applicable": {"1.1": "没有条件"}}, "1.1"),
}


@pytest.mark.parametrize(("change", "field"), CONTRACT.values(), ids=CONTRACT.keys())
def test_what_is_wrong_in_a_submission_is_told_with_its_field(
    change: dict[str, object], field: str, tmp_path: Path
) -> None:
    path = tmp_path / "one.json"
    document = {
        "standard": NAME,
        "applicant": {"code": "x-1", "name": "甲"},
        "answers": {},
        **change,
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    main = "import sys; from dabiao.cli import main; sys.argv = ['dabiao', 'check', sys.argv[1], '--json']; main()"
    ran = subprocess.run(
        [sys.executable, "-c", main, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode in (1, 2)
    assert "Traceback" not in ran.stderr
    told = json.loads(ran.stdout)
    assert field in {problem["field"] for problem in told["problems"]}
    assert told["outcome"] == "not_judged"
