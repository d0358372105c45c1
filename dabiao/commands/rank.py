"""rank: the ranking of a run, quotas, and how stable the ranks are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dabiao.console import DONE, fail, language_option

if TYPE_CHECKING:
    from engine.draws import Judgement
    from engine.robustness import Robustness
    from engine.score import Scores
    from reports.ranking import Ranking
    from reports.standing import Terms
    from standards.ranking import AtTheEdge, GroupBy
    from standards.text import Language

_SUFFIXES = (".csv", ".html")
_MOST_DRAWS = 100_000
_MOST_MOVED = 900
_SHARE = re.compile(r"(\d{1,2})(?:\.(\d))?\s*[%％]")
_RUN = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("run", type=_RUN)
@click.option("--by", type=click.Choice(["district", "category"]), help="Rank within each of them.")
@click.option(
    "--quota",
    metavar="SHARE|PLACES|FILE",
    help="How many take the title: 10% (or '10% up'), 3, or a CSV file district,places. "
    "Default: the standard's.",
)
@click.option(
    "--ties-at-the-edge",
    "edge",
    type=click.Choice(["all", "none"]),
    help="Who shares the last place of the quota: all within, or none.",
)
@click.option(
    "--earlier",
    type=_RUN,
    multiple=True,
    help="An earlier run, for the standard's rule of who loses the title; may be repeated.",
)
@click.option(
    "--robustness", is_flag=True, help="Draw weights and judgements: how stable is a rank?"
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    default=1,
    show_default=True,
    help="Where the draws begin: the same seed, the same draws.",
)
@click.option(
    "--draws",
    type=click.IntRange(1, _MOST_DRAWS),
    default=1_000,
    show_default=True,
    help="How often weights and judgements are drawn.",
)
@click.option(
    "--weights", default="20%", show_default=True, help="How far the weight of a part moves."
)
@click.option(
    "--judgement",
    type=click.Choice(["range", "step", "none"]),
    default="range",
    show_default=True,
    help="How far an assessor's award moves: within its range, by one step, not at all.",
)
@click.option("--title", help="Id of the grade whose chance is told. Default: the lowest title.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table (.csv) or a page (.html) instead of printing.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="One object instead of a table.")
def command(
    run: Path,
    by: GroupBy | None,
    quota: str | None,
    edge: AtTheEdge | None,
    earlier: tuple[Path, ...],
    robustness: bool,
    seed: int,
    draws: int,
    weights: str,
    judgement: Judgement,
    title: str | None,
    file: Path | None,
    language: Language,
    as_json: bool,
) -> int:
    """Rank the applicants of RUN; who is refused or not judged is listed apart.

    \b
    Example:
        dabiao rank run-2026
        dabiao rank run-2026 --by district -o ranking.html
        dabiao rank run-2026 --quota 10% --robustness --seed 7 -o ranking.html
        dabiao rank run-2026 --quota places.csv --earlier run-2025
    """
    from rich.console import Console

    from reports.ranking import ranking
    from reports.ranking import table as ranking_table
    from reports.words import words

    if file and file.suffix.lower() not in _SUFFIXES:
        fail(f"{file}: found the ending {file.suffix!r}; allowed: {', '.join(_SUFFIXES)}")
    scores = _scores(run)
    terms = _terms(scores, by, quota, edge, earlier)
    drawn = None
    if robustness:
        drawing = _Drawing(seed, draws, _thousandths(weights), judgement, title)
        drawn = _drawn(scores, by, terms, drawing, language)
    ranked = ranking(scores, language, by, terms, drawn)
    _say_strangers(scores, terms, language)
    if file:
        _write(ranked, file)
        click.echo(words(language).say("ranking_written", file=file), err=True)
        for line in ranked.drawn[:1]:  # the seed, so that it can be done again
            click.echo(line, err=True)
    if as_json:
        click.echo(_json(ranking_table.plain_data(ranked)))
    elif not file:
        ranking_table.show(ranked, Console(highlight=False))
    return DONE


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The options of `--robustness`."""

    seed: int
    draws: int
    spread: int
    judgement: Judgement
    title: str | None


