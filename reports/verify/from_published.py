"""As far as published data go: parts, scores and ranks worked out again from the criteria.

The engine does it, with the points of the criteria as published in the place of those that it
works out of the answers. Coverage, gates, vetoes and grades hang on answers, which stay in the run.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import polars as pl

from engine.executors.polars_ import evaluate
from engine.program import Program
from engine.rank import rank
from engine.score import parameters
from reports.site import DATA
from reports.site.charts import scores_of, ties_of
from reports.site.edition import Edition
from reports.verify import Difference
from standards.expression import Answer, Known, walk
from standards.numbers import POINT_DECIMALS, unscaled

_GIVEN = ("points:", "applies:")
_FILE = f"{DATA}/results.parquet"


def inconsistencies(edition: Edition) -> list[Difference]:
    """Published values that do not follow from each other."""
    found = [] if edition.criteria.is_empty() else _scores(edition)
    return found + _ranks(edition)


def _scores(edition: Edition) -> list[Difference]:
    """Parts, exact and published scores from the points of the criteria."""
    given = scores_of(edition).frame
    reduced = _reduced(edition.program)
    wanted = [name for name in reduced.definitions if name in given.columns and _is_sum(name)]
    names = [name for name in wanted if _follows(reduced, name, given)]
    now = evaluate(reduced, given, names, parameters(reduced, edition.as_of))
    found = []
    for name in names:
        shown = {"score": "exact", "published": "score"}.get(name, name)
        counts = given[f"scored:{name.removeprefix('part:')}" if ":" in name else "scored"] == 1
        unlike = (given[name] != now[name]) & counts
        for place in unlike.arg_true().to_list():
            old, new = (_text(shown, table[name][place]) for table in (given, now))
            found.append(Difference(_FILE, "value", edition.codes[place], shown, old, new))
    return found


def _is_sum(name: str) -> bool:
    return name in ("score", "published") or name.startswith("part:")


def _follows(program: Program, name: str, given: pl.DataFrame) -> bool:
    """Whether something follows from what is published alone, and not from answers."""
    nodes = (node for d in program.needed([name]) for node in walk(d.expr))
    asked = {node.field for node in nodes if isinstance(node, Answer | Known)}
    return asked <= set(given.columns)


def _text(column: str, whole: int) -> str:
    return (
        str(whole) if column == "exact" else format(Decimal(unscaled(whole, POINT_DECIMALS)), "f")
    )


def _reduced(program: Program) -> Program:
    """The program with the points of the criteria as if they were answers."""
    definitions = {
        name: replace(definition, expr=Answer(name)) if name.startswith(_GIVEN) else definition
        for name, definition in program.definitions.items()
    }
    return replace(program, definitions=definitions)


def _ranks(edition: Edition) -> list[Difference]:
    """Ranks from the published scores, grades and outcomes, where what decides ties is public."""
    scores = scores_of(edition)
    if not set(ties_of(edition.program)) <= set(scores.frame.columns):
        return []
    found = []
    pairs = [("rank", None), ("district_rank", "district")]
    for name, by in pairs:
        if not edition.has(name):
            continue
        now = rank(scores, by=by)["rank"]
        old = edition.results[name]
        unlike = pl.select(old.ne_missing(now)).to_series()
        for place in unlike.arg_true().to_list():
            values = (str(old[place]), str(now[place]))
            found.append(Difference(_FILE, "value", edition.codes[place], name, *values))
    return found
