"""Simulate: generated applicants for trying things out, never to be taken for real ones.

Their codes begin with `00`, which no province has, and their names with 模拟.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.random import Generator

from engine.answers import Answers, completed
from engine.program import Program, evidence_of
from engine.score import score
from standards.field import NUMBERS, Field
from standards.numbers import POINT
from submissions.batch import SENT, Batch
from submissions.blemishes import Draft, Floats, claimed, leave_out, spoilt
from submissions.join import joined
from submissions.plausible import Ladder, ladders
from submissions.problems import say

MOST = 9_999_999
DISTRICTS = tuple(f"模拟{n}区" for n in "一二三四五六七八")
CATEGORIES = ("模拟甲类", "模拟乙类")

_AIM = 0.82
"""Share of the full points that the middle applicant is made to earn."""
_SPREAD = 0.75
_PILOTS = 400
_FATAL_SHARE = 0.003


class SimulationError(ValueError):
    """A number of applicants that cannot be generated."""


def simulate(program: Program, count: int, seed: int, *, blemished: bool = True) -> Answers:
    """Generated applicants; the same numbers give the same answers.

    A hidden quality makes the answers of one applicant, and of one district, go together. Some
    answers are missing, some criteria are claimed not to apply, some evidence is not there, and
    some cells hold what nobody can read, unless not `blemished`: they are in `origin` and come out
    again when written.
    Raises SimulationError.
    """
    if not 0 < count <= MOST:
        raise SimulationError(say(f"数量应为 1 至 {MOST:,}", f"a number from 1 to {MOST:,}"))
    day = _day(program)
    steps = ladders(program, day)
    ease = _ease(program, steps, day)
    rng = np.random.default_rng(seed)
    sent, quality = _people(program, count, rng)
    draft = _drawn(steps, quality + ease, rng)
    leave_out(draft, rng, count)
    claims = claimed(program, draft, rng, count)
    flags = [
        pl.Series(evidence_of(id_), rng.random(count) < _share(quality + 2.5))
        for id_ in program.evidenced
    ]
    unread = spoilt(program, draft, rng, count if blemished else 0)
    values = pl.DataFrame([*(draft.series(step.field) for step in steps), *flags])
    origin = unread.select(
        "row",
        "field",
        pl.lit("self").alias("origin"),
        pl.lit("").alias("file"),
        "sheet",
        "cell",
        "found",
    )
    batch = Batch(sent=sent, values=values, unread=unread, claims=claims, origin=origin)
    return joined([batch], program)


def _day(program: Program) -> date:
    """The day by which dates are drawn: the end of the edition's year. No clock is asked."""
    year = program.standard.edition[:4]
    return date(int(year) if year.isdigit() and year > "1970" else 2026, 12, 31)


def _ease(program: Program, steps: list[Ladder], day: date) -> float:
    """How much better than the middle of its ladders the middle applicant answers."""
    full = float(program.standard.points) * POINT
    low, high = -4.0, 4.0
    for _ in range(10):
        ease = (low + high) / 2
        rng = np.random.default_rng(0)
        draft = _drawn(steps, rng.normal(0.0, _SPREAD, _PILOTS) + ease, rng)
        flags = [pl.repeat(True, _PILOTS, eager=True).alias(f"ev:{c}") for c in program.evidenced]
        values = pl.DataFrame([*(draft.series(step.field) for step in steps), *flags])
        pilots = Answers(pl.DataFrame(height=_PILOTS), completed(program, values))
        median = score(program, pilots, day).frame["score"].median()
        assert isinstance(median, float)  # noqa: S101 - scores are never null
        low, high = (ease, high) if median < _AIM * full else (low, ease)
    return (low + high) / 2


