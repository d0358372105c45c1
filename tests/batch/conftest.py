"""The command line; forms of some applicants; a run of them."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.answers import Answers
from engine.program import Program
from engine.score import Scores, score
from reports.run.answers import ordered
from tests.batch.samples import DAY, STANDARD, drawn, program, said
from tests.calling import Call, caller


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


@pytest.fixture(scope="session")
def scores() -> Scores:
    """Twelve applicants of whom everything was said that can be said."""
    standard = program()
    return score(standard, ordered(said(drawn(standard, 12))), DAY)


def form(standard: Program, answers: Answers, row: int) -> dict[str, Any]:
    """The submission of an applicant as JSON."""
    who = answers.applicants.row(row, named=True)
    given = answers.values.row(row, named=True)
    told: dict[str, Any] = {}
    for id_, asked in standard.standard.asked.items():
        value = given[id_]
        if value is None:
            continue
        match asked.type:
            case "choice":
                value = list(asked.choices or {})[value]
            case "date":
                value = (date(1970, 1, 1) + timedelta(days=value)).isoformat()
            case "rate":
                value = value / 10_000
            case _:
                pass
        told[id_] = value
    return {
        "standard": "demo",
        "edition": "1",
        "applicant": {key: who[key] for key in ("name", "district", "category") if who[key]}
        | {"code": who["applicant"]},
        "answers": told,
        "not_applicable": {"2.2": "无食堂"} if given["na:2.2"] else {},
        "evidence": {"1.1": ["纪要.pdf"]} if given["ev:1.1"] else {},
    }


@dataclass(frozen=True)
class Forms:
    """A folder with a form for each of 14 applicants, and the standard beside it."""

    folder: Path
    standard: Path


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    standard = program()
    answers = drawn(standard, 14, seed=6)
    folder = tmp_path / "forms"
    folder.mkdir()
    for row in range(14):
        said = form(standard, answers, row)
        if said["not_applicable"]:  # an answer and a claim together are a problem
            said["answers"].pop("2.2", None)
        name = f"{answers.applicants['applicant'][row]}.json"
        (folder / name).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "demo.yaml").write_text(STANDARD, encoding="utf-8")
    return Forms(folder, tmp_path / "demo.yaml")


@pytest.fixture
def a_run(call: Call, forms: Forms, tmp_path: Path) -> Path:
    """A run of the forms."""
    folder = tmp_path / "run"
    result = call(
        *("score", forms.folder, "-s", forms.standard, "-o", folder, "--as-of", "2026-11-23")
    )
    assert result.code in (0, 1), result.err
    return folder
