"""Answers to an old edition carried to the new one: everything told, nothing guessed."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from engine.answers import Answers
from tests.editions.pairs import criterion, one_part, pair

RATE = "rule: {threshold: {at_least: 50}}, ask: {type: rate}"
COUNT = "rule: {threshold: {at_least: 5}}, ask: {type: count, max: 100}"


def problems(answers: Answers, effect: str) -> list[tuple[str, str]]:
    """Field and found of the problems of an effect."""
    return answers.problems.filter(pl.col("effect") == effect).select("field", "found").rows()


@pytest.mark.parametrize(
    ("name", "old", "new", "replaces", "said", "held", "effect"),
    [
        ("yes stays yes", "rule: yes_no", "rule: yes_no", "", True, True, None),
        ("no stays no", "rule: yes_no", "rule: yes_no", "", False, False, None),
        ("nothing said stays nothing", "rule: yes_no", "rule: yes_no", "", None, None, None),
        ("a number gets more decimals", COUNT, "rule: {threshold: {at_least: 5}}, ask: {type: count, max: 100, decimals: 2}", "", 7, 700, None),
        ("a number loses decimals, rounded and noted", "rule: {threshold: {at_least: 5}}, ask: {type: measure, decimals: 2}", "rule: {threshold: {at_least: 5}}, ask: {type: measure, decimals: 1}", "", 7.25, 73, "note"),
        ("a count is a measure too", COUNT, "rule: {threshold: {at_least: 5}}, ask: {type: measure, max: 100, decimals: 1}", "", 7, 70, None),
        ("at the new maximum", COUNT, COUNT.replace("100", "90"), "", 90, 90, None),
        ("above the new maximum", COUNT, COUNT.replace("100", "90"), "", 91, None, "invalid"),
        ("a count is no rate", COUNT, RATE, "", 7, None, "invalid"),
        ("yes or no is no number", "rule: yes_no", COUNT, "", True, None, "invalid"),
        ("another unit", COUNT.replace("count", "count, unit: 户"), COUNT.replace("count", "count, unit: 人"), "", 7, None, "invalid"),
        ("another unit that is the same", COUNT.replace("count", "count, unit: 户"), COUNT.replace("count", "count, unit: 户数"), '  fields: {"1.1": {to: "1.1", same_unit: true}}\n', 7, 7, None),
        ("yes or no becomes a choice by the map", "rule: yes_no", "rule: {levels: {a: {label: 有, points: 10}, b: {label: 无, points: 0}}}", '  fields: {"1.1": {to: "1.1", choices: {yes: a, no: b}}}\n', False, 1, None),
        ("yes or no becomes no choice without a map", "rule: yes_no", "rule: {levels: {a: {label: 有, points: 10}, b: {label: 无, points: 0}}}", "", True, None, "invalid"),
        ("in steps now, and on a step", COUNT, COUNT.replace("max: 100", "max: 100, step: 5"), "", 10, 10, None),
        ("in steps now, and between two", COUNT, COUNT.replace("max: 100", "max: 100, step: 5"), "", 7, None, "invalid"),
    ],
)  # fmt: skip
def test_one_answer(
    name: str, old: str, new: str, replaces: str, said: Any, held: Any, effect: str | None
) -> None:
    two = pair(one_part(criterion("1.1", old)), one_part(criterion("1.1", new)), replaces)
    answers = two.carry({"1.1": said})
    assert answers.values["1.1"].to_list() == [held]
    told = [e for e in answers.problems["effect"].to_list() if e != "note"]
    assert told == ([effect] if effect not in (None, "note") else [])
    assert answers.invalid.height == (effect == "invalid")
    if effect == "note":
        assert ("1.1", "7.25") in problems(answers, "note")


LEVELS = "rule: {levels: {good: {label: 好, points: 10}, fair: {label: 中, points: 5}, poor: {label: 差, points: 0}}}"
NEW_LEVELS = "rule: {levels: {a: {label: 好, points: 10}, poor: {label: 差, points: 0}, fair: {label: 中, points: 5}}}"


@pytest.mark.parametrize(("said", "held"), [("good", 0), ("poor", 1), ("fair", 2), ("中", 2)])
def test_choices_follow_their_keys_whatever_their_order(said: str, held: int) -> None:
    two = pair(
        one_part(criterion("1.1", LEVELS)),
        one_part(criterion("1.1", NEW_LEVELS)),
        '  fields: {"1.1": {to: "1.1", choices: {good: a}}}\n',
    )
    assert two.carry({"1.1": said}).values["1.1"].to_list() == [held]


def test_a_choice_without_a_counterpart_is_invalid_and_says_what_there_is() -> None:
    two = pair(one_part(criterion("1.1", LEVELS)), one_part(criterion("1.1", NEW_LEVELS)))
    answers = two.carry({"1.1": "good"})
    assert answers.values["1.1"].to_list() == [None]
    assert problems(answers, "invalid") == [("1.1", "good")]
    (sentence,) = answers.problems.filter(pl.col("effect") == "invalid")["allowed"]
    assert "好（a）" in sentence
    assert "one of: 好 (a)" in sentence


def test_what_has_no_place_and_what_is_new_are_told() -> None:
    old = criterion("1.1", "rule: yes_no", 5) + criterion("1.2", "rule: yes_no", 5)
    new = criterion("1.1", "rule: yes_no", 5) + criterion("1.3", "rule: yes_no", 5)
    answers = pair(one_part(old), one_part(new)).carry({"1.1": True, "1.2": False})
    assert answers.values.select("1.1", "1.3").row(0) == (True, None)
    assert problems(answers, "ignored") == [("1.2@1", "false")]
    said = answers.problems.filter(pl.col("effect") == "note")["allowed"].to_list()
    assert any("1 answers were carried from edition 1 to 2" in text for text in said)
    assert any("(1): 1.3" in text for text in said)


def test_a_number_given_to_another_criterion_takes_no_old_answer() -> None:
    """1.1 was renumbered; the new 1.1 is another question and stays open."""
    old = criterion("1.1", "rule: yes_no")
    new = criterion("1.1", "rule: yes_no", 5) + criterion("1.2", "rule: yes_no", 5)
    two = pair(one_part(old), one_part(new), '  criteria: {"1.1": "1.2"}\n')
    assert two.carry({"1.1": True}).values.select("1.1", "1.2").row(0) == (None, True)


def test_a_split_criterion_hands_on_only_what_the_map_says() -> None:
    items = "rule: {checklist: {each: 5, items: {a: 甲, b: 乙}}}"
    new = criterion("1.1", "rule: yes_no", 5) + criterion("1.2", "rule: yes_no", 5)
    split = '  criteria: {"1.1": ["1.1", "1.2"]}\n'
    answers = {"1.1": {"a": True, "b": False}}
    bare = pair(one_part(criterion("1.1", items)), one_part(new), split)
    assert bare.carry(answers).values.select("1.1", "1.2").row(0) == (None, None)
    told = pair(
        one_part(criterion("1.1", items)),
        one_part(new),
        f'{split}  fields: {{"1.1.a": "1.1", "1.1.b": "1.2"}}\n',
    )
    assert told.carry(answers).values.select("1.1", "1.2").row(0) == (True, False)


@pytest.mark.parametrize(
    ("name", "new", "replaces", "kept", "told"),
    [
        ("the criterion still allows it", criterion("1.2", "rule: yes_no, not_applicable: {policy: full, when: 无}"), '  criteria: {"1.1": "1.2"}\n', True, []),
        ("it is forbidden now", criterion("1.2", "rule: yes_no"), '  criteria: {"1.1": "1.2"}\n', False, [("1.1@1", "没有食堂")]),
        ("the criterion was split", criterion("1.2", "rule: yes_no, not_applicable: {policy: full, when: 无}", 5) + criterion("1.3", "rule: yes_no", 5), '  criteria: {"1.1": ["1.2", "1.3"]}\n', False, [("1.1@1", "没有食堂")]),
        ("the criterion is gone", criterion("1.2", "rule: yes_no"), '  criteria: {"1.1": null}\n', False, [("1.1@1", "没有食堂")]),
    ],
)  # fmt: skip
def test_a_claim_of_not_applicable(
    name: str, new: str, replaces: str, kept: bool, told: list[tuple[str, str]]
) -> None:
    old = criterion("1.1", "rule: yes_no, not_applicable: {policy: full, when: 无}")
    two = pair(one_part(old), one_part(new), replaces)
    answers = two.carry({}, not_applicable={"1.1": "没有食堂"})
    assert answers.claims["text"].to_list() == (["没有食堂"] if kept else [])
    if kept:
        assert answers.values["na:1.2"].to_list() == [True]
    assert problems(answers, "ignored") == told


def test_papers_go_with_their_criterion() -> None:
    old = criterion("1.1", "rule: yes_no, evidence: required")
    new = criterion("1.2", "rule: yes_no, evidence: required")
    two = pair(one_part(old), one_part(new), '  criteria: {"1.1": "1.2"}\n')
    answers = two.carry({"1.1": True}, evidence={"1.1": ["纪要.pdf"]})
    assert answers.values["ev:1.2"].to_list() == [True]
    assert answers.evidence.select("criterion", "text").rows() == [("1.2", "纪要.pdf")]


def test_what_could_not_be_read_stays_so_under_the_new_name() -> None:
    two = pair(
        one_part(criterion("1.1", COUNT)),
        one_part(criterion("1.2", COUNT)),
        '  criteria: {"1.1": "1.2"}\n',
    )
    answers = two.carry({"1.1": "很多"})
    assert answers.invalid.rows() == [(0, "1.2")]
    assert problems(answers, "invalid") == [("1.2", "很多")]
    assert answers.origin.select("field", "found").rows() == [("1.2", "很多")]
