"""Every rule kind has examples in its docstring; each row of each of them is earned as it says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
import yaml

from engine.answers import Answers
from engine.score import score
from engine.states import states
from standards.document import Document
from standards.examples import examples as of_kind
from standards.lint import lint
from standards.numbers import scaled
from standards.rules import kinds
from tests.standards import small


def examples() -> list[tuple[str, int, str]]:
    """Kind, number and YAML of every example in the docstrings."""
    return [(kind, n, text) for kind in kinds() for n, text in enumerate(of_kind(kind))]


def standard_of(example: str) -> tuple[str, list[Any]]:
    """A standard around an example's criterion, and its rows."""
    value = Document(example, "example").value
    body = example.split("earns:", maxsplit=1)[0].rstrip().splitlines()
    lines = ['- id: "1.1"', "  title: {zh: 指标, en: Criterion}", "  source: reference"]
    lines += [f"  {line}" for line in body]
    return small.text_of("\n".join(lines), points=value["points"]), value["earns"]


def row_of(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        return {"1.1": given}
    return {"1.1" if key == "answer" else f"1.1.{key}": value for key, value in given.items()}


@pytest.mark.parametrize(("kind", "number", "example"), examples(), ids=lambda v: str(v)[:20])
def test_examples_earn_what_they_say(kind: str, number: int, example: str) -> None:
    text, rows = standard_of(example)
    program = small.program(text)
    given = small.answers(program, [row_of(answer) for answer, _ in rows])
    earned = score(program, given, date(2026, 11, 23)).frame["points:1.1"].to_list()
    assert earned == [scaled(Decimal(str(points)), 4) for _, points in rows]


@pytest.mark.parametrize(("kind", "number", "example"), examples(), ids=lambda v: str(v)[:20])
def test_examples_have_no_fault(kind: str, number: int, example: str) -> None:
    text, _ = standard_of(example)
    assert [f for f in lint(small.loaded(text)) if f.weight == "error"] == []


@pytest.mark.parametrize(("kind", "number", "example"), examples(), ids=lambda v: str(v)[:20])
def test_nothing_answered_earns_nothing_and_is_told_apart(
    kind: str, number: int, example: str
) -> None:
    program = small.program(standard_of(example)[0])
    scores = score(program, small.answers(program, [{}]), date(2026, 11, 23))
    assert scores.frame["points:1.1"].item() == 0
    assert states(scores)["1.1"].item() == "unanswered"
    assert scores.frame["coverage"].item() == 0


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_has_examples_and_a_rule_in_words(kind: str) -> None:
    assert kind in {name for name, _, _ in examples()}
    from standards.lowering import setting_of

    for name, _, example in examples():
        if name == kind:
            loaded = small.loaded(standard_of(example)[0])
            criterion = loaded.standard.criteria[0]
            words = criterion.rule.words(setting_of(loaded.standard, criterion))
            assert words.zh
            assert words.en


def test_a_missing_claim_column_is_no_claim() -> None:
    program = small.program(
        small.text_of(
            '- {id: "1.1", title: 甲, points: 10, rule: yes_no, source: reference, '
            "not_applicable: {policy: full, when: 无}}"
        )
    )
    people = small.answers(program, [{}]).applicants
    bare = Answers(people, pl.DataFrame({"1.1": [False]}))
    assert score(program, bare, date(2026, 1, 1)).frame["score"].item() == 0


def test_yaml_of_examples_is_plain() -> None:
    for _, _, example in examples():
        assert isinstance(yaml.safe_load(example), dict)
