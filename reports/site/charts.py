"""The charts of a site, drawn from what is published: one for paper, one for phones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from types import ModuleType

import polars as pl

from engine.answers import APPLICANT, Answers
from engine.program import OUTCOMES, Program
from engine.score import Scores
from reports.drawing import NARROW, WIDE, Chart
from reports.site.edition import Edition, Site
from reports.site.files import Files
from standards.numbers import POINT_DECIMALS
from standards.text import Language

_NAMES = ("distribution", "parts")
_SIZES = {"wide": WIDE, "narrow": NARROW}


@dataclass(frozen=True)
class Drawn:
    """A chart in both sizes, with its words; the paths are below the site."""

    title: str
    note: str
    alt: str
    wide: str
    narrow: str
    svg: dict[str, bytes]


def charts_of(site: Site, language: Language) -> tuple[Drawn, ...]:
    """The charts in one language; none where nobody is ranked."""
    edition = site.edition
    written = BytesIO()
    edition.results.write_ipc(written)
    digest = sha256(written.getvalue()).hexdigest()
    return _charts(_Key(edition.program.digest, digest, edition), language)


def write(files: Files, site: Site) -> None:
    """Write the charts of all languages."""
    for language in site.settings.languages:
        for drawn in charts_of(site, language):
            for path, data in drawn.svg.items():
                files.put(path, data)


@dataclass(frozen=True, slots=True)
class _Key:
    """An edition, known by what it publishes: the same tables give the same charts."""

    standard: str
    results: str
    edition: Edition = field(compare=False)


@lru_cache(maxsize=4)
def _charts(key: _Key, language: Language) -> tuple[Drawn, ...]:
    scores = _ranked(scores_of(key.edition))
    names = [name for name in _NAMES if name != "parts" or _has_parts(key.edition)]
    modules = {name: import_module(f"reports.charts.{name}") for name in names}
    drawn = (_drawn(name, module, scores, language) for name, module in modules.items())
    return tuple(one for one in drawn if one is not None)


def _ranked(scores: Scores) -> Scores:
    """The scores with 0 for unpublished tie-breakers: charts ask only who is ranked."""
    missing = [name for name in ties_of(scores.program) if name not in scores.frame.columns]
    nothing = [pl.lit(0, pl.Int64).alias(name) for name in missing]
    return replace(scores, frame=scores.frame.with_columns(nothing))


def ties_of(program: Program) -> list[str]:
    """The columns of scores that decide ties."""
    ties = [tie.split() for tie in program.standard.ranking.ties]
    return [f"{'part' if kind == 'part' else 'points'}:{id_}" for kind, id_ in ties]


def _has_parts(edition: Edition) -> bool:
    return any(name.startswith("part:") for name in edition.results.columns)


def _drawn(name: str, module: ModuleType, scores: Scores, language: Language) -> Drawn | None:
    charts: dict[str, Chart] = {}
    for size, width in _SIZES.items():
        chart: Chart | None = module.chart(scores, language, width)
        if chart is None:
            return None
        charts[size] = chart
    paths = {size: f"charts/{language}/{name}-{size}.svg" for size in charts}
    wide = charts["wide"]
    svg = {paths[size]: chart.svg for size, chart in charts.items()}
    return Drawn(wide.title, wide.note, wide.alt, paths["wide"], paths["narrow"], svg)


def scores_of(edition: Edition) -> Scores:
    """What is published of the scores, as the charts and the ranking read them.

    Without answers, and without the points of anything that is not published.
    """
    results, standard = edition.results, edition.program.standard
    grades = {grade.id: place for place, grade in enumerate(standard.grades)}
    outcomes = {name: place for place, name in enumerate(OUTCOMES)}
    places = pl.DataFrame(
        [
            results["exact"].fill_null(0).alias("score"),
            _whole(results["score"]).fill_null(0).alias("published"),
            results["exact"].is_not_null().cast(pl.Int64).alias("scored"),
            results["grade"]
            .replace_strict(grades, default=len(grades), return_dtype=pl.Int64)
            .alias("grade"),
            results["outcome"].replace_strict(outcomes, return_dtype=pl.Int64).alias("outcome"),
            _coverage(results),
            *_parts(results),
            *_points(edition),
        ]
    )
    texts = [
        results[name]
        if name in results.columns
        else pl.Series(name, [None] * results.height, pl.String)
        for name in APPLICANT
    ]
    answers = Answers(pl.DataFrame(texts), pl.DataFrame(height=results.height))
    return Scores(edition.program, answers, edition.as_of, places)


def _whole(points: pl.Series) -> pl.Series:
    """Decimal points as ten-thousandths."""
    exact = pl.col("points").cast(pl.Decimal(38, POINT_DECIMALS)) * 10**POINT_DECIMALS
    return points.to_frame("points").select(exact.cast(pl.Int64)).to_series()


def _coverage(results: pl.DataFrame) -> pl.Series:
    if "coverage" not in results.columns:
        return pl.Series("coverage", [0] * results.height, pl.Int64)
    return _whole(results["coverage"]).alias("coverage")


def _parts(results: pl.DataFrame) -> list[pl.Series]:
    found = []
    for name in results.columns:
        if name.startswith("part:"):
            points = _whole(results[name])
            found.append(points.fill_null(0).alias(name))
            scored = points.is_not_null().cast(pl.Int64)
            found.append(scored.alias(f"scored:{name.removeprefix('part:')}"))
    return found


def _points(edition: Edition) -> list[pl.Series]:
    """The points of every criterion, and whether it counts."""
    found, count = [], edition.results.height
    for start in range(0, edition.criteria.height, max(count, 1)):
        block = edition.criteria.slice(start, count)
        id_ = block["criterion"][0]
        found.append(block["exact"].alias(f"points:{id_}"))
        found.append(block["counts"].cast(pl.Int64).alias(f"applies:{id_}"))
    return found
