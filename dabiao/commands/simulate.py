"""simulate: generated applicants for trying things out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from dabiao.console import DONE, fail, program_of


@click.command()
@click.argument("standard")
@click.option("-n", "--number", "count", default=200, show_default=True, help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same applicants.")
@click.option(
    "-o",
    "--output",
    "output",
    required=True,
    type=click.Path(path_type=Path),
    help="A .csv, .parquet or .json file; any other name is a folder with a file an applicant.",
)
@click.option(
    "--form",
    type=click.Choice(["json", "xlsx"]),
    default="json",
    show_default=True,
    help="What the files of a folder are.",
)
def command(
    standard: str, count: int, seed: int, output: Path, form: Literal["json", "xlsx"]
) -> int:
    """Generate applicants for STANDARD (a bundled id or a file), good ones and bad ones.

    Some answers are missing, some cannot be read (but not in Parquet, whose columns are typed).
    Codes begin with 00, which no province has, and names with 模拟: nobody can take them for real.

    \b
    Example:
        dabiao simulate green-community -n 200 --seed 1 -o applicants.csv
        dabiao simulate green-community -n 20 --form xlsx -o forms
    """
    from dabiao.spoken import language
    from submissions.problems import in_language
    from submissions.simulate import SimulationError, simulate
    from submissions.write import write

    if seed < 0:
        fail(f"--seed: found {seed}; 0 or more")
    program = program_of(standard)
    try:
        typed = output.suffix.lower() == ".parquet"
        answers = simulate(program, count, seed, blemished=not typed)
    except SimulationError as error:
        fail(f"--number: found {count}; {in_language(str(error), language())}")
    write(answers, program, output, form=form)
    click.echo(f"{output}: {answers.count}", err=True)
    return DONE
