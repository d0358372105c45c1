"""compare: two runs - two years, or self-assessment against inspection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabiao.console import DONE, UNMET, fail, language_option

if TYPE_CHECKING:
    from engine.score import Scores
    from standards.text import Language

_RUN = click.Path(path_type=Path, exists=True, file_okay=False)
_SUFFIXES = (".html", ".json")


@click.command()
@click.argument("run_a", type=_RUN)
@click.argument("run_b", type=_RUN)
@click.option("--names", nargs=2, metavar="A B", help="What the runs are called. Default: folders.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page (.html) or an object (.json) instead of printing.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="One object instead of tables.")
def command(
    run_a: Path,
    run_b: Path,
    names: tuple[str, str] | None,
    file: Path | None,
    language: Language,
    as_json: bool,
) -> int:
    """Compare RUN_A with RUN_B: who gained and lost, by which parts and criteria.

    Ends with 1 where nobody is in both.

    \b
    Example:
        dabiao compare run-2025 run-2026
        dabiao compare run-self run-inspection --names 自评 验收 -o compare.html
    """
    import json

    from rich.console import Console

    from engine.compare import compare
    from reports.comparison import compared
    from reports.comparison import page as comparison_page
    from reports.comparison import table as comparison_table
    from reports.words import words

    if file and file.suffix.lower() not in _SUFFIXES:
        fail(f"{file}: found the ending {file.suffix!r}; allowed: {', '.join(_SUFFIXES)}")
    before, after = _scores(run_a), _scores(run_b)
    _same_standard(before, after, run_b)
    called = names or _called(run_a, run_b)
    found = compared(compare(before, after), called, language)
    data = json.dumps(comparison_table.plain_data(found), ensure_ascii=False, indent=1)
    if file:
        html = file.suffix.lower() == ".html"
        text = comparison_page.render(found) if html else f"{data}\n"
        file.write_text(text, encoding="utf-8", newline="\n")
        click.echo(words(language).say("compare_written", file=file), err=True)
    if as_json:
        click.echo(data)
    elif not file:
        comparison_table.show(found, Console(highlight=False))
    return DONE if found.movers else UNMET


def _scores(run: Path) -> Scores:
    from reports.run import RunError
    from reports.run import read as run_read

    try:
        return run_read.read(run).scores
    except RunError as error:
        fail(str(error))


def _same_standard(before: Scores, after: Scores, run: Path) -> None:
    one, two = before.program.standard.standard, after.program.standard.standard
    if one != two:
        fail(f"{run}: found a run of {two}; allowed: one of {one}, the standard of the other run")


def _called(run_a: Path, run_b: Path) -> tuple[str, str]:
    """The folders' names; with what lies above them where they are the same."""
    one, two = run_a.resolve(), run_b.resolve()
    if one.name != two.name:
        return one.name, two.name
    return f"{one.parent.name}/{one.name}", f"{two.parent.name}/{two.name}"
