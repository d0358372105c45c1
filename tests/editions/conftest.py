"""The command line; a run of three compounds by the old edition."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from standards.document import Document
from tests.calling import Call, caller

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "submissions" / "examples"
NEW = EXAMPLES / "editions" / "green-community@2027.1.yaml"
CAMPAIGN = EXAMPLES / "campaigns" / "green-community-2026.yaml"
TABLE = EXAMPLES / "campaigns" / "green-community-2026.csv"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys, columns=200)


def compound(code: str, **changes: Any) -> dict[str, Any]:
    """The compound of the worked case `passing`, with some answers changed."""
    path = ROOT / "standards" / "library" / "cases" / "green-community.yaml"
    (case,) = (
        one
        for one in Document(path.read_text(encoding="utf-8"), "cases").value["cases"]
        if one["id"] == "passing"
    )
    answers = deepcopy(case["answers"])
    for id_, value in changes.items():
        answers[id_] = value
    plain = json.loads(json.dumps(answers, default=float))
    return {
        "standard": "green-community",
        "edition": "2026.1",
        "applicant": {"code": f"441900-{code}", "name": f"小区{code}", "district": "东城"},
        "answers": plain,
        "evidence": {},
    }


COMPOUNDS = [
    compound("0001"),
    # 86 % satisfied: enough for 85, not for 88; more than last year's 80
    compound("0002", satisfied=172, **{"7.3": 80}),
    # fumes alone cost all 6 points before, 3 now; the four measures of 3.8 are no longer asked
    compound(
        "0003",
        **{
            "2.5": {"smoke": True, "fumes": False},
            "3.8": dict.fromkeys(("paving", "native", "rain", "shade"), False),
        },
    ),
]
"""Three compounds; what both editions give them is worked out by hand in the tests."""


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    file = tmp_path / "old.json"
    file.write_text(json.dumps(COMPOUNDS, ensure_ascii=False), encoding="utf-8")
    return file


@pytest.fixture
def old_run(call: Call, submissions: Path, tmp_path: Path) -> Path:
    """A run of the three by edition 2026.1."""
    folder = tmp_path / "run-2026"
    result = call(
        "score", submissions, "-s", "green-community", "-o", folder, "--as-of", "2026-11-23"
    )
    assert result.code == 0, result.err
    return folder
