"""What changed between two editions: points, rules and wording apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from reports.changes import comparison
from reports.words import words
from standards.changes import SECTIONS, changes, criteria, others
from standards.changes.change import Kind
from standards.id_map import id_map
from standards.text import Language
from submissions.carry import carried
from tests.batch.samples import drawn
from tests.editions.pairs import criterion, one_part, pair
from tests.standards.shapes import program, shapes

YES = criterion("1.1", "rule: yes_no")


@pytest.mark.parametrize(
    ("name", "old", "new", "replaces", "expected"),
    [
        ("nothing", YES, YES, "", []),
        ("the title is worded anew", YES, criterion("1.1", "rule: yes_no", title="新名"), "", [("wording", "reworded", "1.1", "title")]),
        ("the points move between two", criterion("1.1", "rule: yes_no", 6) + criterion("1.2", "rule: yes_no", 4), criterion("1.1", "rule: yes_no", 5) + criterion("1.2", "rule: yes_no", 5), "", [("points", "changed", "1.1", "points"), ("points", "changed", "1.2", "points")]),
        ("a threshold rises", criterion("1.1", "ask: {type: rate}, rule: {threshold: {more_than: 85}}"), criterion("1.1", "ask: {type: rate}, rule: {threshold: {more_than: 90}}"), "", [("rules", "changed", "1.1", "rule")]),
        ("above becomes at least", criterion("1.1", "ask: {type: rate}, rule: {threshold: {more_than: 85}}"), criterion("1.1", "ask: {type: rate}, rule: {threshold: {at_least: 85}}"), "", [("rules", "changed", "1.1", "rule")]),
        ("a threshold is written as one band", criterion("1.1", "ask: {type: rate}, rule: {threshold: {at_least: 85}}"), criterion("1.1", 'ask: {type: rate}, rule: {bands: {">= 85": 10}}'), "", [("wording", "rewritten", "1.1", "rule")]),
        ("an item is worded anew", criterion("1.1", "rule: {checklist: {each: 5, items: {a: {zh: 甲}, b: {zh: 乙}}}}"), criterion("1.1", "rule: {checklist: {each: 5, items: {a: {zh: 甲项}, b: {zh: 乙}}}}"), "", [("wording", "rewritten", "1.1", "rule"), ("wording", "reworded", "1.1.a", "ask")]),
        ("all items instead of each", criterion("1.1", "rule: {checklist: {each: 5, items: {a: {zh: 甲}, b: {zh: 乙}}}}"), criterion("1.1", "rule: {checklist: {all: true, items: {a: {zh: 甲}, b: {zh: 乙}}}}"), "", [("rules", "changed", "1.1", "rule")]),
        ("a new number by the map", YES, criterion("1.2", "rule: yes_no"), '  criteria: {"1.1": "1.2"}\n', [("criteria", "renamed", "1.2", ""), ("fields", "renamed", "1.2", "")]),
        ("another number without a map is another thing", YES, criterion("1.2", "rule: yes_no"), "", [("criteria", "removed", "1.1", "points"), ("criteria", "added", "1.2", "points"), ("fields", "removed", "1.1", ""), ("fields", "added", "1.2", "")]),
        ("split", YES, criterion("1.1", "rule: yes_no", 5) + criterion("1.2", "rule: yes_no", 5), '  criteria: {"1.1": ["1.1", "1.2"]}\n', [("criteria", "split", "1.1, 1.2", ""), ("fields", "removed", "1.1", ""), ("fields", "added", "1.1", ""), ("fields", "added", "1.2", "")]),
        ("merged", criterion("1.1", "rule: yes_no", 5) + criterion("1.2", "rule: yes_no", 5), YES, '  criteria: {"1.2": "1.1", "1.1": "1.1"}\n', [("criteria", "merged", "1.1", ""), ("fields", "removed", "1.2", "")]),
        ("a veto comes", YES, criterion("1.1", "rule: yes_no, veto: {when: not value, effect: refused}"), "", [("rules", "changed", "1.1", "veto")]),
        ("a veto is only said otherwise", criterion("1.1", "rule: yes_no, veto: {when: not value, effect: refused, say: 甲}"), criterion("1.1", "rule: yes_no, veto: {when: not value, effect: refused, say: 乙}"), "", [("wording", "reworded", "1.1", "veto")]),
        ("evidence is required now", YES, criterion("1.1", "rule: yes_no, evidence: required"), "", [("rules", "changed", "1.1", "evidence")]),
        ("not applicable is allowed now", YES, criterion("1.1", "rule: yes_no, not_applicable: {policy: full, when: 无}"), "", [("rules", "changed", "1.1", "not_applicable")]),
        ("another policy", criterion("1.1", "rule: yes_no, not_applicable: {policy: full, when: 无}"), criterion("1.1", "rule: yes_no, not_applicable: {policy: zero, when: 无}"), "", [("rules", "changed", "1.1", "not_applicable")]),
        ("another department", criterion("1.1", "rule: yes_no, department: office"), criterion("1.1", "rule: yes_no, department: parks"), "", [("procedure", "changed", "1.1", "department")]),
    ],
)  # fmt: skip
def test_what_is_told_of_a_criterion(
    name: str, old: str, new: str, replaces: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert pair(one_part(old), one_part(new), replaces).told() == expected


LEVELS = "rule: {levels: {good: {label: 好, points: 10}, fair: {label: 中, points: 5}, poor: {label: 差, points: 0}}}"


@pytest.mark.parametrize(
    ("name", "new", "replaces", "same"),
    [
        ("other keys that the map speaks of", "rule: {levels: {a: {label: 好, points: 10}, b: {label: 中, points: 5}, c: {label: 差, points: 0}}}", '  fields: {"1.1": {to: "1.1", choices: {good: a, fair: b, poor: c}}}\n', True),
        ("other keys without a map", "rule: {levels: {a: {label: 好, points: 10}, b: {label: 中, points: 5}, c: {label: 差, points: 0}}}", "", False),
        ("nothing changes", LEVELS, "", True),
        ("a level is worth more", LEVELS.replace("points: 5", "points: 6"), "", False),
    ],
)  # fmt: skip
def test_levels_whose_keys_change_score_the_same_by_the_map(
    name: str, new: str, replaces: str, same: bool
) -> None:
    two = pair(one_part(criterion("1.1", LEVELS)), one_part(criterion("1.1", new)), replaces)
    assert ([c for c in two.changes if c.section == "rules"] == []) is same


FIELD = "fields:\n  {name}: {{ask: {{zh: 优良天数, en: Good days}}, type: count, max: 366}}\n"
VALUE = "value: {name}, rule: {{bands: {{'>= 300': 10}}}}"


def test_a_field_with_another_name_leaves_the_rule_as_it_was() -> None:
    old = one_part(criterion("1.1", VALUE.format(name="good")), FIELD.format(name="good"))
    new = one_part(criterion("1.1", VALUE.format(name="fine")), FIELD.format(name="fine"))
    two = pair(old, new, "  fields: {good: fine}\n")
    assert two.told() == [
        ("wording", "rewritten", "1.1", "rule"),
        ("fields", "renamed", "fine", ""),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("a gate is lowered", "require: homes >= 500", "require: homes >= 300", ("gates", "changed", "g", "require")),
        ("a gate refuses instead of holding", "require: homes >= 500", "require: homes >= 500, otherwise: not_judged", ("gates", "changed", "g", "otherwise")),
    ],
)  # fmt: skip
def test_what_is_told_of_a_gate(
    name: str, old: str, new: str, expected: tuple[str, str, str, str] | None
) -> None:
    field = "fields: {homes: {ask: {zh: 户数}, type: count}}\n"

    def body(gate: str) -> str:
        if "otherwise" not in gate:
            gate += ", otherwise: refused"
        return one_part(
            YES, f"{field}gates:\n- {{id: g, title: {{zh: 规模}}, {gate}, source: reference}}\n"
        )

    assert pair(body(old), body(new)).told() == ([expected] if expected else [])


def test_grades_and_procedure_have_sections_of_their_own() -> None:
    stage = "procedure:\n- {stage: {zh: 自查}, from: 0, to: %s}\n"
    two = pair(one_part(YES, stage % 30), one_part(YES, stage % 45))
    assert two.told() == [("procedure", "changed", "自查", "days")]
    (change,) = two.changes
    assert change.old is not None
    assert (change.old.zh, change.old.en) == ("第 0 天 至 第 30 天", "day 0 to day 30")


def test_rules_are_told_in_both_languages_with_the_line_of_the_new_document() -> None:
    old = criterion("1.1", "ask: {type: rate}, rule: {threshold: {more_than: 85}}")
    two = pair(one_part(old), one_part(old.replace("85", "90")))
    (change,) = two.changes
    assert change.old is not None
    assert change.new is not None
    assert ("85%" in change.old.zh, "90%" in change.new.zh) == (True, True)
    assert "90%" in change.new.in_("en")
    assert two.new.loaded.text.splitlines()[change.line - 1].lstrip().startswith('- {id: "1.1"')


def test_every_key_kind_and_section_has_its_words() -> None:
    """The keys are those that the code names: in lists, and one by one."""
    say = words("zh")
    source = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8") for module in (criteria, others)
    )
    one_by_one = set(re.findall(r'_changed\(base, "\w+", "(\w+)"', source))
    one_by_one |= set(re.findall(r'_words\(base, "(\w+)"', source))
    one_by_one |= set(re.findall(r'\*base, "(\w+)"', source)) | {"part", "points"}
    in_lists = {"weight", "combine", "cap", "minimum", "rounded", "advice", "decision", "note"}
    in_lists |= {"ask", "help", "title", "outcome", "within_days", "valid_years", "name"}
    keys = {*others.HEAD, *others.FIELD_RULES, *one_by_one, *in_lists}
    keys |= {"order", "is", "ranking", "when", "say", "days", "by", "cap"}
    assert len(one_by_one) > 10
    assert [key for key in sorted(keys) if f"changes_key_{key}" not in say.labels] == []
    for kind in get_args(Kind):
        assert f"changes_kind_{kind}" in say.labels
    for section in SECTIONS:
        assert f"changes_section_{section}" in say.labels


SHAPES = shapes()


@pytest.mark.parametrize("place", range(len(SHAPES)), ids=lambda place: SHAPES[place]["says"]["en"])
def test_any_rule_can_become_any_other(place: int) -> None:
    """Told in both languages and carried without an error; a rubric does not differ from itself."""
    old, new = program(SHAPES[place - 1]), program(SHAPES[place])
    ids = id_map(old.standard, new.standard)
    found = changes(old.loaded, new.loaded, ids)
    assert found
    for language in get_args(Language):
        assert comparison(old.loaded, new.loaded, found, "", language).count == len(found)
    answers = drawn(old, 5)
    assert carried(answers, old, new, ids).count == 5
    assert changes(new.loaded, new.loaded, id_map(new.standard, new.standard)) == ()
