"""The money of the rehabilitation centres: every district and volume, against figures worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from engine.compile import compile_named
from engine.score import score
from standards.load import load
from submissions.cases import load_cases, submission
from submissions.gather import gather
from submissions.interpret import interpret

NAME = "rehabilitation-centre"
FIGURES = ("purchase", "city_money", "district_money", "inspection")

GROUPS = {
    "5:5": ("yuexiu", "haizhu", "liwan", "baiyun"),
    "4:6": ("tianhe", "huangpu", "panyu", "huadu"),
    "8:2": ("conghua",),
    "6:4": ("zengcheng",),
    "0:10": ("nansha", "luogang"),
}

# Persons a month, all year -> purchase money, city, district, inspection, in yuan.
BY_HAND = {
    ("5:5", 100): (480_000, 240_000, 240_000, 9_600),
    ("5:5", 150): (720_000, 360_000, 360_000, 14_400),
    ("5:5", 200): (960_000, 480_000, 480_000, 19_200),
    ("4:6", 100): (480_000, 192_000, 288_000, 9_600),
    ("4:6", 150): (720_000, 288_000, 432_000, 14_400),
    ("4:6", 200): (960_000, 384_000, 576_000, 19_200),
    ("8:2", 100): (480_000, 384_000, 96_000, 9_600),
    ("8:2", 150): (720_000, 576_000, 144_000, 14_400),
    ("8:2", 200): (960_000, 768_000, 192_000, 19_200),
    ("6:4", 100): (480_000, 288_000, 192_000, 9_600),
    ("6:4", 150): (720_000, 432_000, 288_000, 14_400),
    ("6:4", 200): (960_000, 576_000, 384_000, 19_200),
    ("0:10", 100): (480_000, 0, 480_000, 9_600),
    ("0:10", 150): (720_000, 0, 720_000, 14_400),
    ("0:10", 200): (960_000, 0, 960_000, 19_200),
    # Below the lower limit the basic money is paid; above the upper one nothing more.
    ("5:5", 0): (480_000, 240_000, 240_000, 9_600),
    ("4:6", 99): (480_000, 192_000, 288_000, 9_600),
    ("8:2", 101): (484_800, 387_840, 96_960, 9_696),
    ("6:4", 199): (955_200, 573_120, 382_080, 19_104),
    ("0:10", 201): (960_000, 0, 960_000, 19_200),
    ("5:5", 1000): (960_000, 480_000, 480_000, 19_200),
}


def figures(changes: Mapping[str, object]) -> dict[str, int | Decimal]:
    """The figures, in yuan, of the centre that passes, with other answers."""
    program = compile_named(NAME)
    cases = {case.id: case for case in load_cases(NAME)[1]}
    changed = cases["passing"].model_copy(
        update={"answers": {**cases["passing"].answers, **changes}}
    )
    row = interpret(program, submission(program, changed, cases))
    scores = score(program, gather(program, [row]), date(2026, 12, 31))
    found = scores.evaluate([f"figure:{id_}" for id_ in program.figure_decimals]).row(0, named=True)
    return {
        id_: Decimal(found[f"figure:{id_}"]).scaleb(-decimals)
        for id_, decimals in program.figure_decimals.items()
    }


@pytest.mark.parametrize(
    ("place", "persons", "expected"),
    [
        (place, persons, by_hand)
        for (group, persons), by_hand in BY_HAND.items()
        for place in GROUPS[group]
    ],
)
def test_the_money_is_that_of_the_hand_calculation(
    place: str, persons: int, expected: tuple[int, ...]
) -> None:
    months = {f"month_{month:02}": persons for month in range(1, 13)}
    found = figures({"place": place, **months})
    assert tuple(found[id_] for id_ in FIGURES) == expected


def test_every_district_is_in_one_group() -> None:
    choices = load(NAME).standard.fields["place"].choices or {}
    named = [place for places in GROUPS.values() for place in places]
    assert sorted(named) == sorted(choices)


def test_the_worked_cases_hold_100_150_and_200_persons_in_each_group() -> None:
    group_of = {place: group for group, places in GROUPS.items() for place in places}
    found = {
        (group_of[case.answers["place"]], int((case.expect.figures["person_months"] or 0) / 12)): (
            tuple(int(case.expect.figures[id_] or 0) for id_ in FIGURES)
        )
        for case in load_cases(NAME)[1]
        if case.id.startswith("money-")
    }
    wanted = [(group, persons) for group in GROUPS for persons in (100, 150, 200)]
    assert found == {key: BY_HAND[key] for key in wanted}
