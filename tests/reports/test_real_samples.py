"""The real samples: what a plan prints is kept and its faults are told; what is blank stays blank."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dabiao.commands.check import command

EXAMPLES = Path(str(resources.files("submissions"))) / "examples"
SAMPLES = sorted(p for p in EXAMPLES.glob("*/*.json") if p.parent.name != "generated")
TOWN = EXAMPLES / "community-construction" / "county-town.json"
OLD_TOWN = EXAMPLES / "service-community" / "old-town.json"

TOLD = {
    "zh": (
        "人员经费合计与正式、聘用两项之和不符（全年人员经费合计（照账面或文件所载填写）："
        "1017000 元；正式与聘用人员经费之和：1034000 元）"
    ),
    "en": (
        "The total staff cost differs from the sum of regular and contract staff (Staff cost of "
        "the year, total (as the books or the paper state it): 1017000 yuan; Cost of regular "
        "and contract staff added up: 1034000 yuan)"
    ),
}


def check(path: Path, *words: str) -> str:
    runner = CliRunner(env={"COLUMNS": "200"})
    arguments = [str(path), "--as-of", "2026-11-23", *words]
    return runner.invoke(command, arguments, standalone_mode=False).stdout


def checked(path: Path) -> Any:
    return json.loads(check(path, "--json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_real_sample_is_read_whole_and_not_judged(path: Path) -> None:
    found = checked(path)
    assert found["outcome"] == "not_judged"
    assert found["problems"] == []


@pytest.mark.parametrize(("language", "told"), TOLD.items())
@pytest.mark.parametrize("form", ["json", "terminal", "html"])
def test_the_sum_fault_of_the_plan_is_reported(
    tmp_path: Path, form: str, language: str, told: str
) -> None:
    match form:
        case "json":
            (said,) = json.loads(check(TOWN, "--json", "--lang", language))["checks"]
        case "terminal":
            said = check(TOWN, "--lang", language)
        case _:
            check(TOWN, "--lang", language, "-o", str(tmp_path / "town.html"))
            said = (tmp_path / "town.html").read_text(encoding="utf-8")
    assert "".join(told.split()) in "".join(said.split())


def test_the_sum_fault_of_the_plan_is_not_repaired() -> None:
    answers = json.loads(TOWN.read_text(encoding="utf-8"))["answers"]
    assert (answers["staff_cost"], answers["regular_cost"], answers["contract_cost"]) == (
        1_017_000,
        835_000,
        199_000,
    )
    found = checked(TOWN)
    assert found["figures"]["cost_parts"] == "1034000"
    assert len(found["checks"]) == 1


def test_what_the_plan_of_the_old_town_leaves_blank_stays_unanswered() -> None:
    found = checked(OLD_TOWN)
    states = {criterion["id"]: criterion["state"] for criterion in found["criteria"]}
    assert {states[id_] for id_ in ("1.3", "1.4", "1.8", "3.1", "3.3", "3.4", "4.5")} == {"met"}
    assert {states[id_] for id_ in ("2.3", "3.5", "4.4", "5.1", "6.1", "6.3")} == {"unanswered"}
    assert found["figures"]["market_price"] == "49.5"
    assert found["figures"]["rooms_due"] is None
