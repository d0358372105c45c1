"""The years side by side, where earlier results are published too."""

from __future__ import annotations

from collections.abc import Iterator

from reports.site.frame import Frame
from reports.site.lines import lines_of
from reports.site.pages.ranking import median

Page = tuple[str, str]
_PATH = "year/index.html"


def pages(frame: Frame) -> Iterator[Page]:
    """One page; none where there is one edition alone."""
    if not frame.site.earlier:
        return
    rows = []
    for edition in frame.site.editions:
        lines, standard = lines_of(edition, frame.language), edition.program.standard
        newest = edition is frame.site.edition
        rows.append(
            {
                "day": edition.as_of.isoformat(),
                "path": "ranking/index.html"
                if newest
                else f"year/{edition.as_of}/ranking/index.html",
                "edition": standard.edition,
                "count": len(lines.by_place),
                "named": sum(line.outcome == "named" for line in lines.by_place),
                "median": median(lines.ranked),
            }
        )
    yield _PATH, frame.render("years.html", _PATH, frame.words["site_years"], rows=rows)
