"""What a standard's questions may plausibly be answered with, found by asking the standard itself.

Nothing is known of the rules: every field is tried with a number of values while all others are at
their best, and the scores tell which way is better, where it stops to matter, and what is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

import polars as pl

from engine.answers import column_type, completed
from engine.executors.polars_ import evaluate
from engine.program import Program, evidence_of
from engine.score import parameters
from standards.expression import Answer, Compare, Const, Not, walk
from standards.field import NUMBERS, Field

RATIOS = (0, 30, 50, 60, 70, 75, 80, 85, 88, 90, 92, 95, 97, 98, 99, 100)
"""Percent of a whole that a part is tried with."""

_STEPS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 50, 60, 70, 80, 85, 90, 95, 98, 100)
_DAYS_AGO = (20, 100, 200, 300, 400, 600, 800, 1200, 2000, 4000)
_ROUNDS = 3
_REFUSED = 10**12
_NAME = r"[A-Za-z0-9][\w.-]*"
_SHARE = re.compile(rf"share\(\s*({_NAME})\s*,\s*({_NAME}(?:\s*\+\s*{_NAME})*)\s*\)")
_ORDER = re.compile(rf"\s*({_NAME})\s*(>|<|!=)\s*({_NAME}(?:\s*\+\s*{_NAME})*)\s*")


@dataclass(frozen=True, slots=True)
class Ladder:
    """Values of one field from the worst to the best, as held; `fatal` are those that are refused.

    `of`: the fields of whose sum this is a part: then the values are percentages of it; `whole`: it
    is that sum. `matters`: whether the score or the outcome hangs on it.
    """

    field: Field
    steps: tuple[int, ...]
    fatal: tuple[int, ...] = ()
    of: tuple[str, ...] = ()
    whole: bool = False
    matters: bool = True


def ladders(program: Program, as_of: date) -> list[Ladder]:
    """A ladder for every field but texts; wholes before their parts."""
    parts = _parts(program)
    asked = [f for f in program.standard.asked.values() if f.type != "text"]
    limits = _limits(program)
    wholes = {id_ for part in parts.values() for id_ in part.of} - parts.keys()
    tried = {f.id: _tried(f, limits.get(f.id, ()), as_of) for f in asked}
    tried |= {f.id: _sizes(f, limits.get(f.id, ())) for f in asked if f.id in wholes}
    tried |= {f.id: list(RATIOS) for f in asked if f.id in parts}
    start = {id_: values[len(values) // 2] for id_, values in tried.items()}
    start |= {id_: tried[id_][0] for id_ in _found(program) & tried.keys()}
    # With too small a sample nothing that was asked of it would seem to matter.
    start |= {id_: values[-1] for id_, values in tried.items() if id_.endswith(".sample")}
    start |= dict.fromkeys(parts.keys() & start.keys(), 100)
    start |= {id_: tried[id_][-1] for id_ in wholes}
    merits: dict[str, list[int]] = {}
    for _ in range(_ROUNDS):
        rows = [(f.id, {**start, f.id: value}) for f in asked for value in tried[f.id]]
        merits = _merits(program, rows, parts, as_of)
        best = {id_: max(range(len(m)), key=m.__getitem__) for id_, m in merits.items()}
        start = {
            id_: tried[id_][place]
            if len(set(merits[id_])) > 1 and id_ not in wholes
            else start[id_]
            for id_, place in best.items()
        }
    made = [
        Ladder(f, tuple(tried[f.id]))
        if f.id in wholes
        else _ladder(f, tried[f.id], merits[f.id], parts.get(f.id))
        for f in asked
    ]
    return _wholes_first(made)


def _found(program: Program) -> set[str]:
    """Faults that are found or counted beside others: at first there are none of them.

    Several together can leave nothing of a criterion, and then none alone seems to matter.
    """
    return {
        field
        for lowered in program.lowered
        if len(lowered.asks) > 1
        for step in lowered.steps.steps
        if step.points < 0 and len(step.asks) == 1 and not isinstance(step.times, Not)
        for field in step.asks
    }


@dataclass(frozen=True, slots=True)
class _Part:
    of: tuple[str, ...]
    whole: bool


def _parts(program: Program) -> dict[str, _Part]:
    """Fields that are a part of others, or their sum: by shares, samples and checks."""
    asked = program.standard.asked
    found: dict[str, _Part] = {}

    def add(name: str, of: Iterable[str], *, whole: bool) -> None:
        wholes = tuple(of)
        known = all(id_ in asked and asked[id_].type in NUMBERS for id_ in (name, *wholes))
        if known and name not in found and name not in wholes and not _hangs(found, wholes, name):
            found[name] = _Part(wholes, whole)

    for check in program.standard.checks:
        for condition in check.when.split(" or "):
            match = _ORDER.fullmatch(condition)
            if match and match[2] == "<":
                add(match[3], [match[1]], whole=False)
            elif match:
                add(match[1], re.split(r"\s*\+\s*", match[3]), whole=match[2] == "!=")
    for part, whole in _SHARE.findall(program.loaded.text):
        add(part, re.split(r"\s*\+\s*", whole), whole=False)
    for id_ in asked:
        if id_.endswith(".passed"):
            add(id_, [id_.removesuffix("passed") + "drawn"], whole=False)
    return found


def _hangs(parts: Mapping[str, _Part], names: Iterable[str], on: str) -> bool:
    """Whether some names are themselves parts, however far, of another."""
    return any(
        name == on or (name in parts and _hangs(parts, parts[name].of, on)) for name in names
    )


def _limits(program: Program) -> dict[str, set[int]]:
    """The numbers with which fields are compared anywhere."""
    found: dict[str, set[int]] = {}
    for definition in program.definitions.values():
        for node in walk(definition.expr):
            if isinstance(node, Compare):
                match node.left, node.right:
                    case (Answer(name), Const(limit)) | (Const(limit), Answer(name)):
                        found.setdefault(name, set()).add(limit)
    return found


def _sizes(asked: Field, limits: Iterable[int]) -> list[int]:
    """Values of a number of which others are parts: just below what is asked, and well above."""
    low, high = asked.range
    unit = 10**asked.places
    least = max((limit for limit in limits if limit > 0), default=0)
    if not least:
        few, many = _usual(asked)
        return [few + (many - few) * step // 8 for step in (0, 1, 1, 2, 3, 4, 8)]
    found = [least - unit, least, least, least, least + least // 4, least + least // 2, 2 * least]
    return [min(max(value, low), high) for value in found]


def _tried(asked: Field, limits: Iterable[int], as_of: date) -> list[int]:
    low, high = asked.range
    if asked.type in {"yes_no", "choice"}:
        return list(range(low, (1 if asked.type == "yes_no" else high) + 1))
    if asked.type == "date":
        return sorted((as_of - date(1970, 1, 1)).days - ago for ago in _DAYS_AGO)
    unit = 10**asked.places
    near = {limit + step * unit for limit in limits for step in (-1, 0, 1)}
    plain = {step * unit for step in _STEPS}
    if high - low <= 100 * unit:
        plain |= {low + (high - low) * step // 8 for step in range(9)}
    return sorted(value for value in {low, *near, *plain} if low <= value <= high)


def _held(
    asked: Field, values: Mapping[str, int], parts: Mapping[str, _Part], program: Program
) -> int:
    """The value of a field where parts are given in percent of their wholes."""
    part = parts.get(asked.id)
    if part is None:
        return values[asked.id]
    fields = [program.standard.asked[id_] for id_ in part.of]
    total = 0
    for field in fields:
        whole = _held(field, values, parts, program)
        total += whole * 10**asked.places // 10**field.places
    low, high = asked.range
    return min(max(total * (100 if part.whole else values[asked.id]) // 100, low), high)


def _merits(
    program: Program,
    rows: list[tuple[str, dict[str, int]]],
    parts: Mapping[str, _Part],
    as_of: date,
) -> dict[str, list[int]]:
    """The merits of some settings, each under the field that is tried by it."""
    settings = [setting for _, setting in rows]
    asked = [program.standard.asked[id_] for id_ in settings[0]]
    columns = []
    for field in asked:
        held = (
            [_held(field, setting, parts, program) for setting in settings]
            if field.id in parts
            else list(map(itemgetter(field.id), settings))
        )
        columns.append(pl.Series(field.id, held, dtype=pl.Int64).cast(column_type(field)))
    flags = [
        pl.repeat(True, len(rows), dtype=pl.Boolean, eager=True).alias(evidence_of(id_))
        for id_ in program.evidenced
    ]
    frame = completed(program, pl.DataFrame([*columns, *flags]))
    given = parameters(program, as_of)
    gates, vetoes = _refusing(program)
    scores = evaluate(program, frame, ["score", *gates, *vetoes], given)
    unmet = pl.sum_horizontal([pl.lit(0), *(1 - pl.col(g) for g in gates), *map(pl.col, vetoes)])
    merits = scores.select(pl.col("score") - _REFUSED * unmet).to_series().to_list()
    found: dict[str, list[int]] = {}
    for (id_, _), merit in zip(rows, merits, strict=True):
        found.setdefault(id_, []).append(merit)
    return found


def _refusing(program: Program) -> tuple[list[str], list[str]]:
    """The definitions that must be 1, and those that must be 0, for a title not to be refused."""
    standard = program.standard
    vetoes = [
        f"veto:{criterion.id}:{place}"
        for criterion in standard.criteria
        for place, veto in enumerate(criterion.veto)
        if veto.effect == "refused"
    ]
    return [f"gate:{gate.id}" for gate in standard.gates], vetoes


def _ladder(asked: Field, tried: list[int], merits: list[int], part: _Part | None) -> Ladder:
    of, whole = (part.of, part.whole) if part else ((), False)
    fatal = tuple(v for v, m in zip(tried, merits, strict=True) if m < max(merits) - _REFUSED // 2)
    kept = [(v, m) for v, m in zip(tried, merits, strict=True) if v not in fatal]
    changes = [i for i in range(1, len(kept)) if kept[i][1] != kept[i - 1][1]]
    if not changes:
        usual = _usual(asked) if asked.type in NUMBERS and not of and not fatal else None
        steps = usual or tuple(v for v, _ in kept)
        return Ladder(asked, steps, fatal, of, whole, matters=False)
    if asked.type not in {"yes_no", "choice"}:
        kept = kept[max(changes[0] - 1, 0) : changes[-1] + 2]
    if asked.type in {"yes_no", "choice"}:
        kept.sort(key=lambda pair: pair[1])
    elif kept[0][1] > kept[-1][1]:
        kept.reverse()
    return Ladder(asked, tuple(v for v, _ in kept), fatal, of, whole)


def _usual(asked: Field) -> tuple[int, ...]:
    """A range for a number on which nothing hangs by itself."""
    low, high = asked.range
    unit = 10**asked.places
    if high - low <= 100 * unit:
        return low, high
    few, many = (100_000, 2_000_000) if asked.type == "money" else (20, 2_000)
    top = min(many * unit, max(high // 4, low + 1), high)
    return max(low, min(few * unit, top // 10)), top


def _wholes_first(made: list[Ladder]) -> list[Ladder]:
    ordered: list[Ladder] = []
    waiting = list(made)
    done: set[str] = set()
    while waiting:
        ready = [ladder for ladder in waiting if done.issuperset(ladder.of)]
        ordered += ready
        done |= {ladder.field.id for ladder in ready}
        waiting = [ladder for ladder in waiting if ladder.field.id not in done]
    return ordered
