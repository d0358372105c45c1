"""score: many submissions at once into a RUN folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from dabiao.console import as_of_option, fail, language_option, program_of
from dabiao.editions import former_of, map_option, old_option, tell_term
from dabiao.progress import progress
from reports.judging import Inputs, NobodyError, judge
from reports.run import RunError
from reports.run import write as run_write
from reports.run.reasons import run_reasons
from reports.run.summary import exit_code, summary
from reports.words import words
from standards.text import Language


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("-s", "--standard", "standard", required=True, help="A bundled id, or a file.")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="The RUN folder: a new or empty one, or an old run that is replaced.",
)
@click.option(
    "--register",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of those who may apply: applicant, name, district, category.",
)
@old_option
@map_option
@as_of_option
@language_option
@click.option("--json", "as_json", is_flag=True, help="The record of the run instead of a summary.")
def command(
    paths: tuple[str, ...],
    standard: str,
    folder: Path,
    register: Path | None,
    old: str | None,
    map_: Path | None,
    as_of: date,
    language: Language,
    as_json: bool,
) -> int:
    """Score all submissions in PATHS: files, folders, patterns, tables.

    A file that cannot be read is listed in problems.csv, and the others are scored. Of one
    applicant's several submissions the first by name of the file counts.

    \b
    Example:
        dabiao score forms/ -s green-community -o run-2026 --as-of 2026-11-23
    """
    say, program = words(language), program_of(standard)
    inputs = Inputs(paths, register, former_of(program, old, map_))
    try:
        run_write.check(folder)
    except RunError as error:
        fail(str(error))
    tell_term(program, as_of, language)
    try:
        with progress(say["score_reading"]) as advance:
            scores, files = judge(program, inputs, as_of, advance)
    except NobodyError as error:
        fail("\n".join([*error.lines, say["score_nobody"]]))
    with progress(say["score_reasons"]) as advance:
        reasons = run_reasons(scores, advance)
    try:
        about = run_write.write(folder, scores, reasons, files)
    except RunError as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(about, ensure_ascii=False, indent=2))
    else:
        click.echo(summary(about, program.standard, folder, language))
    return exit_code(about)
