"""The overview of a run: how many reached what, the charts, and a link to every report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import polars as pl

from engine.program import OUTCOMES
from engine.score import Scores
from reports import charts
from reports.clean import clean
from reports.drawing import NARROW, WIDE, Chart
from reports.overview.pages import page
from reports.ranking import Place, ranking
from reports.ranking.table import rank_text
from reports.words import Words, words
from standards.numbers import plain
from standards.text import Language

LISTED = 2_000
"""Applicants that the page lists; a page of more is slow on a phone."""
_PROBLEMS = 20
_SIZES = {"wide": WIDE, "narrow": NARROW}
"""A chart for paper and one for phones."""


def write(
    folder: Path,
    scores: Scores,
    links: Mapping[int, str],
    language: Language,
    documents: Sequence[str] = (),
) -> None:
    """Write `index.html` and `charts/`; `links` lead from rows of the answers to reports.

    `documents` are names of further files beside them, whose keys of words are `document_<name>`.
    """
    shown: list[tuple[str, Chart]] = []
    for name in chart_names():
        draw = import_module(f"reports.charts.{name}").chart
        for size, width in _SIZES.items():
            chart: Chart | None = draw(scores, language, width)
            if chart is None:
                continue
            (folder / "charts").mkdir(exist_ok=True)
            (folder / "charts" / f"{name}-{size}.svg").write_bytes(chart.svg)
            if size == "wide":
                shown.append((name, chart))
    text = render(scores, shown, links, language, documents)
    (folder / "index.html").write_text(text, encoding="utf-8", newline="\n")


def chart_names() -> list[str]:
    """The charts there are, in the order in which a page shows them."""
    names = [module.name for module in iter_modules(charts.__path__)]
    return sorted(names, key=lambda name: import_module(f"reports.charts.{name}").ORDER)


def render(
    scores: Scores,
    drawn: Sequence[tuple[str, Chart]],
    links: Mapping[int, str],
    language: Language,
    documents: Sequence[str] = (),
) -> str:
    """The page as HTML; the charts and documents lie beside it."""
    say, standard = words(language), scores.program.standard
    groups = ranking(scores, language).groups
    places = [place for group in groups for place in (*group.ranked, *group.others)]
    return page(
        "overview_page.html",
        say,
        "beside",
        title=say["overview"],
        standard=standard.title.in_(language),
        id=standard.standard,
        edition=standard.edition,
        day=scores.as_of,
        of=plain(standard.points),
        count=say.count("overview_count", len(places)),
        bars=_bars(scores, say),
        problems=_problems(scores, say),
        documents=[(name, say[f"document_{name.replace('.', '_')}"]) for name in documents],
        charts=[
            {"name": name, "title": chart.title, "note": chart.note, "alt": chart.alt}
            for name, chart in drawn
        ],
        missing=_missing(scores, language),
        places=[_place(place, links.get(place.row)) for place in places[:LISTED]],
        left_off=say.count("overview_left_off", len(places) - LISTED)
        if len(places) > LISTED
        else "",
        tied=any(place.tied for place in places),
    )


def _missing(scores: Scores, language: Language) -> list[str]:
    """Why a chart that one might look for is not there."""
    modules = [import_module(f"reports.charts.{name}") for name in chart_names()]
    told = [m.why_not(scores, language) for m in modules if hasattr(m, "why_not")]
    return [*filter(None, told), words(language)["items_compare"]]


def _bars(scores: Scores, say: Words) -> list[dict[str, Any]]:
    """How many reached every grade, then those without one by outcome."""
    standard, total = scores.program.standard, max(scores.frame.height, 1)
    none = len(standard.grades)
    counts = [
        (grade.name.in_(say.language), scores.frame.filter(pl.col("grade") == place).height, True)
        for place, grade in enumerate(standard.grades)
    ]
    without = scores.frame.filter(pl.col("grade") == none)["outcome"]
    counts += [
        (say[f"outcome_{name}"], without.filter(without == place).len(), False)
        for place, name in enumerate(OUTCOMES)
        if name not in ("named", "conditional")
    ]
    return [
        {
            "name": name,
            "count": count,
            "share": f"{count / total:.4f}",
            "percent": f"{count * 1000 // total / 10:.1f}",
            "reached": reached,
        }
        for name, count, reached in counts
    ]


def _problems(scores: Scores, say: Words) -> dict[str, Any]:
    """How many problems there are; the files that could not be read by name."""
    found = scores.answers.problems
    unread = found.filter(pl.col("effect") == "not_read")
    named = [
        {
            "file": clean(row["file"]),
            "why": say.sentence([clean(row["found"]), clean(row["allowed"])]),
        }
        for row in unread.head(_PROBLEMS).iter_rows(named=True)
    ]
    more = unread.height - len(named)
    return {
        "count": say.count("overview_problems", found.height) if found.height else "",
        "unread": say.count("overview_unread", unread.height) if unread.height else "",
        "files": named,
        "more": say.count("overview_more", more) if more else "",
    }


def _place(place: Place, link: str | None) -> dict[str, Any]:
    return {
        "rank": rank_text(place) if place.rank else "–",
        "title": place.title,
        "code": place.shown_code,
        "link": link,
        "district": place.district,
        "score": place.score,
        "decision": place.grade or place.decision,
    }
