"""The parameters of a program for every day of a century, as runs: the page only looks them up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from engine.program import Definition, Program
from engine.score import parameters
from standards.expression import Parameter, walk

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days of judgement that a form can be opened on."""
_EPOCH = date(1970, 1, 1)

Run = tuple[int, int, int]
"""First day (since 1970), value on that day, and by how much it grows a day."""


def runs(program: Program) -> dict[str, list[Run]]:
    """Parameter -> runs in order of their first day."""
    found = {
        node.id
        for definition in program.definitions.values()
        for node in walk(definition.expr)
        if isinstance(node, Parameter)
    }
    return {id_: _runs(program, id_) for id_ in sorted(found)}


def _runs(program: Program, id: str) -> list[Run]:
    only = Definition(id, Parameter(id), (0, 0), ())
    alone = replace(program, definitions={id: only})
    values = [parameters(alone, day)[id] for day in _days()]
    start = (FIRST - _EPOCH).days
    made: list[Run] = []
    for place, value in enumerate(values):
        if made:
            first, base, slope = made[-1]
            passed = start + place - first
            if passed == 1:  # the second day of a run says how it grows
                made[-1] = (first, base, value - base)
                continue
            if value == base + slope * passed:
                continue
        made.append((start + place, value, 0))
    return made


@lru_cache(maxsize=1)
def _days() -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
