"""Scoring systems from elsewhere, written as standards: no fault, and their cases come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compile import compile
from standards.lint import lint
from standards.load import load
from submissions.cases import load_cases, run

SYSTEMS = sorted((Path(__file__).parent / "systems").glob("*.yaml"))


@pytest.mark.parametrize("path", SYSTEMS, ids=lambda path: path.stem)
def test_a_system_from_elsewhere_is_clean_and_its_cases_come_out(path: Path) -> None:
    loaded = load(path)
    assert [str(fault) for fault in lint(loaded)] == []
    told = [f"{r.place}: {d}" for r in run(compile(loaded), str(path)) for d in r.differences]
    assert told == []
    assert len(load_cases(str(path))[1]) >= 5
