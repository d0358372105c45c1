"""What is said of a comparison in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from engine.compare import Comparison
from engine.score import Scores
from reports.comparison.changes import halves, signed
from reports.words import Words
from standards.numbers import plain, points_text

_SHOWN = 8
"""Ids or moves that a sentence names."""


def told(found: Comparison, names: tuple[str, str], say: Words) -> Iterator[str]:
    """What differs between the standards, then what changed."""
    yield from _standards(found, names, say)
    both = found.both
    if both.is_empty():
        yield say["compare_nobody"]
        return
    yield say.count("compare_both", both.height)
    changes = both["change"].drop_nulls().sort().to_list()
    if changes:
        yield _counts(changes, say)
        yield _spread(changes, found.after.program.standard.decimals, say)
    yield from _grades(found, both, say)


def decision(row: dict[str, Any], side: str, scores: Scores, say: Words) -> str:
    """The grade, or the outcome where there is none."""
    place, grades = row[f"grade_{side}"], scores.program.standard.grades
    if place < len(grades):
        name: str = grades[place].name.in_(say.language)
        return name
    return say[f"outcome_{row[f'outcome_{side}']}"]


def _standards(found: Comparison, names: tuple[str, str], say: Words) -> Iterator[str]:
    before, after = found.before.program, found.after.program
    one, two = before.standard, after.standard
    if one.edition != two.edition:
        yield say.say("compare_edition", before=one.edition, after=two.edition)
    elif before.digest != after.digest:
        yield say.say("compare_bytes", edition=one.edition)
    if one.points != two.points:
        yield say.say("compare_of", before=plain(one.points), after=plain(two.points))
    differing = [
        f"{change.id} ({points_text(change.of[0])} → {points_text(change.of[1])})"
        for change in found.changes
        if change.of[0] != change.of[1]
    ]
    if differing:
        yield say.say("compare_points", items=_short(differing, say))
    for name, ids in zip(names, found.only, strict=True):
        if ids:
            yield say.say("compare_only_criteria", name=name, items=_short(list(ids), say))


def _short(items: list[str], say: Words) -> str:
    more = ["…"] if len(items) > _SHOWN else []
    return say.listed(items[:_SHOWN] + more)


def _counts(changes: list[int], say: Words) -> str:
    gained, lost = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    same = len(changes) - gained - lost
    return say.say("compare_counts", gained=gained, lost=lost, same=same)


def _spread(changes: list[int], decimals: int, say: Words) -> str:
    shown = [signed(change, decimals) for change in halves(changes)]
    names = ("least", "quarter", "median", "three", "most")
    return say.say("compare_median", **dict(zip(names, shown, strict=True)))


def _grades(found: Comparison, both: pl.DataFrame, say: Words) -> Iterator[str]:
    one = [grade.id for grade in found.before.program.standard.grades]
    two = [grade.id for grade in found.after.program.standard.grades]
    if one == two:
        up = (both["grade_after"] < both["grade_before"]).sum()
        down = (both["grade_after"] > both["grade_before"]).sum()
        yield say.say("compare_grades", up=up, down=down)
    moves: dict[tuple[str, str], int] = {}
    for row in both.iter_rows(named=True):
        pair = (
            decision(row, "before", found.before, say),
            decision(row, "after", found.after, say),
        )
        if pair[0] != pair[1]:
            moves[pair] = moves.get(pair, 0) + 1
    if moves:
        ordered = sorted(moves.items(), key=lambda move: (-move[1], move[0]))
        listed = [
            say.say("compare_move", before=pair[0], after=pair[1], n=count)
            for pair, count in ordered
        ]
        yield say.say("compare_moved", moves=_short(listed, say))
