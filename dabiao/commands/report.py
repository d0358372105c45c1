"""report: the gap reports of a run."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from dabiao.campaigns import by_option, campaign_of, campaign_option
from dabiao.console import (
    DONE,
    UNMET,
    bilingual_option,
    earlier_option,
    fail,
    language_option,
    languages_of,
)
from dabiao.progress import progress
from engine.answers import Answers
from engine.score import Scores
from reports import report_folder
from reports.documents import OVERVIEW
from reports.findings import findings
from reports.formats import suffixes
from reports.run import FILES, Run, RunError
from reports.run import read as run_read
from reports.run.inputs import digest_of
from reports.task_lists import folder as tasks_folder
from reports.tasks import task_lists
from reports.words import words
from standards.campaign import Campaign
from standards.text import Language


@click.command()
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="A new or empty folder, or an old one of reports that is replaced.",
)
@click.option("--applicant", help="The code of one applicant: write this report alone.")
@click.option(
    "--format",
    type=click.Choice([suffix[1:] for suffix in suffixes()]),
    default="html",
    show_default=True,
    help="What the reports are written as.",
)
@click.option(
    "--documents/--no-documents",
    default=True,
    show_default=True,
    help="Beside the reports an overview workbook, the list of decisions and task lists.",
)
@campaign_option
@by_option
@earlier_option
@language_option
@bilingual_option
def command(
    run: Path,
    folder: Path,
    applicant: str | None,
    format: str,
    documents: bool,
    campaign: Path | None,
    by: str | None,
    earlier: Path | None,
    language: Language,
    bilingual: bool,
) -> int:
    """Write a gap report for every applicant of RUN, an overview, and documents about all.

    What an interrupted call had finished is not written again.

    The scores are worked out again from the answers and the standard in RUN; where they differ
    from the stored ones, it is said and the command ends with 1.

    \b
    Example:
        dabiao report run-2026 -o reports
        dabiao report run-2026 -o reports --format pdf --bilingual --earlier run-2025
        dabiao report run-2026 -o reports --applicant 441900-0001
        dabiao report run-2026 -o tasks --by department --campaign 2026.yaml
    """
    say = words(language)
    try:
        found = run_read.read(run)
        same = _compared(found, language)
        given = campaign_of(campaign, found.scores.program.standard)
        row = None if applicant is None else _row(found.scores.answers, applicant)
        wanted = report_folder.Wanted(
            f".{format}",
            languages_of(language, bilingual=bilingual),
            _record(run, earlier),
            run_read.read(earlier).scores if earlier else None,
            documents,
            given,
        )
        if by is not None:
            _by_department(found.scores, row, given, folder, (f".{format}", language))
        elif row is not None:
            file = report_folder.write_one(folder, found.scores, row, wanted)
            click.echo(say.say("ranking_written", file=file))
        else:
            with progress(say["report_writing"]) as advance:
                written = report_folder.write_all(folder, found.scores, wanted, advance)
            height = found.scores.frame.height
            if written < height:
                click.echo(say.count("report_kept", height - written), err=True)
            count = say.count("report_count", height)
            click.echo(f"{count}{say['colon']}{folder / _first(format, documents=documents)}")
    except RunError as error:
        fail(str(error))
    return DONE if same else UNMET


def _record(run: Path, earlier: Path | None) -> str:
    """A digest of all that the reports are made from; empty where part of it is missing."""
    digests = [digest_of(folder, FILES) for folder in (run, earlier) if folder]
    return "" if "" in digests else " ".join(digests)


def _by_department(
    scores: Scores,
    row: int | None,
    campaign: Campaign | None,
    folder: Path,
    how: tuple[str, Language],
) -> None:
    """Write the task lists of the departments; `how`: ending, language."""
    suffix, language = how
    say = words(language)
    if suffix not in tasks_folder.SUFFIXES:
        allowed = ", ".join(name[1:] for name in tasks_folder.SUFFIXES)
        fail(say.say("tasks_no_format", suffix=suffix[1:], allowed=allowed))
    rows = None if row is None else [row]
    lists = task_lists(findings(scores, rows, language, campaign))
    first = tasks_folder.write(folder, lists, suffix, language)
    click.echo(f"{say.count('tasks_written', len(lists))}{say['colon']}{first}")


def _first(format: str, *, documents: bool) -> str:
    """The file to open first."""
    if format == "html":
        return "index.html"
    return OVERVIEW if documents else report_folder.LISTING


def _compared(run: Run, language: Language) -> bool:
    """Whether the stored results are what comes out now; says where they are not."""
    found = run_read.differences(run)
    if found.is_empty():
        return True
    say = words(language)
    count = found["applicant"].drop_nulls().n_unique()
    click.echo(say.count("report_differs", count, run=run.folder), err=True)
    for row in found.head(10).iter_rows(named=True):
        told = {name: "–" if value is None else value for name, value in row.items()}
        click.echo(f"  {say.say('report_difference', **told)}", err=True)
    return False


def _row(answers: Answers, code: str) -> int:
    """The place of an applicant. Raises RunError where there is none."""
    codes = answers.applicants["applicant"].to_list()
    if code in codes:
        return codes.index(code)
    near = get_close_matches(code, [known or "" for known in codes[:10_000]], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    allowed = "a code in the column `applicant` of results.csv"
    raise RunError(f"--applicant: found {code!r}; allowed: {allowed}{hint}")
