"""Faults of a standard: each with its line and column, what was found, what is allowed, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dabiao.commands.standards import command
from standards.faults import StandardError
from standards.lint import lint
from standards.load import bundled, load, loads
from tests.standards import small

GOOD = '- {id: "1.1", title: {zh: 甲, en: A}, points: 10, rule: yes_no, source: reference, check: [site], advice: 乙}'


def told(text: str) -> list[str]:
    """The sentences of every fault and note, without file and place."""
    try:
        return [fault.message for fault in lint(small.loaded(text))]
    except StandardError as error:
        return [fault.message for fault in error.faults]


def test_a_good_standard_has_nothing_to_tell() -> None:
    assert told(small.text_of(GOOD)) == []


@pytest.mark.parametrize("name", bundled())
def test_bundled_standards_have_no_fault(name: str) -> None:
    told = [str(fault) for fault in lint(load(name))]
    assert [line for line in told if "; decided: " not in line] == []


CHANGES = {
    "an unknown rule kind, with the nearest": (
        "rule: yes_no",
        "rule: yes_on",
        "did you mean 'yes_no'?",
    ),
    "a rule with two kinds": (
        "rule: yes_no",
        "rule: {yes_no: {}, award: {}}",
        "a rule is one kind",
    ),
    "an unknown key": ("title:", "titel:", "unknown key 'titel'"),
    "a text with a comma, without quotes": (
        "advice: 乙",
        "advice: {zh: 乙, en: one, two}",
        "unknown key 'two' without a value; a text with a comma stands in quotes",
    ),
    "a missing key": ("points: 10, rule", "rule", "'points' is missing here"),
    "a word for a number": (
        "points: 10, rule",
        "points: ten, rule",
        "found 'ten'; a number is needed",
    ),
    "five decimals of a point": (
        "points: 10, rule",
        "points: 9.00001, rule",
        "at most four decimals",
    ),
    "parts that do not add up": ("points: 10, rule", "points: 9, rule", "its criteria add up to 9"),
    "no source": ("source: reference, ", "", "no `source`"),
    "an unknown source": ("source: reference", "source: nm 2.1", "no source 'nm'"),
    "an unknown way of checking": ("check: [site]", "check: [sight]", "did you mean 'site'?"),
    "an unknown department": ("advice: 乙", "advice: 乙, department: x", "no department 'x'"),
    "a key twice": ("advice: 乙", "advice: 乙, advice: 丙", "'advice' is written twice"),
    "a kind that does not fit the type": (
        "rule: yes_no",
        "ask: {type: yes_no}, rule: {bands: {'>= 1': 10}}",
        "needs a number",
    ),
    "bands out of order": (
        "rule: yes_no",
        "ask: {type: rate}, rule: {bands: {'>= 90': 10, '>= 95': 5}}",
        "'>= 95' is never reached",
    ),
    "bands that never earn all": (
        "rule: yes_no",
        "ask: {type: rate}, rule: {bands: {'>= 90': 8, '>= 80': 5}}",
        "the best line earns 8, not the 10 points",
    ),
    "bands that look both ways": (
        "rule: yes_no",
        "ask: {type: rate}, rule: {bands: {'>= 90': 10, '< 80': 5}}",
        "the limits look both ways",
    ),
    "a limit that cannot be read": (
        "rule: yes_no",
        "ask: {type: rate}, rule: {bands: {'90': 10}}",
        "'90' is no limit",
    ),
    "a single level": (
        "rule: yes_no",
        "rule: {levels: {a: {label: 甲, points: 10}}}",
        "'levels' has too few; at least 2 are needed",
    ),
    "a list of nothing": (
        "rule: yes_no",
        "rule: {checklist: {each: 5, items: {}}}",
        "'items' is empty; at least one is needed",
    ),
    "no question for a value": (
        "rule: yes_no",
        "rule: {threshold: {at_least: 3}}",
        "needs `ask` or `value`",
    ),
    "an undefined field": (
        "rule: yes_no",
        "value: household, rule: {threshold: {at_least: 3}}",
        "no field 'household'",
    ),
    "items that do not make the points": (
        "rule: yes_no",
        "rule: {checklist: {each: 3, items: {a: 甲, b: 乙}}}",
        "2 items of 3 make 6, not the 10 points",
    ),
    "deductions beyond the points": (
        "rule: yes_no",
        "rule: {deduct: {a: {when: 甲, points: 8}, b: {when: 乙, points: 7}}}",
        "the named deductions make 15",
    ),
    "a veto whose words cannot be read": (
        "advice: 乙",
        "advice: 乙, veto: {when: value <> 60, effect: refused}",
        "cannot be read as an expression",
    ),
    "numbers beyond exact arithmetic": (
        "rule: yes_no",
        "ask: {type: money, max: 900000000000}, rule: {proportional: {full_at: 1000000}}",
        "numbers stay exact up to",
    ),
}


@pytest.mark.parametrize(("before", "after", "said"), CHANGES.values(), ids=CHANGES.keys())
def test_a_fault_is_told_in_a_sentence(before: str, after: str, said: str, tmp_path: Path) -> None:
    text = small.text_of(GOOD)
    assert before in text
    place = text.rindex(before)
    path = tmp_path / "small.yaml"
    path.write_text(text[:place] + after + text[place + len(before) :], encoding="utf-8")
    result = CliRunner().invoke(command, ["check", str(path)], standalone_mode=False)
    lines = [line for line in result.stdout.splitlines() if said in line]
    assert lines, result.stdout
    file, line, column, _ = lines[0].split(":", 3)
    assert file == str(path)
    assert int(line) > 0
    assert int(column) > 0
    assert "Traceback" not in result.output


TEN = """
standard: ten
edition: "1"
title: 十
assessed: 社区
status: provisional
points: 20
fields:
  homes: {ask: 户数, type: number}
