"""The schema allows what the reader reads, and what it refuses the reader tells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.compile import compile_named
from standards.load import bundled
from submissions.gather import gather
from submissions.interpret import Interpreter
from submissions.readers.json_ import raw_of
from submissions.schema import schema
from submissions.simulate import simulate
from submissions.write import documents
from tests.submissions.demo import program

SCHEMA = Draft202012Validator(schema(program()))

CELLS: dict[str, list[object]] = {
    "1.1": [True, False, None, "是", "×", 1, 0],
    "households": [0, 812, 12.0, 50000, "812户", None],
    "1.4": [0, 1.5, 92.6, 100, "95%", None],
    "area": [0, 60.25, "60㎡"],
    "kind": ["urban", "rural", "3", None],
    "opened": ["2026-03-01", "2026/3/1", "2026年3月1日", None],
    "remark": ["备注", 5, True, None],
    "1.2": [{"bags": True}, {"bags": None, "bins": False}, {}],
    "1.2.bags": [True],
    "1.3": ["full", {"answer": "partly", "award": 2.5}],
}
BROKEN: dict[str, list[object]] = {
    "1.1": ["部分", 2, [], {"x": 1}],
    "households": [True, -1, 50001, [], {}],
    "1.4": [0.95, 1, 101, -1, False],
    "area": [True, -0.5],
    "kind": ["suburb", True, 5],
    "opened": ["yesterday", "2026-03", 5],
    "1.2": [True, {"bags": "部分"}, {"other": True}],
    "1.3": [5, {"award": 99}],
    "9.9": [True],
}


def problems(document: dict[str, Any]) -> list[str]:
    row = Interpreter(program()).interpret(raw_of(document, "a.json"))
    return gather(program(), [row]).problems["effect"].to_list()


def submission(answers: dict[str, object], **rest: object) -> dict[str, Any]:
    return {"applicant": {"code": "a"}, "answers": answers, **rest}


@pytest.mark.parametrize("name", [*bundled(), "demo"])
def test_it_is_a_schema_of_draft_2020_12(name: str) -> None:
    made = schema(program() if name == "demo" else compile_named(name))
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(made)


@pytest.mark.parametrize(("name", "found"), [(k, v) for k, vs in CELLS.items() for v in vs])
def test_what_it_allows_is_read_without_a_problem(name: str, found: object) -> None:
    document = submission({name: found})
    assert SCHEMA.is_valid(document)
    assert problems(document) == []


@pytest.mark.parametrize(("name", "found"), [(k, v) for k, vs in BROKEN.items() for v in vs])
def test_what_it_refuses_is_a_problem_of_the_reader(name: str, found: object) -> None:
    document = submission({name: found})
    assert not SCHEMA.is_valid(document)
    assert set(problems(document)) & {"invalid", "ignored"}


@pytest.mark.parametrize(
    "rest",
    [
        {"foo": 1},
        {"not_applicable": {"1.1": "无"}},
        {"not_applicable": {"1.4": True}},
        {"not_applicable": []},
        {"evidence": {"9.9": ["a.pdf"]}},
        {"evidence": "a.pdf"},
        {"standard": "other"},
        {"edition": 2026.1},
    ],
    ids=str,
)
def test_what_it_refuses_elsewhere_is_a_problem_too(rest: dict[str, Any]) -> None:
    document = submission({}, **rest)
    assert not SCHEMA.is_valid(document)
    if rest != {"not_applicable": {"1.1": "无"}}:  # a word that claims nothing
        assert problems(document)


PLAIN = st.none() | st.booleans() | st.integers(-9, 200) | st.floats(-1, 120)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(sorted(program().standard.asked)), PLAIN, max_size=4))
def test_every_violation_by_a_number_or_truth_value_is_told(answers: dict[str, object]) -> None:
    document = submission(answers)
    if not SCHEMA.is_valid(document):
        assert set(problems(document)) & {"invalid", "ignored", "note"}


@pytest.mark.parametrize("name", bundled())
def test_generated_submissions_fit_it_but_for_what_cannot_be_read(name: str) -> None:
    made = compile_named(name)
    answers = simulate(made, 30, 3)
    validator = Draft202012Validator(schema(made))
    bad = {row for row, _ in answers.invalid.rows()}
    for row, document in enumerate(documents(answers, made)):
        if row not in bad:
            assert validator.is_valid(document), next(validator.iter_errors(document))
