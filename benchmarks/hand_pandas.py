"""The rubric of green-community written by hand in pandas, with numpy where it is faster.

Numbers are floats with NaN for what was not said, as pandas itself reads them; every whole number
here is far below 2^53, so they are exact. Points are ten-thousandths.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import NDArray

from benchmarks import hand_rubric as rubric
from benchmarks.hand_rubric import EXCLUDED, PARTS, POINT

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Points = NDArray[np.int64]


def prepared(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - pandas is not installed everywhere
    """The answers as pandas holds them."""
    return pd.DataFrame(
        {
            name: pd.array(frame[name].to_list(), dtype="boolean")
            if frame.schema[name] == pl.Boolean
            else frame[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
            for name in frame.columns
        }
    )


class _Columns:
    """The columns of a table as arrays."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401 - pandas is not installed everywhere
        self.table = table

    def yes(self, name: str) -> Flags:
        """Said yes."""
        flags: Flags = self.table[name].to_numpy(dtype=bool, na_value=False)
        return flags

    def no(self, name: str) -> Flags:
        """Said no."""
        return ~np.asarray(self.table[name].to_numpy(dtype=bool, na_value=True))

    def number(self, name: str) -> Floats:
        """The number, NaN where nothing was said."""
        numbers: Floats = self.table[name].to_numpy()
        return numbers

    def known(self, name: str) -> Flags:
        """Whether anything was said."""
        flags: Flags = self.table[name].notna().to_numpy()
        return flags


def _yes(held: Flags, points: float) -> Points:
    return np.where(held, round(points * POINT), 0)


def _whole(points: Floats, full: float) -> Points:
    """Within 0 and full; what is unknown earns nothing."""
    return np.nan_to_num(np.clip(points, 0, full * POINT)).astype(np.int64)


