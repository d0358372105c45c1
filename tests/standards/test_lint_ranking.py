"""What `standards check` says of quotas and of who loses a title."""

from __future__ import annotations

import pytest

from standards.faults import StandardError
from standards.lint import lint
from tests.standards import small

CRITERIA = """
- {id: "1", title: {zh: 甲, en: A}, points: 10, rule: yes_no, source: reference, advice: 改, check: [site]}
"""
NAMED = "grades: [{id: ok, name: 达标, when: score >= 6}]\n"
NOT_NAMED = "grades: [{id: mend, name: 整改, when: score >= 6, outcome: conditional}]\n"


def found(ranking: str, grades: str = NAMED) -> list[str]:
    text = small.text_of(CRITERIA, points=10, grades=f"ranking: {ranking}\n{grades}")
    faults = lint(small.loaded(text))
    return [f"{fault.weight} {fault.message}" for fault in faults if fault.line > 10]


SAID = "{share: 10%, round: up, ties_at_the_edge: none}"
FOUND: dict[str, tuple[str, str, list[str]]] = {
    "all is said": (f"{{quota: {SAID}, relegation: {{last: 3, ties_at_the_edge: spared}}}}", NAMED, []),
    "rounding": ("{quota: {share: 10%, ties_at_the_edge: all}}", NAMED, ["note how a share is rounded"]),
    "ties at the edge": ("{quota: {places: 3}}", NAMED, ["note who shares the last place"]),
    "nobody": ("{quota: {places: 0, ties_at_the_edge: all}}", NAMED, ["note nobody can be within"]),
    "no title to reach": (f"{{quota: {SAID}}}", NOT_NAMED, ["error no grade has the outcome `named`"]),
    "ties among the last": ("{relegation: {last: 3}}", NAMED, ["note who shares a rank with somebody above"]),
}  # fmt: skip


@pytest.mark.parametrize(("ranking", "grades", "said"), FOUND.values(), ids=FOUND.keys())
def test_what_is_left_unsaid_is_pointed_out(ranking: str, grades: str, said: list[str]) -> None:
    told = found(ranking, grades)
    assert len(told) == len(said), told
    for one, start in zip(told, said, strict=True):
        assert one.startswith(start)


WRONG = {
    "share and places": ("{quota: {share: 10%, places: 3}}", "either a `share`"),
    "places of no group": ("{quota: {places: {东城: 3}}}", "need `by: district`"),
    "an unknown key": ("{quota: {places: 3, seats: 3}}", "seats"),
    "an unknown group": ("{quota: {places: 3, by: street}}", "street"),
    "none of the last": ("{relegation: {last: 0}}", "last"),
}


@pytest.mark.parametrize(("ranking", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_ranking_that_cannot_be_has_its_place(ranking: str, said: str) -> None:
    text = small.text_of(CRITERIA, points=10, grades=f"ranking: {ranking}\n{NAMED}")
    with pytest.raises(StandardError, match=said) as error:
        small.loaded(text)
    assert "small.yaml:" in str(error.value)


def test_groups_with_names_like_numbers_are_names() -> None:
    text = small.text_of(
        CRITERIA,
        points=10,
        grades=f"ranking: {{quota: {{by: district, places: {{1: 3, 2: 4}}}}}}\n{NAMED}",
    )
    quota = small.loaded(text).standard.ranking.quota
    assert quota is not None
    assert quota.places == {"1": 3, "2": 4}
