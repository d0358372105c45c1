"""The front page: how many reached what, the notice period, charts, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.program import OUTCOMES
from reports.decision import decision
from reports.figures import bar, share_of
from reports.site.charts import charts_of
from reports.site.frame import FORM, HOME, Frame
from reports.site.lines import lines_of
from reports.words import words

Page = tuple[str, str]
_FIRST = 10


def pages(frame: Frame) -> Iterator[Page]:
    """The home page of a language."""
    edition = frame.site.edition
    lines = lines_of(edition, frame.language)
    named = sum(line.outcome == "named" for line in lines.by_place)
    say = frame.words
    yield (
        HOME,
        frame.render(
            "home.html",
            HOME,
            frame.title,
            standard=edition.program.standard,
            judged=say.count("site_judged", len(lines.by_place), named=named),
            outcomes=_outcomes(frame),
            first=lines.ranked[:_FIRST],
            charts=charts_of(frame.site, frame.language),
            form=FORM if frame.has_form() else None,
            has_districts=bool(edition.districts),
        ),
    )


def _outcomes(frame: Frame) -> list[dict[str, Any]]:
    """How many reached each grade, and each outcome without one, the best first."""
    edition = frame.site.edition
    lines = lines_of(edition, frame.language).by_place
    standard = edition.program.standard
    counted: list[tuple[str, str, int]] = []
    for grade in standard.grades:
        count = sum(line.grade == grade.id for line in lines)
        told = decision(grade.outcome, grade.name, words(frame.language))
        counted.append((told, grade.outcome, count))
    for outcome in OUTCOMES:
        count = sum(line.outcome == outcome and line.grade is None for line in lines)
        if count or outcome == "failed":
            counted.append((frame.words[f"outcome_{outcome}"], outcome, count))
    most = max([count for _, _, count in counted] + [1])
    return [
        {
            "text": text,
            "outcome": outcome,
            "count": count,
            "bar": bar(share_of(count, most)),
            "share": f"{100 * count / max(len(lines), 1):.1f}%",
        }
        for text, outcome, count in counted
    ]
