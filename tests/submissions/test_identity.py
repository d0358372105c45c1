"""Codes of applicants stay text."""

from __future__ import annotations

import pytest

from submissions.identity import code_of, made_of

USED = [
    ("110101001001", "110101001001"),
    (" 110101001001\t", "110101001001"),
    ("１１０１０１００１００１", "110101001001"),
    ('="110101001001"', "110101001001"),
    ("'110101001001", "110101001001"),
    ("441900-0001", "441900-0001"),
    ("cc-hedong", "cc-hedong"),
    ("社区_7", "社区_7"),
    ("001", "001"),
    ("1E5", "1E5"),
    ("x" * 40, "x" * 40),
]


@pytest.mark.parametrize(("found", "code"), USED)
def test_these_codes_are_used_as_they_are(found: str, code: str) -> None:
    assert (code_of(found).code, code_of(found).effect) == (code, "")


@pytest.mark.parametrize(
    "found",
    [
        "1.1e11",
        "1.1E+11",
        "1E+11",
        "1.5",
        "a/b",
        "..",
        "../x",
        "a\\b",
        "a b",
        "-x",
        "=1+1",
        "a\x00b",
        "x" * 41,
        "a:b",
        "<b>",
    ],
)
def test_these_codes_are_not_used_and_what_is_allowed_is_said(found: str) -> None:
    said = code_of(found)
    assert (said.code, said.effect) == ("", "ignored")
    assert said.allowed


@pytest.mark.parametrize(
    ("found", "code"),
    [("110101001001.0", "110101001001"), ("11010100100", "11010100100")],
    ids=["a code that was a number", "a digit short"],
)
def test_these_codes_are_used_but_questioned(found: str, code: str) -> None:
    assert (code_of(found).code, code_of(found).effect) == (code, "question")


@pytest.mark.parametrize("found", ["", "  ", "\ufeff"])
def test_no_code_is_no_problem_of_the_code(found: str) -> None:
    assert (code_of(found).code, code_of(found).effect) == ("", "")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("forms/河东社区.xlsx", "河东社区"),
        ("a/self check (2).json", "self-check--2"),
        ("a/...json", "applicant"),
        ("x" * 100 + ".json", "x" * 34),
    ],
)
def test_a_code_made_of_a_files_name_is_a_code(file: str, code: str) -> None:
    assert made_of(file) == code
    assert code_of(made_of(file)).effect == ""