def _scores(run: Path) -> Scores:
    from reports.run import RunError
    from reports.run import read as run_read

    try:
        return run_read.read(run).scores
    except RunError as error:
        fail(str(error))


def _terms(
    scores: Scores,
    by: GroupBy | None,
    quota: str | None,
    edge: AtTheEdge | None,
    earlier: Sequence[Path],
) -> Terms:
    from reports.ranking.quota_option import QuotaError, quota_of
    from reports.standing import Terms

    own = scores.program.standard.ranking.quota
    try:
        given = quota_of(quota, by, edge, own) if quota is not None else own
    except QuotaError as error:
        fail(str(error))
    if edge and given is None:
        fail("--ties-at-the-edge needs a quota: name one by --quota, or in the standard")
    if given is not None and edge:
        given = given.model_copy(update={"ties_at_the_edge": edge})
    return Terms(given, _before(scores, earlier))


def _before(scores: Scores, earlier: Sequence[Path]) -> list[Scores]:
    """The earlier runs, the latest first."""
    standard = scores.program.standard
    if earlier and standard.ranking.relegation is None:
        fail(f"--earlier: {standard.standard} has no `ranking.relegation`, nobody loses a title")
    found = [(_scores(folder), folder) for folder in earlier]
    for past, folder in found:
        if past.program.standard.standard != standard.standard:
            fail(
                f"--earlier {folder}: found a run of {past.program.standard.standard}; "
                f"allowed: one of {standard.standard}"
            )
        if past.as_of >= scores.as_of:
            fail(
                f"--earlier {folder}: judged as of {past.as_of}; "
                f"allowed: before {scores.as_of}, the day of this run"
            )
    return sorted((past for past, _ in found), key=lambda past: past.as_of, reverse=True)


def _drawn(
    scores: Scores, by: str | None, terms: Terms, drawing: _Drawing, language: Language
) -> Robustness:
    from dabiao.progress import progress
    from engine.draws import Moves
    from engine.relegation import relegated
    from engine.robustness import Asked, simulate
    from reports.words import words
    from standards.faults import StandardError

    moves = Moves(drawing.seed, drawing.draws, drawing.spread, drawing.judgement)
    asked = Asked(by, terms.quota, relegated(scores, terms.earlier), _title(scores, drawing.title))
    try:
        with progress(words(language)["robust_drawing"]) as advance:
            return simulate(scores, moves, asked, advance)
    except StandardError as error:
        fail(f"--robustness: {error}")


def _title(scores: Scores, title: str | None) -> int | None:
    """The place of a grade; by default of the lowest whose outcome is a title."""
    grades = scores.program.standard.grades
    ids = [grade.id for grade in grades]
    if title is None:
        named = [place for place, grade in enumerate(grades) if grade.outcome == "named"]
        return max(named, default=None)
    if title not in ids:
        fail(f"--title: found {title!r}; allowed: {', '.join(ids)}")
    return ids.index(title)


def _thousandths(text: str) -> int:
    """`20%` as thousandths."""
    found = _SHARE.fullmatch(text.strip())
    share = int(found[1]) * 10 + int(found[2] or 0) if found else _MOST_MOVED + 1
    if share > _MOST_MOVED:
        fail(f"--weights: found {text!r}; allowed: 0% to 90%, with at most one decimal")
    return share


def _say_strangers(scores: Scores, terms: Terms, language: Language) -> None:
    from reports.ranking.quota_words import strangers
    from reports.standing import standing
    from reports.words import words

    if isinstance(terms.quota and terms.quota.places, dict):
        for line in strangers(terms.quota, standing(scores, terms=terms), words(language)):
            click.echo(line, err=True)


def _json(value: dict[str, Any]) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=1)


def _write(ranked: Ranking, file: Path) -> None:
    from reports.formats import csv_
    from reports.ranking import page as ranking_page
    from reports.ranking import table as ranking_table

    if file.suffix.lower() == ".csv":
        csv_.write(ranking_table.frame(ranked), file)
    else:
        file.write_text(ranking_page.render(ranked), encoding="utf-8", newline="\n")
