"""standards: the bundled standards; show, check, test, write or convert one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from dabiao import authoring
from dabiao.campaigns import calendar
from dabiao.console import DONE, FAILED, UNMET, as_of_option, fail, language_option
from dabiao.editions import carry, diff
from standards.text import Language


@click.group(invoke_without_command=True)
@language_option
@click.option("--json", "as_json", is_flag=True, help="A list of objects instead of a table.")
@click.pass_context
def command(context: click.Context, language: Language, as_json: bool) -> int | None:
    """List the bundled standards; or show, check or test standards.

    \b
    Example:
        dabiao standards
        dabiao standards check my-standard.yaml
    """
    if context.invoked_subcommand is not None:
        return None
    from reports.rubric.terminal import listing
    from standards.load import bundled, bundled_editions, load

    loaded = [load(name) for name in (*bundled(), *bundled_editions())]
    if as_json:
        rows = [
            {
                "standard": one.standard.standard,
                "edition": one.standard.edition,
                "title": one.standard.title.in_(language),
                "status": one.standard.status,
                "points": str(one.standard.points),
                "criteria": len(one.standard.criteria),
                "digest": one.digest,
            }
            for one in loaded
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        listing(loaded, language)
    return DONE


@command.command()
@click.argument("standard")
@language_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "html", "xlsx", "docx"]),
    help="How it is written (default: by the ending of -o, else terminal).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, instead of printing.",
)
@click.option("--both", is_flag=True, help="Texts and rules in both languages.")
@click.option("--schema", "as_schema", is_flag=True, help="JSON Schema of a submission to it.")
def show(
    standard: str,
    language: Language,
    format_: str | None,
    output: Path | None,
    both: bool,
    as_schema: bool,
) -> int:
    """Print the rubric of STANDARD (a bundled id or a file) as an assessor would print it.

    \b
    Example:
        dabiao standards show green-community
        dabiao standards show green-community -o rubric.docx --lang zh --both
        dabiao standards show green-community --format html > rubric.html
        dabiao standards show green-community --schema > green.schema.json
    """
    from dabiao.console import program_of

    program = program_of(standard)
    if as_schema:
        from submissions.schema import schema

        click.echo(json.dumps(schema(program), ensure_ascii=False, indent=1))
        return DONE
    return authoring.show_rubric(program.standard, language, format_, output, both=both)


@command.command()
@click.argument("standard", nargs=-1)
@language_option
@click.option("--brief", is_flag=True, help="The lines with the places alone.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for editors.")
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of the format.")
def check(
    standard: tuple[str, ...], language: Language, brief: bool, as_json: bool, as_schema: bool
) -> int:
    """Tell every fault of standards, with file:line:column; of all bundled ones without a name.

    Below every fault stands what to do about it, and an example where a rule is at fault. Faults
    make the exit code 1, notes do not; a file that cannot be read at all makes it 2.

    \b
    Example:
        dabiao standards check my-standard.yaml
        dabiao standards check my-standard.yaml --json
        dabiao standards check --schema > standard.schema.json
    """
    from dabiao.telling import as_object, tell
    from engine.compile import compile
    from standards.faults import Fault, StandardError
    from standards.lint import lint
    from standards.load import bundled, load
    from standards.schema import schema

    if as_schema:
        click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))
        return DONE
    errors = unread = 0
    objects = []
    for name in standard or bundled():
        found: tuple[Fault, ...] = ()
        try:
            loaded = load(name)
            found = tuple(lint(loaded))
            compile(loaded)
        except StandardError as error:
            unread += not found
            found = tuple(sorted({*found, *error.faults}))
        wrong = [fault for fault in found if fault.weight == "error"]
        errors += len(wrong)
        if as_json:
            objects += [as_object(fault) for fault in found]
        else:
            tell(found, language, brief=brief)
        verdict = _verdict(name, len(wrong), len(found) - len(wrong), language)
        click.echo(verdict, err=True)
    if as_json:
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
    if errors == 0:
        return DONE
    return FAILED if unread == len(standard or bundled()) and len(standard) == 1 else UNMET


def _verdict(name: str, faults: int, notes: int, language: Language) -> str:
    from reports.words import words

    say = words(language)
    clean = say.say("verdict_clean", file=name)
    told = say.count("verdict_faults", faults, file=name) if faults else clean
    return told + (say.count("verdict_notes", notes) if notes else "")


@command.command("compile")
@click.argument("standard")
@click.option(
    "--to",
    "target",
    type=click.Choice(["sql", "polars", "javascript", "excel"]),
    required=True,
    help="The language of the program.",
)
@click.option(
    "--dialect",
    type=click.Choice(["duckdb", "postgres", "spark"]),
    default="duckdb",
    show_default=True,
    help="Whose SQL it is.",
)
@click.option("--table", default="answers", help="Table of the answers (for sql).")
@as_of_option
def compile_(standard: str, target: str, dialect: str, table: str, as_of: date) -> int:
    """Print STANDARD as a program for another place.

    An SQL query, a JavaScript function, polars expressions as JSON, or the cells of a sheet as CSV.
    All give the same whole numbers as `dabiao score`, in ten-thousandths of a point.

    \b
    Example:
        dabiao standards compile green-community --to sql --dialect postgres > score.sql
        dabiao standards compile green-community --to excel > cells.csv
    """
    from dabiao.console import program_of
    from engine.executors.excel import excel
    from engine.executors.javascript import javascript
    from engine.executors.polars_ import polars
    from engine.executors.sql import sql
    from engine.score import parameters, result_names

    program = program_of(standard)
    fixed, names = parameters(program, as_of), result_names(program)
    match target:
        case "javascript":
            click.echo(javascript(program))
        case "excel":
            click.echo(excel(program, fixed), nl=False)
        case "polars":
            click.echo(polars(program, fixed, names))
        case _:
            click.echo(sql(program, fixed, names, table=table, dialect=dialect))
    return DONE


@command.command()
@click.argument("standard", nargs=-1)
@language_option
def test(standard: tuple[str, ...], language: Language) -> int:
    """Run the worked cases beside standards; beside all bundled ones without a name.

    \b
    Example:
        dabiao standards test green-community
    """
    from dabiao.console import program_of
    from dabiao.spoken import spoken
    from reports.words import words
    from standards.faults import StandardError
    from standards.load import bundled
    from submissions.cases import CaseFileMissingError, run

    failed = 0
    for name in standard or bundled():
        program = program_of(name)
        try:
            results = run(program, name)
        except StandardError as error:
            fail(str(error))
        except CaseFileMissingError as error:
            fail(str(error))
        for result in results:
            if result.differences:
                failed += 1
                click.echo(f"{result.place}: {result.name.in_(language)}")
                for difference in result.differences:
                    click.echo(f"    {spoken(difference)}")
        wrong = sum(bool(result.differences) for result in results)
        right = len(results) - wrong
        said = words(language).say("verdict_cases", file=name, n=right, of=len(results))
        click.echo(said, err=True)
    return UNMET if failed else DONE


for part in (authoring.new, authoring.export, authoring.import_, calendar, diff, carry):
    command.add_command(part)
