"""The simulation done the long way: every draw a whole standard, every score worked out anew.

Random numbers are made here once more with Python's whole numbers, and what moves is read from the
document, not from its normal form.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import Any

import polars as pl

from engine.answers import completed
from engine.draws import Moves
from engine.moving import weighted
from engine.program import OUTCOMES
from engine.quota import judged
from engine.rank import order, rank
from engine.robustness import Asked
from engine.score import Scores, score
from standards.expression import Const
from standards.rules.award import Award
from standards.rules.deduct import Deduct
from standards.rules.facets import Facets
from standards.rules.levels import Award as Range
from standards.rules.levels import Levels
from standards.rules.sites import Sites

_WORD = 2**64


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _mixed(z: int) -> int:
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % _WORD
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % _WORD
    return z ^ (z >> 31)


def _of_draw(moves: Moves, name: str, draw: int) -> int:
    return _mixed((_key(f"{moves.seed}:{name}") + (draw + 1) * 0x9E3779B97F4A7C15) % _WORD)


def _below(z: int, most: int) -> int:
    return ((z >> 32) * most) >> 32


def factor(moves: Moves, part: str, draw: int) -> int:
    """The factor of a weight (`part 4`), in thousandths."""
    drawn = _below(_of_draw(moves, f"weight:{part}", draw), 2 * moves.spread + 1)
    return 1_000 - moves.spread + drawn


def _moved_parts(standard: Any) -> list[str]:
    outer = [f"part {part.id}" for part in standard.parts]
    if len(outer) == 1 or standard.combine in ("mean", "best", "lowest"):
        outer = []
    for _, part in standard.walk_parts():
        if part.combine == "weighted" and part.parts and len(part.parts) > 1:
            outer += [f"part {child.id}" for child in part.parts]
        elif part.combine == "weighted" and len(part.criteria) > 1:
            outer += [f"criterion {child.id}" for child in part.criteria]
    return outer


def _awarded(id_: str, rule: Any, row: dict[str, Any]) -> list[tuple[str, Range]]:
    """The fields in which an assessor judged, with his range."""
    match rule:
        case Facets(of=facets):
            return [
                one
                for key, f in facets.items()
                if f.rule
                for one in _awarded(f"{id_}.{key}", f.rule, row)
            ]
        case Sites(count=count, rule=inner):
            return [one for n in range(1, count + 1) for one in _awarded(f"{id_}.s{n}", inner, row)]
        case Award(low=low, high=high, step=step) if row[id_] is not None:
            return [(id_, Range(low=low, high=high, step=step))]
        case Levels(levels=levels) if row[id_] is not None:
            level = list(levels.values())[row[id_]]
            if isinstance(level.points, Range) and row[f"{id_}.award"] is not None:
                return [(f"{id_}.award", level.points)]
        case Deduct(faults_=faults):
            return [
                (f"{id_}.{key}", line.points)
                for key, line in faults.items()
                if isinstance(line.points, Range) and (row[f"{id_}.{key}"] or 0) > 0
            ]
        case _:
            pass
    return []


def _judged_anew(scores: Scores, moves: Moves, draw: int) -> pl.DataFrame:
    values = completed(scores.program, scores.answers.values)
    rows = values.to_dicts()
    for code, row in zip(scores.answers.applicants["applicant"], rows, strict=True):
        said = dict(row)
        for criterion in scores.program.standard.criteria:
            for field, range_ in _awarded(criterion.id, criterion.rule, said):
                low, high, step = (int(x * 10_000) for x in (range_.low, range_.high, range_.step))
                z = _mixed((_of_draw(moves, f"{field}:{low}", draw) + _key(code)) % _WORD)
                if moves.judgement == "range":
                    row[field] = low + step * _below(z, (high - low) // step + 1)
                elif moves.judgement == "step":
                    row[field] = min(max(said[field] + step * (_below(z, 3) - 1), low), high)
    return pl.DataFrame(rows, schema=values.schema)


def drawn(scores: Scores, moves: Moves, draw: int) -> Scores:
    """A whole run once more, in one draw."""
    parts = _moved_parts(scores.program.standard) if moves.spread else []
    program = scores.program
    if parts:
        program = weighted(program, {id_: Const(factor(moves, id_, draw)) for id_ in parts})
    answers = replace(scores.answers, values=_judged_anew(scores, moves, draw))
    return score(program, answers, scores.as_of)


def simulated(scores: Scores, moves: Moves, asked: Asked) -> pl.DataFrame:
    """What `engine.robustness.simulate` gives, draw by draw."""
    ranks: list[list[int]] = [[] for _ in range(scores.frame.height)]
    title, within = [0] * len(ranks), [0] * len(ranks)
    for draw in range(moves.draws):
        again = drawn(scores, moves, draw)
        for row, found in enumerate(rank(again, by=asked.by)["rank"]):
            ranks[row] += [] if found is None else [found]
        for row, grade in enumerate(again.frame["grade"]):
            title[row] += asked.title is not None and grade <= asked.title
        for row, status in enumerate(_statuses(again, asked)):
            within[row] += status in ("within", "tie_within")
    return pl.DataFrame(
        {
            "low": [_nth(found, 5) for found in ranks],
            "median": [_nth(found, 50) for found in ranks],
            "high": [_nth(found, 95) for found in ranks],
            "ranked": [len(found) for found in ranks],
            "title": title if asked.title is not None else [None] * len(ranks),
            "within": within if asked.quota else [None] * len(ranks),
        },
        schema=dict.fromkeys(("low", "median", "high", "ranked", "title", "within"), pl.Int64),
    )


def _nth(ranks: list[int], percent: int) -> int | None:
    """The least rank that so many percent of the draws do not exceed."""
    if not ranks:
        return None
    return next(
        r for r in sorted(ranks) if 100 * sum(x <= r for x in ranks) >= percent * len(ranks)
    )


def _statuses(scores: Scores, asked: Asked) -> list[str | None]:
    if asked.quota is None:
        return [None] * scores.frame.height
    by, none = asked.quota.by, pl.Series([""] * scores.frame.height)
    group = scores.answers.applicants[by].fill_null("") if by else none
    out = asked.relegated if asked.relegated is not None else none != ""
    table = scores.frame.with_columns(quota_group=group, relegated=out)
    assert set(table["outcome"]) <= set(range(len(OUTCOMES)))
    return table.select(judged(asked.quota, order(scores.program.standard)))["quota"].to_list()
