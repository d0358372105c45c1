"""The YAML that is written reads back as the same tree, and looks as an author would write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from standards.canonical import canonical, digest, normal
from standards.document import Document
from standards.load import bundled, load, loads
from standards.write import flow, write

ODD = """yes No null ~ 1.1 0x1F 1_000 80% 2026-03-01 ' " { [a *a &b !c @e `f \\ << = 甲：乙 😀"""
BLANK = [
    "- a",
    "a: b",
    "a #b",
    "a, b",
    "% d",
    "| g",
    "> h",
    "\t",
    "甲, 乙",
    " 空",
    "空 ",
    "a\nb",
    "a?",
]
UNSEEN = ["\ufeff", "\u2028", "\x85", "\x7f"]
TEXTS = st.text(max_size=30) | st.sampled_from([*ODD.split(), *BLANK, *UNSEEN])
SCALARS = TEXTS | st.booleans() | st.integers(-(10**12), 10**12) | st.none() | st.dates()
NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-1e6, max_value=1e6
)
TREES = st.recursive(
    SCALARS | NUMBERS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXTS.filter(lambda t: t != "<<"), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(TEXTS.filter(lambda t: t != "<<"), TREES, min_size=1, max_size=5))
def test_what_is_written_reads_back(tree: dict[str, Any]) -> None:
    text = write(tree)
    assert Document(text, "x").value == tree
    assert write(Document(text, "x").value) == text


@given(TREES)
def test_one_line_reads_back(tree: Any) -> None:
    assert "\n" not in flow(tree)
    assert Document(f"a: {flow(tree)}", "x").value == {"a": tree}


PLAIN = {
    "a Chinese text": ("绿色社区评分标准", "绿色社区评分标准"),
    "a text with a colon": ("甲: 乙", '"甲: 乙"'),
    "a number as text": ("1.1", '"1.1"'),
    "a word that others read as true": ("yes", '"yes"'),
    "a share": ("80%", "80%"),
    "an address": ("https://example.org/a", "https://example.org/a"),
    "a condition": ("score >= 90 and every_part >= 60%", "score >= 90 and every_part >= 60%"),
    "a number": (Decimal("0.50"), "0.5"),
    "a whole number": (Decimal(4), "4"),
    "a day": (date(2026, 3, 1), "2026-03-01"),
}


@pytest.mark.parametrize(("value", "written"), PLAIN.values(), ids=PLAIN.keys())
def test_values_are_written_as_an_author_would(value: Any, written: str) -> None:
    assert write({"key": value}) == f"key: {written}\n"


@pytest.mark.parametrize("name", bundled())
def test_the_normal_form_of_a_bundled_standard_is_the_same_standard(name: str) -> None:
    loaded = load(name)
    text = canonical(loaded.document.value)
    again = loads(text.encode(), name)
    assert again.standard == loaded.standard
    assert canonical(again.document.value) == text
    assert digest(again.document.value) == digest(loaded.document.value)


@pytest.mark.parametrize("name", bundled())
def test_other_readers_of_yaml_read_the_same_texts(name: str) -> None:
    tree = normal(load(name).document.value)
    other = yaml.safe_load(canonical(tree))
    assert other["title"] == tree["title"]
    assert list(other.get("fields", [])) == list(tree.get("fields", []))


SAME = {
    "a text of which only the Chinese is given": ("title: {zh: 甲}", "title: 甲"),
    "a veto in a list of one": ("veto: [{when: a > 1}]", "veto: {when: a > 1}"),
    "a number with idle zeros": ("points: 1.50", "points: 1.5"),
    "a rule without a body": ("rule: {yes_no: {}}", "rule: yes_no"),
    "a key that says nothing": ("title: 甲\nnote: null", "title: 甲"),
    "an empty list": ("title: 甲\ncheck: []", "title: 甲"),
    "the order of keys": ("points: 1\nid: a", "id: a\npoints: 1"),
}
DIFFERENT = {
    "the order of choices": ("ask: {choices: {a: 甲, b: 乙}}", "ask: {choices: {b: 乙, a: 甲}}"),
    "a question with nothing said of it": ("ask: {}", "title: 甲"),
    "another number": ("points: 1.5", "points: 1.51"),
}


def criterion(text: str) -> str:
    inner = Document(text, "x").value
    return canonical({"parts": [{"criteria": [inner]}]})


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_one_thing_said_two_ways_has_one_normal_form(one: str, other: str) -> None:
    assert criterion(one) == criterion(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_different_things_have_different_normal_forms(one: str, other: str) -> None:
    assert criterion(one) != criterion(other)