gates:
- {id: g, title: 门槛, require: homes > 1, otherwise: rejected, source: plan}
parts:
- id: "1"
  title: 甲
  points: ten
  criteria:
  - {id: "1.1", titel: 甲, points: 4, rule: yes_on, source: reference}
  - {id: "1.2", title: 乙, points: 4, rule: {bands: {"98": 4}}, source: reference}
  - {id: "1.3", title: 丙, points: 4, rule: {per_unit: {lose: 1}}, source: reference}
  - {id: "1.4", title: 丁, points: -4, rule: yes_no, source: reference}
grades:
- {id: ok, name: 达标, when: score >= 8, outcome: perhaps}
"""


def test_ten_faults_are_told_at_once_with_their_places() -> None:
    with pytest.raises(StandardError) as caught:
        loads(TEN.encode(), "ten.yaml")
    told_at = [(fault.line, fault.message) for fault in caught.value.faults]
    lines = [line for line, _ in told_at]
    assert len(told_at) == 11  # the misspelt title is an unknown key and a missing one
    assert lines == sorted(lines)
    assert set(lines) == {6, 9, 11, 15, 17, 18, 19, 20, 22}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "found nothing"),
        (b"- a\n- b\n", "found list"),
        (b"a: [1, 2", "this is not YAML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"a: &x [1]\nb: " + b"[" * 100, "this is not YAML"),
        (b"x: " + b"[" * 60 + b"]" * 60, "nested deeper"),
        ("standard: 甲乙".encode(), "letters, digits"),
    ],
    ids=[
        "empty",
        "a list",
        "broken",
        "another encoding",
        "unclosed",
        "too deep",
        "an id in Chinese",
    ],
)
def test_what_is_no_standard_is_said_plainly(data: bytes, said: str) -> None:
    with pytest.raises(StandardError) as caught:
        loads(data, "x.yaml")
    assert said in str(caught.value)


def test_aliases_that_multiply_are_stopped() -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
    for one, two in zip("abcdefg", "bcdefgh", strict=True):
        bomb += f"{two}: &{two} [{','.join([f'*{one}'] * 10)}]\n"
    with pytest.raises(StandardError, match="more than"):
        loads(bomb.encode(), "bomb.yaml")


def test_an_unknown_standard_names_the_nearest() -> None:
    with pytest.raises(StandardError, match="did you mean 'green-community'"):
        load("green-comunity")
