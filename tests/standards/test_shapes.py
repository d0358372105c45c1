"""Every shape of rule met in real standards can be written, has no fault, and earns as it must."""

from __future__ import annotations

from typing import Any

import pytest

from standards.lint import lint
from submissions.cases import Case, compare
from tests.standards.shapes import loaded, program, shapes


def case_of(row: list[Any], number: int) -> Case:
    answers, gives, *beside = row
    expect = gives if isinstance(gives, dict) else {"score": gives}
    more = beside[0] if beside else {}
    name = {"zh": f"第 {number} 行"}
    return Case.model_validate(
        {"id": f"row-{number}", "name": name, "answers": answers, "expect": expect, **more}
    )


def test_all_forty_are_there() -> None:
    assert [shape["shape"] for shape in shapes()] == list(range(1, 41))


@pytest.mark.parametrize(
    "shape", shapes(), ids=lambda shape: f"{shape['shape']} {shape['says']['en']}"
)
def test_a_shape_has_no_fault_and_earns_as_it_must(shape: dict[str, Any]) -> None:
    assert [str(fault) for fault in lint(loaded(shape)) if fault.weight == "error"] == []
    made = program(shape)
    told = {
        str(row[0]): found
        for number, row in enumerate(shape["cases"], 1)
        if (found := compare(made, case_of(row, number)))
    }
    assert told == {}


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: str(shape["shape"]))
def test_a_shape_shows_more_than_one_outcome(shape: dict[str, Any]) -> None:
    assert len({str(row[1]) for row in shape["cases"]}) > 1
