"""Gap reports as HTML pages: how many a second on one core."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time

from jinja2 import Environment

from benchmarks import data
from benchmarks.measure import Row, Scale
from engine.score import Scores, score
from reports.findings import findings
from reports.formats.html import render
from standards.text import Language

TITLE = "Gap reports"
ABOUT = (
    "Findings and HTML pages of one thousand applicants to `green-community`, the font beside the "
    "pages: every criterion with its state, its reasons in words and what would bring the points; "
    "charts as SVG; by processor seconds of the whole process. The rival fills a bare jinja2 table "
    "with id, title and points of the same criteria."
)
_COUNT = 1_000
_GOAL = 1_000
_TABLE = """\
<table>{% for id, title, points, full in rows %}
<tr><td>{{ id }}</td><td>{{ title }}</td><td>{{ points }}</td><td>{{ full }}</td></tr>{% endfor %}
</table>"""


def run(scale: Scale) -> Iterator[Row]:
    """In both languages."""
    scores = score(data.program(), data.answers(scale.count(_COUNT)), data.DAY)
    yield _row(scores, scale, "reports, Chinese", partial(_reports, scores, "zh"))
    yield _row(scores, scale, "reports, English", partial(_reports, scores, "en"))


def _row(scores: Scores, scale: Scale, what: str, ours: Callable[[], int]) -> Row:
    ours()
    _tables(scores)
    pairs = [(_seconds(ours), _seconds(lambda: _tables(scores))) for _ in range(scale.runs(5))]
    rates = [scores.frame.height / statistics.median(side) for side in zip(*pairs, strict=True)]
    return Row(
        what,
        f"{rates[0]:,.0f} a second and core",
        "bare tables",
        f"{rates[1]:,.0f} a second and core",
        statistics.median(a / b for a, b in pairs),
        f"at least {_GOAL:,} a second and core",
        rates[0] >= _GOAL,
    )


def _seconds(run: Callable[[], object]) -> float:
    """Processor seconds of all threads."""
    start = process_time()
    run()
    return process_time() - start


def _reports(scores: Scores, language: Language) -> int:
    """Bytes of all pages."""
    told = findings(scores, None, language)
    return sum(len(render(finding, font="beside").encode()) for finding in told)


def _tables(scores: Scores) -> int:
    template = Environment(autoescape=True).from_string(_TABLE)
    criteria = [(c.id, c.title.in_("zh"), str(c.points)) for c in scores.program.standard.criteria]
    columns = scores.frame.select(f"points:{id_}" for id_, _, _ in criteria)
    size = 0
    for row in columns.iter_rows():
        rows = [
            (id_, title, points / 10_000, full)
            for (id_, title, full), points in zip(criteria, row, strict=True)
        ]
        size += len(template.render(rows=rows).encode())
    return size