def _people(program: Program, count: int, rng: Generator) -> tuple[pl.DataFrame, Floats]:
    """`SENT`, and the hidden quality of each."""
    district = rng.integers(0, len(DISTRICTS), count)
    quality = rng.normal(0.0, _SPREAD, count) + rng.normal(0.0, 0.25, len(DISTRICTS))[district]
    number = pl.int_range(1, count + 1, dtype=pl.Int64)
    sent = pl.select(number.alias("line")).select(
        pl.lit(0, pl.Int64).alias("place"),
        pl.lit("").alias("file"),
        "line",
        pl.lit(False).alias("made"),
        pl.col("line").cast(pl.String).str.zfill(12).alias("applicant"),
        pl.concat_str(
            pl.lit(f"模拟{program.standard.assessed.zh}"),
            pl.col("line").cast(pl.String).str.zfill(4),
        ).alias("name"),
        pl.Series("district", DISTRICTS).gather(district),
        pl.Series("category", CATEGORIES).gather(rng.integers(0, len(CATEGORIES), count)),
    )
    return sent.select(list(SENT)), quality


def _share(quality: Floats) -> Floats:
    """The normal distribution function, nearly enough."""
    return 1.0 / (1.0 + np.exp(-1.702 * quality))


def _drawn(steps: list[Ladder], quality: Floats, rng: Generator) -> Draft:
    draft = Draft({}, {})
    for ladder in steps:
        count = quality.size
        values = _along(ladder, quality, rng)
        if ladder.of:
            values = _part(ladder, values, draft, [step.field for step in steps])
        elif ladder.field.type in NUMBERS:
            grain = _grain(ladder.field)
            values = np.round(values / grain) * grain
        low, high = ladder.field.range
        held = np.clip(values, low, high).astype(np.int64)
        if step := ladder.field.step_units:
            held = low + (held - low) // step * step
        if ladder.fatal and not ladder.of:
            hit = rng.random(count) < _FATAL_SHARE
            held[hit] = rng.choice(np.array(ladder.fatal), int(hit.sum()))
        draft.values[ladder.field.id] = held
        draft.said[ladder.field.id] = np.full(count, fill_value=True)
    return draft


def _along(ladder: Ladder, quality: Floats, rng: Generator) -> Floats:
    """A place on the ladder: the better the applicant, the nearer to its better end."""
    count = quality.size
    steps = np.array(ladder.steps, dtype=np.float64)
    if not ladder.matters:
        return _anywhere(ladder, steps, rng, count)
    height = _share(0.8 * quality + 0.6 * rng.normal(0.0, 1.0, count))
    last = steps.size - 1
    if ladder.field.type in {"yes_no", "choice"}:
        place = np.minimum(np.floor(height / 0.25 * max(last, 1)), last)
        return steps[place.astype(np.int64)]
    return np.interp((1.0 - (1.0 - height) ** 1.5) * last, np.arange(steps.size), steps)


def _anywhere(ladder: Ladder, steps: Floats, rng: Generator, count: int) -> Floats:
    """Where nothing hangs on it: any step, or any size between the least and the largest."""
    if ladder.field.type in NUMBERS and not ladder.of and steps.size == 2 and steps[0] > 0:
        low, high = np.log(steps[0]), np.log(steps[-1])
        return np.exp(rng.uniform(low, high, count))
    if ladder.field.type in {"yes_no", "choice"}:
        return steps[rng.integers(0, steps.size, count)]
    return np.interp(rng.uniform(0, steps.size - 1, count), np.arange(steps.size), steps)


def _part(ladder: Ladder, percent: Floats, draft: Draft, fields: list[Field]) -> Floats:
    places = {asked.id: asked.places for asked in fields}
    total = np.zeros(percent.size)
    for id_ in ladder.of:
        total += draft.values[id_] * 10.0 ** (ladder.field.places - places[id_])
    return total if ladder.whole else np.floor(total * percent / 100.0)


def _grain(asked: Field) -> float:
    """How finely people say such a number, in last places."""
    unit = 10.0**asked.places
    match asked.type:
        case "money":
            return 100.0 * unit
        case "count":
            return unit
        case _:
            return max(unit / 10.0, 1.0)
