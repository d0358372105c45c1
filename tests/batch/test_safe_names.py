"""File names from codes: nothing leaves the folder, nothing is written over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.safe_names import safe_names


@pytest.mark.parametrize("code", ["441900-0001", "达标_1.2", "a", "A-B", "-rf"])
def test_an_ordinary_code_is_its_own_name(code: str) -> None:
    assert safe_names([code]) == [code]


@pytest.mark.parametrize(
    "code",
    [
        "",
        ".",
        "..",
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "C:\\x",
        "a\0b",
        "a\nb",
        "\u202etxt.exe",
        "con",
        "NUL.html",
        "index",
        "Reports",
        "x" * 300,
        "县" * 300,
        "a.",
        " a ",
        "a:b*c?d",
        "\ud800",
    ],
)
def test_any_other_code_gives_a_plain_name_with_a_mark(code: str) -> None:
    (name,) = safe_names([code])
    assert name != code
    assert Path(name).name == name
    assert name.isprintable()
    assert len(name.encode()) <= 100
    assert not name.startswith(".")
    assert not name.endswith((".", " "))


@pytest.mark.parametrize(
    "codes",
    [
        ["a", "A"],
        ["a/b", "a\\b", "a_b"],
        ["é", "e\u0301"],
        ["x" * 200, "x" * 201],
    ],
    ids=["case", "cleaned alike", "composed and decomposed", "cut alike"],
)
def test_different_codes_have_different_names(codes: list[str]) -> None:
    assert len({name.casefold() for name in safe_names(codes)}) == len(codes)


def test_nobody_can_choose_a_code_that_takes_the_name_of_another() -> None:
    (marked,) = safe_names(["a/b"])
    assert len(set(safe_names(["a/b", marked]))) == 2


@given(st.lists(st.text(max_size=30), unique=True, max_size=20))
def test_names_are_unlike_each_other_and_hang_on_no_order(codes: list[str]) -> None:
    names = safe_names(codes)
    assert len({name.casefold() for name in names}) == len(codes)
    assert safe_names(codes[::-1]) == names[::-1]
