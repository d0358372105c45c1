"""JSON submissions: what does not fit becomes a problem at its JSON path, the rest is read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import Answers
from submissions.gather import gather
from submissions.interpret import Interpreter
from submissions.problems import UnreadableError, in_language
from submissions.readers import json_
from tests.submissions.demo import program, said, told


def read(tmp_path: Path, text: str | bytes) -> Answers:
    file = tmp_path / "a.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    interpreter = Interpreter(program())
    return gather(program(), [interpreter.interpret(raw) for raw in json_.read(file, program())])


def submission(answers: str, rest: str = "") -> str:
    return f'{{"applicant": {{"code": "a"}}, "answers": {answers}{rest}}}'


READ = [
    (
        "nested items",
        '{"1.2": {"bags": true, "bins": false}}',
        {"1.2.bags": True, "1.2.bins": False},
    ),
    ("flat items", '{"1.2.bags": true}', {"1.2.bags": True}),
    (
        "a level with its points",
        '{"1.3": {"answer": "partly", "award": 2.5}}',
        {"1.3": 1, "1.3.award": 25000},
    ),
    ("a level alone", '{"1.3": "full"}', {"1.3": 0}),
    ("nothing said", '{"1.1": null, "1.2": {}}', {}),
    ("exact decimals", '{"area": 60.12, "1.4": 92.6}', {"area": 6012, "1.4": 926000}),
    ("a decimal no double holds", '{"area": 60.1249999999999999999999}', {"area": 6012}),
    ("a number with an exponent", '{"area": 1.5e3}', {"area": 150000}),
    ("a text of any characters", '{"remark": "\\u0007\\ud800𠮷"}', {"remark": "\x07?𠮷"}),
]


@pytest.mark.parametrize(("answers", "values"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_these_answers_are_read(tmp_path: Path, answers: str, values: dict[str, object]) -> None:
    assert said(read(tmp_path, submission(answers))) == values


PROBLEMS = [
    ('{"1.1": true, "1.1": false}', '$.answers["1.1"]', "ignored", "the first counts"),
    ('{"1.2": {"bags": true, "bags": true}}', '$.answers["1.2"].bags', "ignored", "first counts"),
    ('{"1.2": {"bags": true}, "1.2.bags": true}', '$.answers["1.2.bags"]', "ignored", "first"),
    ('{"1.11": true}', '$.answers["1.11"]', "ignored", "did you mean 1.1?"),
    ('{"zzz": true}', "$.answers.zzz", "ignored", "no such field"),
    ('{"1.1": {"x": true}}', '$.answers["1.1"].x', "ignored", "no such field"),
    ('{"1.4": 0.95}', '$.answers["1.4"]', "invalid", "write 95"),
    ('{"1.4": NaN}', '$.answers["1.4"]', "invalid", "a number from 0 to 100"),
    ('{"1.4": 1e400}', '$.answers["1.4"]', "invalid", "a number from 0 to 100"),
    ('{"1.4": 1e99999999999999999999}', '$.answers["1.4"]', "invalid", "a number from 0 to 100"),
    ('{"households": true}', "$.answers.households", "invalid", "a number"),
    ('{"households": [1, 2]}', "$.answers.households", "invalid", "one value"),
    ('{"households": 12.5}', "$.answers.households", "note", "rounded"),
]


@pytest.mark.parametrize(("answers", "cell", "effect", "sentence"), PROBLEMS)
def test_each_fault_is_told_at_its_path(
    tmp_path: Path, answers: str, cell: str, effect: str, sentence: str
) -> None:
    (problem,) = read(tmp_path, submission(answers)).problems.iter_rows(named=True)
    assert (problem["cell"], problem["effect"]) == (cell, effect)
    assert sentence in problem["allowed"]
    assert problem["applicant"] == "a"


def test_a_list_answered_as_a_whole_is_unreadable_item_by_item(tmp_path: Path) -> None:
    found = read(tmp_path, submission('{"1.2": true, "1.2.bags": true}'))
    assert said(found) == {"1.2.bags": True}
    assert told(found, "field", "effect") == [("1.2.bins", "invalid"), ("1.2.sorted", "invalid")]
    assert found.invalid.rows() == [(0, "1.2.bins"), (0, "1.2.sorted")]


OUTER = [
    ('{"answers": {}, "foo": 1}', "$.foo", "foo", "ignored", "only these keys"),
    (
        '{"answers": {}, "applicant": {"kode": "x"}}',
        "$.applicant.kode",
        "kode",
        "ignored",
        "only these",
    ),
    ('{"answers": []}', "$.answers", "answers", "ignored", "an object {...} is needed"),
    ('{"applicant": {"code": "a"}}', "$", "", "note", "nothing is answered"),
    ('{"answers": {}, "edition": 2026.1}', "$.edition", "edition", "question", "in quotes"),
    ('{"answers": {}, "standard": "other"}', "", "standard", "question", "scored by demo"),
    ('{"answers": {}, "edition": "2025"}', "", "edition", "question", "scored by edition 2026.1"),
]


@pytest.mark.parametrize(("text", "cell", "name", "effect", "sentence"), OUTER)
def test_what_breaks_the_outer_form_is_told(
    tmp_path: Path, text: str, cell: str, name: str, effect: str, sentence: str
) -> None:
    problems = [
        problem
        for problem in read(tmp_path, text).problems.iter_rows(named=True)
        if problem["field"] != "applicant"
    ]
    (problem,) = problems
    assert (problem["cell"], problem["field"], problem["effect"]) == (cell, name, effect)
    assert sentence in problem["allowed"]


def test_a_code_that_is_a_number_is_used_and_questioned(tmp_path: Path) -> None:
    found = read(tmp_path, '{"applicant": {"code": 110101001001}, "answers": {}}')
    assert found.applicants["applicant"].to_list() == ["110101001001"]
    assert told(found, "field", "effect") == [("code", "question")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = '{"applicant": {"code": "a", "name": "河东社区"}, "answers": {"remark": "备注"}}'
    found = read(tmp_path, text.encode(encoding))
    assert found.applicants["name"].to_list() == ["河东社区"]
    assert said(found) == {"remark": "备注"}


def test_a_list_holds_several_submissions(tmp_path: Path) -> None:
    one = submission("{}")
    other = one.replace('"code": "a"', '"code": "b"')
    found = read(tmp_path, f"[{one}, {other}]")
    assert found.applicants["applicant"].to_list() == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not JSON: line 1, column 1"),
        ('{"answers":', "not JSON"),
        ("[]", "a submission, or a list of them"),
        ("[1]", "a submission"),
        ('{"name": "some-package"}', "a submission"),
        ("[" * 100_000, "nested too deeply"),
        (b"\x00\x01\x02", "no text file"),
        (b"\xff\xff\xff\xff", "neither UTF-8 nor GB18030"),
    ],
    ids=[
        "empty",
        "cut short",
        "an empty list",
        "a list of numbers",
        "other JSON",
        "deep",
        "binary",
        "no text",
    ],
)
def test_a_file_that_holds_no_submission_is_unreadable(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    with pytest.raises(UnreadableError) as error:
        read(tmp_path, text)
    assert sentence in in_language(str(error.value), "en")


def test_flatten_is_what_worked_cases_are_written_in() -> None:
    answers = {"1.2": {"bags": True}, "1.3": {"answer": "full", "award": Decimal(2)}, "1.1": None}
    flat = {"1.2.bags": True, "1.3": "full", "1.3.award": Decimal(2), "1.1": None}
    assert json_.flatten(answers) == flat


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["standard", "edition", "applicant", "answers", "not_applicable", "evidence"]
)
IDS = st.sampled_from([*program().standard.asked, *program().by_criterion, "code", "name"])


@settings(max_examples=200)
@given(st.dictionaries(KEYS, JSON | st.dictionaries(IDS, JSON, max_size=6), min_size=1))
def test_any_object_is_read_without_an_exception(document: dict[str, Any]) -> None:
    parsed = json_.parsed(json.dumps(document))
    assert isinstance(parsed, dict)
    row = Interpreter(program()).interpret(json_.raw_of(parsed, "a.json"))
    assert gather(program(), [row]).count == 1