def _lost(short: Floats, per: Floats | int, lose: float, full: float) -> Points:
    """The full points without so much for every started unit short."""
    units = -(-np.maximum(short, 0) // per)
    return _whole(full * POINT - units * (lose * POINT), full)


def _half_up(top: Floats, bottom: Floats | float) -> Floats:
    return (2 * top + bottom) // (2 * bottom)


def _level(level: Floats, full: float) -> Points:
    """All for the best level, half for the next."""
    return np.select([level == 0, level == 1], [round(full * POINT), round(full * POINT) // 2], 0)


def _sample(c: _Columns, id_: str, least: int, bands: list[tuple[int, float]]) -> Points:
    drawn, passed = c.number(f"{id_}.drawn"), c.number(f"{id_}.passed")
    enough = (drawn >= least) & (passed <= drawn)
    held = [enough & (passed * 100 >= mark * drawn) for mark, _ in bands]
    return np.select(held, [round(points * POINT) for _, points in bands], 0)


def _all(c: _Columns, id_: str, items: tuple[str, ...], points: float) -> Points:
    """So much for every item."""
    return _yes_count(c, id_, items) * round(points * POINT)


def _yes_count(c: _Columns, id_: str, items: tuple[str, ...]) -> Points:
    count = np.zeros(len(c.table), dtype=np.int64)
    for item in items:
        count += c.yes(f"{id_}.{item}")
    return count


def _management(c: _Columns) -> dict[str, Points]:
    file, award = c.number("1.3"), np.nan_to_num(c.number("1.3.award"), nan=POINT)
    occupied = c.number("occupied") * 100 >= c.number("flats") * 80
    missing = sum(
        _yes(~c.no(f"1.2.{fault}"), points)
        for fault, points in (("no_plan", 2), ("incomplete", 1), ("not_assigned", 2))
    )
    return {
        "1.1": _yes(c.yes("1.1"), 4),
        "1.2": np.maximum(4 * POINT - missing, 0),
        "1.3": np.select(
            [file == 0, file == 1], [4 * POINT, np.clip(award, POINT, 3 * POINT)], 0
        ).astype(np.int64),
        "1.4": _level(c.number("1.4"), 4),
        "1.5": _yes(c.yes("1.5"), 4),
        "1.6": _yes(c.no("new_estate") | occupied, 2),
    }


def _treatment(c: _Columns) -> dict[str, Points]:
    return {
        "2.1": _yes(c.yes("2.1"), 2),
        "2.2": _yes(c.yes("2.2"), 7),
        "2.3": _all(c, "2.3", ("bags", "bins", "sorting"), 2),
        "2.4": _yes(c.yes("2.4"), 6),
        "2.5": _yes(c.yes("2.5.smoke") & c.yes("2.5.fumes"), 6),
    }


def _beauty(c: _Columns) -> dict[str, Points]:
    target = np.select([c.yes("new_estate"), c.no("new_estate")], [30.0, 25.0], np.nan)
    land, green = c.number("land_area"), c.number("green_area")
    corner, damage = c.number("3.3.corner"), c.number("3.3.damage")
    trees, guarded = c.number("old_trees"), c.number("trees_guarded")
    eco = _yes_count(c, "3.8", ("paving", "native", "rain", "shade"))
    lost = np.nan_to_num(np.minimum(corner * 5_000, 2 * POINT), nan=2 * POINT)
    lost += np.nan_to_num(np.minimum(damage * 5_000, POINT), nan=POINT)
    return {
        "3.1": _level(c.number("3.1"), 1),
        "3.2": _lost(target * land - 100 * green, 2 * land, 1, 4),
        "3.3": (3 * POINT - lost).astype(np.int64),
        "3.4": _sample(c, "3.4", 5, [(100, 1), (80, 0.5)]),
        "3.5": _level(c.number("3.5"), 1),
        "3.6": np.where(trees > 0, _whole(_half_up(POINT * guarded, trees), 1), 0),
        "3.7": _yes(c.yes("3.7"), 1),
        "3.8": np.select([eco >= 3, eco >= 2], [POINT, POINT // 2], 0),
    }


def _result(c: _Columns) -> dict[str, Points]:
    days, good = c.number("monitored_days"), c.number("good_days")
    opened, closed = c.number("complaints"), c.number("complaints_closed")
    air = c.number("4.3")
    short = np.maximum(90 * days - 100 * good, 0)
    share = _half_up(15_000 * closed, opened)
    share[(opened == 0) & ~np.isnan(closed)] = 15_000
    share[closed * 100 >= opened * 95] = 15_000
    return {
        "4.1": _yes(c.number("satisfied") * 100 > c.number("surveyed") * 85, 8),
        "4.2": _lost(c.number("4.2") - 550, 10, 0.25, 1),
        "4.3": np.select([air <= 450, air <= 500], [POINT, POINT // 2], 0),
        "4.4": _whole(POINT - _half_up(short * 2_500, days), 1),
        "4.5": _whole(share, 1.5),
        "4.6": _yes(~c.yes("na:4.6") & c.yes("4.6.tested") & c.yes("4.6.cleaned"), 1),
        "4.7": _yes(c.yes("4.7.quality"), 1) + _yes(c.yes("4.7.materials"), 0.5),
    }


def _education(c: _Columns) -> dict[str, Points]:
    held, joined, living = c.number("5.1"), c.number("participants"), c.number("residents")
    shares = [(living > 0) & (joined * 100 >= mark * living) for mark in (30, 20)]
    return {
        "5.1": np.select([held >= 3, held >= 1], [15_000, 7_500], 0),
        "5.2": _lost(12 - c.number("5.2"), 1, 0.25, 1.5),
        "5.3": np.select(shares, [POINT, POINT // 2], 0),
        "5.4": _sample(c, "5.4", 50, [(90, 1.5), (80, 1), (60, 0.5)]),
        "5.5": _yes(c.number("5.5") >= 1, 0.5),
        "5.6": _all(c, "5.6", ("adopted", "posted"), 0.5),
        "5.7": _all(c, "5.7", ("council", "supervisors", "replies"), 0.5),
        "5.8": _whole(c.number("5.8") * 2_500, 0.5),
    }


def _life(c: _Columns) -> dict[str, Points]:
    homes, clean = c.number("households"), c.number("clean_households")
    drawn, passed = c.number("6.3.drawn"), c.number("6.3.passed")
    enough = (drawn >= 5) & (passed <= drawn)
    return {
        "6.1": np.where(homes > 0, _whole(_half_up(15_000 * clean, homes), 1.5), 0),
        "6.2": _all(c, "6.2", ("water", "recovery", "compost"), 0.5),
        "6.3": np.where(enough, _whole(15_000 - (drawn - passed) * 3_000, 1.5), 0),
        "6.4": _lost(900_000 - c.number("6.4"), 100_000, 0.25, 1),
        "6.5": _yes(c.no("6.5.no_point"), 1)
        - _yes(c.no("6.5.no_point") & ~c.no("6.5.no_record"), 0.5),
        "6.6": _whole(c.number("6.6"), 1.5),
        "6.7": _yes(c.no("6.7"), 1),
    }


def _satisfaction(c: _Columns) -> dict[str, Points]:
    satisfied, surveyed = c.number("satisfied") * 100, c.number("surveyed")
    better = (satisfied * POINT > surveyed * c.number("7.3")) | (satisfied >= surveyed * 98)
    return {
        "7.1": _whole(c.number("7.1"), 2),
        "7.2": _level(c.number("7.2"), 1.5),
        "7.3": _yes(~c.yes("na:7.3") & better, 1.5),
    }


def score(table: Any) -> Any:  # noqa: ANN401 - pandas is not installed everywhere
    """What the engine gives: points, parts, score, coverage, grade, outcome."""
    c = _Columns(table)
    kinds = (_management, _treatment, _beauty, _result, _education, _life, _satisfaction)
    with np.errstate(divide="ignore", invalid="ignore"):
        points = {id_: earned for kind in kinds for id_, earned in kind(c).items()}
    stays = {id_: ~c.yes(f"na:{id_}") for id_ in ("4.6", "7.3")}
    stays["3.6"] = ~((c.number("old_trees") == 0) & c.known("trees_guarded"))
    parts = {id_: _part(id_, points, stays) for id_ in PARTS}
    total = sum(parts.values(), np.zeros(len(table), dtype=np.int64))
    top, bottom = _covered(c, stays)
    short = (total < 100 * POINT) & (total >= 999_500)
    refused, held = _stops(c)
    held |= top * 100 < bottom * 80
    grade, outcome = _decided(total, parts, refused, held)
    return pd.DataFrame(
        {f"points:{id_}": earned for id_, earned in points.items()}
        | {f"part:{id_}": earned for id_, earned in parts.items()}
        | {
            "score": total,
            "published": np.where(short, 999_000, (total + 500) // 1_000 * 1_000),
            "coverage": top * 10_000 // bottom,
            "grade": grade,
            "outcome": outcome,
        },
    )


def _part(id_: str, points: dict[str, Points], stays: dict[str, Flags]) -> Points:
    mine = [earned for name, earned in points.items() if name.startswith(f"{id_}.")]
    earned: Points = sum(mine[1:], mine[0])
    away = [name for name in EXCLUDED if name.startswith(f"{id_}.")]
    if not away:
        return earned
    full = PARTS[id_] * POINT
    base = full - sum(np.where(stays[name], 0, EXCLUDED[name]) for name in away)
    return (2 * earned * full + base) // (2 * base)


def _covered(c: _Columns, stays: dict[str, Flags]) -> tuple[Points, Points]:
    """Covered and coverable points, in twelfths of a ten-thousandth."""
    top = sum(_known(c, name) * weight for name, weight in rubric.weights().items())
    award = c.known("1.3.award") | (c.known("1.3") & (c.number("1.3") != 1))
    top += (_known(c, "1.3") + award.astype(np.int64)) * (6 * 4 * POINT)
    bottom = np.full(len(c.table), rubric.COVERABLE)
    for id_, worth in EXCLUDED.items():
        asked = rubric.QUESTIONS[id_]
        share = sum(_known(c, name) for name in asked) * (worth * 12 // len(asked))
        top += np.where(stays[id_], share, 0)
        bottom += np.where(stays[id_], worth * 12, 0)
    return top, bottom


def _known(c: _Columns, name: str) -> Points:
    return c.known(name).astype(np.int64)


def _stops(c: _Columns) -> tuple[Flags, Flags]:
    """Refused by a gate or veto; and undecided, or not to be judged."""
    occupied, flats = c.number("occupied") * 100, c.number("flats") * 80
    satisfied, surveyed = c.number("satisfied") * 100, c.number("surveyed") * 60
    homes, people = c.number("households"), c.number("residents")
    low, poor = occupied < flats, satisfied < surveyed
    small = (homes < 500) & (people < 1_500)
    refused = (c.yes("new_estate") & low) | c.no("2.1") | poor | small
    is_low_unknown = (np.isnan(occupied) | np.isnan(flats)) & ~c.no("new_estate")
    is_new_unknown = ~c.known("new_estate") & ~(occupied >= flats)
    is_scale_unknown = (np.isnan(homes) | np.isnan(people)) & ~((homes >= 500) | (people >= 1_500))
    held = is_low_unknown | is_new_unknown | is_scale_unknown | ~c.known("2.1")
    return refused, held | np.isnan(satisfied) | np.isnan(surveyed) | ~c.yes("built")


def _decided(
    total: Points, parts: dict[str, Points], refused: Flags, held: Flags
) -> tuple[Points, Points]:
    every = np.logical_and.reduce(
        [parts[id_] * 10 >= full * 6 * POINT for id_, full in PARTS.items()]
    )
    reached = [(total >= 90 * POINT) & every, total >= 80 * POINT, total >= 60 * POINT]
    grade = np.where(refused | held, 3, np.select(reached, [0, 1, 2], 3))
    return grade, np.select([refused, held, grade <= 1, grade == 2], [3, 4, 0, 1], 2)
