"""Exemptions, zeroing, samples, weights and cohort figures: their faults, each with its place."""

from __future__ import annotations

import pytest

from engine.compile import compile
from standards.faults import StandardError
from standards.lint import lint
from tests.standards import small

PLAIN = '- {id: "1", title: 甲, points: 10, rule: yes_no, source: reference}'


def told(criteria: str, more: str = "") -> list[str]:
    text = small.text_of(criteria, more=more)
    try:
        return [str(f) for f in lint(small.loaded(text)) if f.weight == "error"]
    except StandardError as error:
        return [str(fault) for fault in error.faults]


FAULTS = [
    (
        "an exemption that names nothing",
        PLAIN,
        "exemptions:\n- {id: e, title: 甲, when: 'true', source: reference}\n",
        "names the `criteria` or the `parts`",
    ),
    (
        "an exemption of an unknown criterion",
        PLAIN,
        'exemptions:\n- {id: e, title: 甲, when: "true", criteria: ["2"], source: reference}\n',
        "no criterion '2'",
    ),
    (
        "an exemption of an unknown part",
        PLAIN,
        'exemptions:\n- {id: e, title: 甲, when: "true", parts: ["9"], source: reference}\n',
        "no part '9'",
    ),
    (
        "an exemption by an unknown field",
        PLAIN,
        'exemptions:\n- {id: e, title: 甲, when: held_title, criteria: ["1"], source: reference}\n',
        "no field 'held_title'",
    ),
    (
        "a zeroing that says nothing",
        PLAIN.replace("rule:", "zeroed: {say: 甲}, rule:"),
        "",
        "either `when` (an expression) or `found`",
    ),
    (
        "a zeroing that cannot be read",
        PLAIN.replace("rule:", "zeroed: {when: 1 +}, rule:"),
        "",
        "cannot be read as an expression",
    ),
    (
        "a weight without effect",
        PLAIN.replace("rule:", "weight: 2, rule:"),
        "",
        "`weight` has no effect below `combine: sum`",
    ),
    (
        "a sample of nobody",
        '- {id: "1", title: 甲, points: 10, ask: {type: rate, sample_at_least: 0}, rule: {threshold: {at_least: 5}}, source: reference}',
        "",
        "0 is no sample",
    ),
    (
        "a rounded truth",
        PLAIN.replace("rule:", "rounded: floor, rule:"),
        "",
        "`rounded` is for a criterion with one number",
    ),
    (
        "a cohort figure of words",
        PLAIN,
        "fields:\n  m: {ask: 甲, type: yes_no, cohort: {take: mean, of: '1'}}\n",
        "a cohort figure is a number, not a yes_no",
    ),
    (
        "a cohort figure of an unknown field",
        PLAIN,
        "fields:\n  m: {ask: 甲, type: count, cohort: {take: mean, of: costs}}\n",
        "no field 'costs'",
    ),
    (
        "a cohort figure of a cohort figure",
        PLAIN,
        "fields:\n  c: {ask: 甲, type: count}\n  m: {ask: 乙, type: count, cohort: {take: mean, of: c}}\n  n: {ask: 丙, type: count, cohort: {take: mean, of: m}}\n",
        "'m' is a cohort figure itself",
    ),
    (
        "a field named as a result",
        PLAIN,
        "fields:\n  held: {ask: 甲, type: count}\n",
        "'held' has a meaning of its own",
    ),
    (
        "facets that do not add up",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {facets: {of: {a: {title: 甲, points: 4, rule: yes_no}}}}}',
        "",
        "the facets' points make 4, not the 10 points",
    ),
    (
        "a facet without rule or letters",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {facets: {of: {a: {title: 甲, points: 10}}}}}',
        "",
        "the facet 'a' has no `rule`",
    ),
    (
        "a fault inside a facet's rule",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {facets: {of: {a: {title: 甲, points: 10, ask: {type: rate}, rule: {bands: {">= 5": 9}}}}}}}',
        "",
        "the best line earns 9, not the 10 points",
    ),
    (
        "an unknown kind inside a facet",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {facets: {of: {a: {title: 甲, points: 10, rule: yes_on}}}}}',
        "",
        "no rule kind 'yes_on'",
    ),
    (
        "sites that pass whatever is said",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {sites: {of: 点, count: 3, take: all, pass: 0%, rule: yes_no}}}',
        "",
        "every site passes",
    ),
    (
        "a mark of nothing",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {delegated: {by: 甲, of: 0}}}',
        "",
        "0 is no full mark",
    ),
    (
        "achievements that never fill the item",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {earn: {of: {a: {when: 甲, points: 4}}}}}',
        "",
        "all together make 4",
    ),
    (
        "a fault eased to more",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {deduct: {a: {when: 甲, points: 4, eased: {when: 乙, points: 5}}}}}',
        "",
        "eased it costs 5, not less than 4",
    ),
    (
        "a day compared with a number",
        '- {id: "1", title: 甲, points: 10, source: reference, rule: {threshold: {when: as_of > 5}}}',
        "",
        "a day is compared with a day",
    ),
    (
        "a text that is no day",
        "- {id: \"1\", title: 甲, points: 10, source: reference, rule: {threshold: {when: as_of > '2026-13-01'}}}",
        "",
        "'2026-13-01' is no day",
    ),
]


@pytest.mark.parametrize(
    ("name", "criteria", "more", "sentence"), FAULTS, ids=[row[0] for row in FAULTS]
)
def test_a_fault_is_told_with_its_place(name: str, criteria: str, more: str, sentence: str) -> None:
    found = told(criteria, more)
    assert any(sentence in line for line in found), found
    assert all(line.startswith("small.yaml:") for line in found)


def test_a_program_with_a_field_named_as_a_result_is_refused_too() -> None:
    more = "fields:\n  held: {ask: 甲, type: count}\n"
    with pytest.raises(StandardError, match="'held' is the name of a result"):
        compile(small.loaded(small.text_of(PLAIN, more=more)))
