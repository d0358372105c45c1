"""rank: the ranking of a run."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from dabiao.console import DONE, fail, language_option
from reports.formats import csv_
from reports.ranking import Ranking, ranking
from reports.ranking import page as ranking_page
from reports.ranking import table as ranking_table
from reports.run import RunError
from reports.run import read as run_read
from reports.words import words
from standards.text import Language

_SUFFIXES = (".csv", ".html")


@click.command()
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--by", type=click.Choice(["district", "category"]), help="Rank within each of them.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table (.csv) or a page (.html) instead of printing.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="One object instead of a table.")
def command(run: Path, by: str | None, file: Path | None, language: Language, as_json: bool) -> int:
    """Rank the applicants of RUN; who is refused or not judged is listed apart.

    \b
    Example:
        dabiao rank run-2026
        dabiao rank run-2026 --by district -o ranking.html
    """
    if file and file.suffix.lower() not in _SUFFIXES:
        fail(f"{file}: found the ending {file.suffix!r}; allowed: {', '.join(_SUFFIXES)}")
    try:
        scores = run_read.read(run).scores
    except RunError as error:
        fail(str(error))
    ranked = ranking(scores, language, by)
    if file:
        _write(ranked, file)
        click.echo(words(language).say("ranking_written", file=file), err=True)
    if as_json:
        click.echo(json.dumps(ranking_table.plain_data(ranked), ensure_ascii=False, indent=1))
    elif not file:
        ranking_table.show(ranked, Console(highlight=False))
    return DONE


def _write(ranked: Ranking, file: Path) -> None:
    if file.suffix.lower() == ".csv":
        csv_.write(ranking_table.frame(ranked), file)
    else:
        file.write_text(ranking_page.render(ranked), encoding="utf-8", newline="\n")
