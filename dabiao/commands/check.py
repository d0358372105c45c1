"""check: self-check of one or more submissions: score, grade, gaps, what to do next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from dabiao.console import DONE, UNMET, as_of_option, fail, language_option, program_of
from reports.findings.finding import Finding
from reports.findings.heading import Heading
from reports.findings.problem_words import problem_in_words
from reports.formats import json_, report_format, suffixes, terminal
from reports.run import RunError
from reports.run.read import cohort_of
from reports.safe_names import safe_names
from reports.self_check import check
from reports.words import Words, words
from standards.model import Standard
from standards.text import Language

_FOLDER_FORMAT = ".html"


@click.command()
@click.argument("submissions", nargs=-1, required=True)
@click.option("-s", "--standard", help="A bundled id, or a file; overrides what a submission says.")
@click.option("--grade", help="The grade aimed at (default: the lowest that gives the title).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a report.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the report to this file; of several submissions, to this folder.",
)
@click.option(
    "--cohort",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A RUN whose cohort figures (means of a district and the like) are taken.",
)
@as_of_option
@language_option
def command(
    submissions: tuple[str, ...],
    standard: str | None,
    grade: str | None,
    as_json: bool,
    output: Path | None,
    cohort: Path | None,
    as_of: date,
    language: Language,
) -> int:
    """Check SUBMISSIONS: score, grade, gaps by points, and what to do next.

    Ends with 0 when all reach the grade aimed at, with 1 when some do not or could not be judged,
    with 2 when there was nothing to judge.

    \b
    Example:
        dabiao check my-form.xlsx -o report.html
        dabiao check dongjie.json --json --as-of 2026-11-23
    """
    say = words(language)
    if output is not None and output.suffix and report_format(output.suffix) is None:
        values = {"file": output, "suffix": output.suffix, "allowed": ", ".join(suffixes())}
        fail(say.say("check_no_format", **values))
    program = program_of(standard) if standard else None
    try:
        figures = cohort_of(cohort) if cohort else None
    except RunError as error:
        fail(str(error))
    checked = check(submissions, program, as_of, language, cohort=figures)
    for line in checked.problems:
        click.echo(problem_in_words(line, say), err=True)
    if not checked.findings:
        fail(say["check_nobody"])
    aims = [_aim(finding.wording.program.standard, grade, say) for finding in checked.findings]
    if output is not None:
        _write(checked.findings, output, say)
    if as_json:
        sys.stdout.buffer.write(json_.render_all(checked.findings).encode())
    elif output is None:
        _show(checked.findings)
    reached = map(_reaches, checked.findings, aims)
    return DONE if all(reached) and not checked.unread else UNMET


def _aim(standard: Standard, grade: str | None, say: Words) -> int:
    """The place of the grade aimed at, by id or name; without one the lowest that is named."""
    if grade is None:
        named = [place for place, one in enumerate(standard.grades) if one.outcome == "named"]
        return named[-1] if named else len(standard.grades) - 1
    names = [(one.id, one.name.zh, one.name.en) for one in standard.grades]
    place = next((place for place, known in enumerate(names) if grade in known), None)
    if place is None:
        allowed = ", ".join(f"{one.id} ({one.name.in_(say.language)})" for one in standard.grades)
        values = {"grade": grade, "standard": standard.standard, "allowed": allowed}
        fail(say.say("check_no_grade", **values))
    return place


def _reaches(finding: Finding, aim: int) -> bool:
    grades = [grade.id for grade in finding.wording.program.standard.grades]
    return finding.grade is not None and grades.index(finding.grade) <= aim


def _show(findings: Sequence[Finding]) -> None:
    """Print the reports, one after the other."""
    console = Console(highlight=False)
    for place, finding in enumerate(findings):
        if place:
            console.rule()
        terminal.show(finding, console)


def _write(findings: Sequence[Finding], output: Path, say: Words) -> None:
    """Write one file, or a folder with one for each, and say what was written."""
    if output.suffix == ".json":
        output.write_text(json_.render_all(findings), encoding="utf-8", newline="\n")
        click.echo(say.say("check_written", file=output), err=True)
        return
    if output.suffix and len(findings) > 1:
        fail(say.say("check_folder", file=output, n=len(findings)))
    files = [output]
    if not output.suffix:
        output.mkdir(parents=True, exist_ok=True)
        names = safe_names(finding.applicant.code for finding in findings)
        files = [output / f"{name}{_FOLDER_FORMAT}" for name in names]
    for finding, file in zip(findings, files, strict=True):
        made = report_format(file.suffix)
        assert made is not None  # noqa: S101 - looked up before anything was judged
        whole = made.render(finding)
        file.write_bytes(whole.encode() if isinstance(whole, str) else whole)
        head = Heading(finding)
        values = {"who": head.title, "decision": finding.decision}
        line = say.say("check_one_line", **values, score=head.score, of=head.out_of)
        click.echo(f"{line}{say['colon']}{file}", err=True)
