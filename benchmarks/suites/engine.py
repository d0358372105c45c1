"""The engine alone: answers in memory -> scores, beside the same rubric written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import agree, data, hand_pandas, hand_polars, hand_sql
from benchmarks.measure import Row, Scale, Side, compare
from engine.score import score

TITLE = "Scoring answers in memory"
ABOUT = (
    "One million applicants x `green-community`, typed answers in memory -> points of 44 criteria, "
    "parts, score, coverage, grade and outcome. The engine runs the standard's document, and gives "
    "gates, vetoes and what applies besides; each rival is the rubric written out by hand for this "
    "one batch (`benchmarks/hand*`), with the answers in the form that its library likes best."
)
_COUNT = 1_000_000


def run(scale: Scale) -> Iterator[Row]:
    """Beside polars, pandas and DuckDB."""
    program, answers = data.program(), data.answers(scale.count(_COUNT))
    agree.check(answers)
    ours = Side("`engine.score`", lambda: score(program, answers, data.DAY))
    runs = scale.runs(15)
    by_hand = Side("by hand in polars", lambda: hand_polars.score(answers.values))
    yield compare(ours, by_hand, most=1.3, runs=runs)
    table = hand_pandas.prepared(answers.values)
    by_pandas = Side("by hand in pandas", lambda: hand_pandas.score(table))
    yield compare(ours, by_pandas, runs=scale.runs(7))
    connection = hand_sql.prepared(answers.values)
    by_sql = Side("by hand in DuckDB SQL", lambda: hand_sql.score(connection))
    yield compare(ours, by_sql, runs=scale.runs(7))
