"""What commands share about campaigns - who answers for what, by when - and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dabiao.console import DONE, fail, language_option, program_of
from standards.text import Language

if TYPE_CHECKING:
    from reports.tasks import TaskList
    from reports.words import Words
    from standards.campaign import Campaign
    from standards.model import Standard

_Command = TypeVar("_Command", bound=Callable[..., Any])


def campaign_option(command: _Command) -> _Command:
    """`--campaign FILE`, passed as `campaign`."""
    option = click.option(
        "--campaign",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Who answers for what, by when: a .yaml file, or a table (.csv, .xlsx).",
    )
    return option(command)


def by_option(command: _Command) -> _Command:
    """`--by department`, passed as `by`."""
    option = click.option(
        "--by",
        type=click.Choice(["department"]),
        help="Task lists of the departments instead of reports of the applicants.",
    )
    return option(command)


def campaign_of(path: Path | None, standard: Standard) -> Campaign | None:
    """The campaign of a file; its faults end the command."""
    from standards.faults import StandardError
    from submissions.campaigns import read_campaign

    if path is None:
        return None
    try:
        return read_campaign(path, standard)
    except StandardError as error:
        fail(str(error))


def show_tasks(lists: Sequence[TaskList], output: Path | None, say: Words) -> None:
    """Print the task lists, or write them: a file for all, or a folder with one a department."""
    from rich.console import Console

    from reports.run import RunError
    from reports.task_lists import folder, terminal

    if output is None:
        terminal.show(lists, Console(highlight=False), say.language)
        return
    if output.suffix and output.suffix.lower() not in folder.WHOLE:
        values = {"suffix": output.suffix, "allowed": ", ".join(folder.WHOLE)}
        fail(say.say("tasks_no_format", **values))
    if output.suffix:
        folder.write_one(output, lists, say.language)
        click.echo(say.say("changes_written", file=output), err=True)
        return
    try:
        first = folder.write(output, lists, ".html", say.language)
    except RunError as error:
        fail(str(error))
    click.echo(f"{say.count('tasks_written', len(lists))}{say['colon']}{first}", err=True)


@click.command()
@click.argument("standard")
@campaign_option
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The .ics file to write.",
)
@click.option(
    "--alarm",
    "alarm_days",
    type=click.IntRange(0, 365),
    help="Remind so many days before a stage ends or something is due.",
)
@language_option
def calendar(
    standard: str, campaign: Path | None, file: Path, alarm_days: int | None, language: Language
) -> int:
    """Write the stages of STANDARD and its deadlines as a calendar that any program can import.

    Days come from the standard, and from a campaign where one is given.

    \b
    Example:
        dabiao standards calendar green-community --campaign 2026.yaml -o procedure.ics
    """
    from reports.calendar import calendar as made
    from reports.calendar import entries
    from reports.words import words

    say, known = words(language), program_of(standard).standard
    given = campaign_of(campaign, known)
    count = len(entries(known, given, language))
    if not count:
        fail(say.say("calendar_empty", standard=standard))
    file.write_bytes(made(known, given, language, alarm_days))
    click.echo(say.count("calendar_written", count, file=file), err=True)
    return DONE
