"""The table of a comparison in an HTML report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from reports.findings.compared import Compared, ComparedLine
from reports.findings.stepwise import signed
from reports.pages import macro
from reports.report_page import ReportPage


def comparison_table(page: ReportPage, told: Compared, lines: Sequence[ComparedLine]) -> Markup:
    """The lines of a comparison; medians are of the total and the parts alone."""
    words = page.words
    has_median = told.has_median and lines is told.lines
    heads = [words["part" if lines is told.lines else "criterion"], words["compared_now"]]
    heads += [words["compared_median"], words["compared_against"]] if has_median else []
    heads += [words["compared_earlier"], words["compared_change"]] if told.has_earlier else []
    rows = [
        (
            line.title if lines is told.lines else f"{line.id} {line.title}",
            line.depth,
            list(_cells(page, told, line, has_median=has_median)),
        )
        for line in lines
    ]
    return macro("criteria.html", "compared", rows, heads)


def _cells(
    page: ReportPage, told: Compared, line: ComparedLine, *, has_median: bool
) -> Iterator[str]:
    dash = page.words["unknown"]

    def of(points: int | None, full: int | None) -> str:
        return dash if points is None else f"{page.points(points)} / {page.points(full or 0)}"

    def change(points: int | None) -> str:
        return dash if points is None else signed(points)

    yield of(line.now, line.of)
    if has_median:
        yield dash if line.median is None else page.points(line.median)
        yield change(line.against)
    if told.has_earlier:
        is_new = line.earlier is None and line in told.criteria
        yield page.words["compared_new"] if is_new else of(line.earlier, line.earlier_of)
        yield change(line.change)
