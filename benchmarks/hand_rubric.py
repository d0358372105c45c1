"""What the hand-written rivals look up: the points of green-community and what each asks.

Copied from the standard by hand, as someone would who writes the rubric for one batch.
"""

from __future__ import annotations

POINT = 10_000
"""Points are whole ten-thousandths."""

PARTS = {"1": 22, "2": 27, "3": 13, "4": 15, "5": 9, "6": 9, "7": 5}
"""Points of every part; every part needs 60 % of them for the best grade."""

_POINTS = {
    "1": (4, 4, 4, 4, 4, 2),
    "2": (2, 7, 6, 6, 6),
    "3": (1, 4, 3, 1, 1, 1, 1, 1),
    "4": (8, 1, 1, 1, 1.5, 1, 1.5),
    "5": (1.5, 1.5, 1, 1.5, 0.5, 1, 1.5, 0.5),
    "6": (1.5, 1.5, 1.5, 1, 1, 1.5, 1),
    "7": (2, 1.5, 1.5),
}
WORTH = {
    f"{part}.{place}": points
    for part, several in _POINTS.items()
    for place, points in enumerate(several, 1)
}
"""Points of every criterion."""

EXCLUDED = {"3.6": 10_000, "4.6": 10_000, "7.3": 15_000}
"""Criteria that may leave the base, with their ten-thousandths."""

QUESTIONS = {
    "1.2": ["1.2.no_plan", "1.2.incomplete", "1.2.not_assigned"],
    "1.6": ["new_estate", "occupied", "flats"],
    "2.3": ["2.3.bags", "2.3.bins", "2.3.sorting"],
    "2.5": ["2.5.smoke", "2.5.fumes"],
    "3.2": ["green_area", "land_area", "new_estate"],
    "3.3": ["3.3.corner", "3.3.damage"],
    "3.4": ["3.4.drawn", "3.4.passed"],
    "3.6": ["trees_guarded", "old_trees"],
    "3.8": ["3.8.paving", "3.8.native", "3.8.rain", "3.8.shade"],
    "4.1": ["satisfied", "surveyed"],
    "4.4": ["good_days", "monitored_days"],
    "4.5": ["complaints_closed", "complaints"],
    "4.6": ["4.6.tested", "4.6.cleaned"],
    "4.7": ["4.7.quality", "4.7.materials"],
    "5.3": ["participants", "residents"],
    "5.4": ["5.4.drawn", "5.4.passed"],
    "5.6": ["5.6.adopted", "5.6.posted"],
    "5.7": ["5.7.council", "5.7.supervisors", "5.7.replies"],
    "6.1": ["clean_households", "households"],
    "6.2": ["6.2.water", "6.2.recovery", "6.2.compost"],
    "6.3": ["6.3.drawn", "6.3.passed"],
    "6.5": ["6.5.no_point", "6.5.no_record"],
    "7.3": ["7.3", "satisfied", "surveyed"],
}
"""The fields a criterion asks; a criterion that is not here asks the one of its own id.

1.3 is not here either: its second question, the award, is asked only of an incomplete file.
"""


def weights() -> dict[str, int]:
    """What each field counts in the coverage, in twelfths of a ten-thousandth.

    Without 1.3 and the criteria that may leave the base.
    """
    counted: dict[str, int] = {}
    for id_, points in WORTH.items():
        if id_ != "1.3" and id_ not in EXCLUDED:
            asked = QUESTIONS.get(id_, [id_])
            for name in asked:
                share = round(points * POINT) * 12 // len(asked)
                counted[name] = counted.get(name, 0) + share
    return counted


COVERABLE = 12 * (100 * POINT - sum(EXCLUDED.values()))
"""What never leaves the base, in twelfths of a ten-thousandth."""
RESULTS = ("score", "published", "coverage", "grade", "outcome")
"""Columns that every rival gives besides `points:<criterion>` and `part:<part>`."""
