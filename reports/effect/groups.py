"""Parts and criteria of two editions, those that belong together side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from engine.score import Scores
from standards.id_map import IdMap
from standards.model import Standard
from standards.numbers import POINT_DECIMALS, scaled
from standards.text import Phrase, joined, phrase


@dataclass(frozen=True, slots=True)
class Group:
    """A part or criterion; several where one was split or some were merged.

    `kind` is part or criterion. Points are ten-thousandths; `old`, `least` and `most` are sums over
    all applicants. `old_of` and `new_of` are full points; None where there is nothing. `gain` and
    `lose` count the applicants who surely get more or less here. A penalty counts negative.
    """

    kind: Literal["part", "criterion"]
    old_ids: tuple[str, ...]
    new_ids: tuple[str, ...]
    title: Phrase
    old_of: int | None
    new_of: int | None
    old: int
    least: int
    most: int
    gain: int
    lose: int

    @property
    def ids(self) -> str:
        """`3.4 → 3.7`; one id where they are the same."""
        before, after = ", ".join(self.old_ids), ", ".join(self.new_ids)
        if before == after:
            return after
        return f"{before or '–'} → {after or '–'}"

    @property
    def differs(self) -> bool:
        """Whether anything is different here."""
        return bool(
            self.old != self.least
            or self.old != self.most
            or self.gain
            or self.lose
            or self.old_of != self.new_of
            or self.old_ids != self.new_ids
        )


def groups_of(ids: IdMap, before: Scores, least: Scores, most: Scores) -> Iterator[Group]:
    """The parts in the order of the new edition, then those gone; the criteria likewise."""
    parts = _parts(ids)
    for old_ids, new_ids in parts:
        names = [f"part:{id_}" for id_ in old_ids], [f"part:{id_}" for id_ in new_ids]
        titles = _part_titles(ids, old_ids, new_ids)
        full = _of_parts(ids.old, old_ids), _of_parts(ids.new, new_ids)
        yield _group("part", (old_ids, new_ids), titles, full, _columns(names, before, least, most))
    points = _of_criteria(ids.old), _of_criteria(ids.new)
    for old_ids, new_ids in _criteria(ids):
        names = [f"points:{id_}" for id_ in old_ids], [f"points:{id_}" for id_ in new_ids]
        title = _criterion_titles(ids, old_ids, new_ids)
        full = _total(points[0], old_ids), _total(points[1], new_ids)
        columns = _columns(names, before, least, most)
        yield _group("criterion", (old_ids, new_ids), title, full, columns)


_Pair = tuple[tuple[str, ...], tuple[str, ...]]


def _parts(ids: IdMap) -> list[_Pair]:
    came_from = {new: old for old, new in ids.parts.items() if new}
    found: list[_Pair] = []
    for _, part in ids.new.walk_parts():
        old = came_from.get(part.id)
        found.append(((old,) if old else (), (part.id,)))
    return found + [((old,), ()) for old, new in ids.parts.items() if new is None]


def _criteria(ids: IdMap) -> list[_Pair]:
    """What was split or merged stays together."""
    sources, found, seen = ids.sources, [], set()
    for criterion in ids.new.criteria:
        if criterion.id in seen:
            continue
        new_ids, old_ids = {criterion.id}, set(sources[criterion.id])
        while True:  # a split into what is merged with another: all of them together
            further = {new for old in old_ids for new in ids.criteria[old]} | new_ids
            back = {old for new in further for old in sources[new]}
            if (further, back) == (new_ids, old_ids):
                break
            new_ids, old_ids = further, back
        seen |= new_ids
        found.append((_in_order(ids.old, old_ids), _in_order(ids.new, new_ids)))
    return found + [((old,), ()) for old, new in ids.criteria.items() if not new]


def _in_order(standard: Standard, ids: set[str]) -> tuple[str, ...]:
    return tuple(criterion.id for criterion in standard.criteria if criterion.id in ids)


def _columns(
    names: tuple[Sequence[str], Sequence[str]], before: Scores, least: Scores, most: Scores
) -> tuple[pl.Series, pl.Series, pl.Series]:
    old, new = names
    return _summed(before, old), _summed(least, new), _summed(most, new)


def _summed(scores: Scores, names: Sequence[str]) -> pl.Series:
    """The points together, a row an applicant; what a penalty takes is negative."""
    penalty = scores.program.standard.penalty
    against = {f"points:{criterion.id}" for criterion in (penalty.criteria if penalty else ())}
    total = pl.repeat(0, scores.frame.height, dtype=pl.Int64, eager=True)
    for name in names:
        column = scores.frame[name]
        total = total - column if name in against else total + column
    return total


def _group(
    kind: Literal["part", "criterion"],
    ids: _Pair,
    title: Phrase,
    full: tuple[int | None, int | None],
    columns: tuple[pl.Series, pl.Series, pl.Series],
) -> Group:
    old, least, most = columns
    return Group(
        kind,
        *ids,
        title,
        *full,
        old=int(old.sum()),
        least=int(least.sum()),
        most=int(most.sum()),
        gain=int((least > old).sum()),
        lose=int((most < old).sum()),
    )


def _of_criteria(standard: Standard) -> dict[str, int]:
    return {c.id: scaled(c.points, POINT_DECIMALS) for c in standard.criteria}


def _total(points: dict[str, int], ids: Sequence[str]) -> int | None:
    return sum(points[id_] for id_ in ids) if ids else None


def _of_parts(standard: Standard, ids: Sequence[str]) -> int | None:
    full = {part.id: part.points for _, part in standard.walk_parts()}
    return sum(scaled(full[id_], POINT_DECIMALS) for id_ in ids) if ids else None


def _part_titles(ids: IdMap, old: Sequence[str], new: Sequence[str]) -> Phrase:
    standard, named = (ids.new, new) if new else (ids.old, old)
    return joined([part.title for _, part in standard.walk_parts() if part.id in named])


def _criterion_titles(ids: IdMap, old: Sequence[str], new: Sequence[str]) -> Phrase:
    standard, named = (ids.new, new) if new else (ids.old, old)
    titles = [criterion.title for criterion in standard.criteria if criterion.id in named]
    return joined(titles) if titles else phrase("–", "–")
