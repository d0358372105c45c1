"""check: self-check of one or more submissions: score, grade, gaps, what to do next."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from dabiao.campaigns import by_option, campaign_of, campaign_option, show_tasks
from dabiao.console import (
    DONE,
    UNMET,
    as_of_option,
    bilingual_option,
    earlier_option,
    fail,
    language_option,
    languages_of,
    program_of,
)
from dabiao.editions import former_of, map_option, old_option
from reports.findings.finding import Finding
from reports.findings.heading import Heading
from reports.findings.problem_words import problem_in_words
from reports.formats import json_, report_format, suffixes, terminal
from reports.run import RunError
from reports.run import read as run_read
from reports.safe_names import safe_names
from reports.self_check import Supplied, check
from reports.task_lists.plain import document as tasks_document
from reports.tasks import task_lists
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
@earlier_option
@campaign_option
@by_option
@old_option
@map_option
@as_of_option
@language_option
@bilingual_option
def command(
    submissions: tuple[str, ...],
    standard: str | None,
    grade: str | None,
    as_json: bool,
    output: Path | None,
    cohort: Path | None,
    earlier: Path | None,
    campaign: Path | None,
    by: str | None,
    old: str | None,
    map_: Path | None,
    as_of: date,
    language: Language,
    bilingual: bool,
) -> int:
    """Check SUBMISSIONS: score, grade, gaps by points, and what to do next.

    Ends with 0 when all reach the grade aimed at, with 1 when some do not or could not be judged,
    with 2 when there was nothing to judge.

    \b
    Example:
        dabiao check my-form.xlsx -o report.pdf
        dabiao check dongjie.json --json --as-of 2026-11-23
        dabiao check forms/ -s green-community --campaign 2026.yaml --by department
    """
    say = words(language)
    if by is None and output and output.suffix and report_format(output.suffix) is None:
        values = {"file": output, "suffix": output.suffix, "allowed": ", ".join(suffixes())}
        fail(say.say("check_no_format", **values))
    program = program_of(standard) if standard else None
    try:
        figures = run_read.cohort_of(cohort) if cohort else None
        before = run_read.read(earlier).scores if earlier else None
    except RunError as error:
        fail(str(error))
    further = languages_of(language, bilingual=bilingual)[1:]
    if program is None and (old or map_):
        fail(say["check_old_alone"])
    former = former_of(program, old, map_) if program is not None else None
    supplied = Supplied(figures, former, partial(campaign_of, campaign), before, further)
    checked = check(submissions, program, as_of, language, supplied)
    for line in checked.problems:
        click.echo(problem_in_words(line, say), err=True)
    if not checked.findings:
        fail(say["check_nobody"])
    aims = [_aim(finding.wording.program.standard, grade, say) for finding in checked.findings]
    if by is not None:
        _by_department(checked.findings, output, say, as_json=as_json)
    else:
        if output is not None:
            both = zip(checked.findings, checked.others, strict=True)
            _write([(finding, *others) for finding, others in both], output, say)
        if as_json:
            sys.stdout.buffer.write(json_.render_all(checked.findings).encode())
        elif output is None:
            _show(checked.findings)
    reached = map(_reaches, checked.findings, aims)
    return DONE if all(reached) and not checked.unread else UNMET


def _by_department(
    findings: Sequence[Finding], output: Path | None, say: Words, *, as_json: bool
) -> None:
    """The tasks of every department, instead of the reports."""
    standards = dict.fromkeys(finding.wording.standard for finding in findings)
    if len(standards) > 1:
        fail(say.say("tasks_several", list=", ".join(standards)))
    lists = task_lists(findings)
    if output is not None or not as_json:
        show_tasks(lists, output, say)
    if as_json:
        text = json.dumps(tasks_document(lists), ensure_ascii=False, indent=2)
        sys.stdout.buffer.write(f"{text}\n".encode())


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


def _write(findings: Sequence[Sequence[Finding]], output: Path, say: Words) -> None:
    """Write one file, or a folder with one for each, and say what was written."""
    if output.suffix == ".json" and len(findings) > 1:
        first = [found for found, *_ in findings]
        output.write_text(json_.render_all(first), encoding="utf-8", newline="\n")
        click.echo(say.say("check_written", file=output), err=True)
        return
    if output.suffix and len(findings) > 1:
        fail(say.say("check_folder", file=output, n=len(findings)))
    files = [output]
    if not output.suffix:
        output.mkdir(parents=True, exist_ok=True)
        names = safe_names(finding.applicant.code for finding, *_ in findings)
        files = [output / f"{name}{_FOLDER_FORMAT}" for name in names]
    for found, file in zip(findings, files, strict=True):
        made = report_format(file.suffix)
        assert made is not None  # noqa: S101 - looked up before anything was judged
        whole = made.render(*found)
        file.write_bytes(whole.encode() if isinstance(whole, str) else whole)
        finding = found[0]
        head = Heading(finding)
        values = {"who": head.title, "decision": finding.decision}
        line = say.say("check_one_line", **values, score=head.score, of=head.out_of)
        click.echo(f"{line}{say['colon']}{file}", err=True)
