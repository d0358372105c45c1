"""verify: a run or a site worked out again, and whatever differs named."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dabiao.console import DONE, FAILED, UNMET, fail, language_option, program_of
from dabiao.progress import Progress, progress
from reports.clean import clean
from reports.judging import Inputs
from reports.run import RECORD, RunError
from reports.site import SiteError, is_site, settings
from reports.verify import A_COLUMN, A_ROW, Difference, Verdict
from reports.verify.known import Known
from reports.verify.run import verify_run
from reports.verify.site import verify_site
from reports.words import Words, words
from standards.text import Language

_SHOWN = 50
"""Differences that are printed; `--json` has all of them."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("more", nargs=-1)
@click.option("--inputs", multiple=True, help="The submissions: files, folders, patterns.")
@click.option(
    "--register",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The register with which the run was judged.",
)
@click.option(
    "--earlier",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The run of an earlier edition of the site; as often as wanted.",
)
@click.option("-s", "--standard", help="The standard that should have been used: an id, or a file.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The settings with which the site should have been published.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="One object instead of lines.")
def command(
    folder: Path,
    more: tuple[str, ...],
    inputs: tuple[str, ...],
    register: Path | None,
    earlier: tuple[Path, ...],
    standard: str | None,
    settings_file: Path | None,
    language: Language,
    as_json: bool,
) -> int:
    """Recompute a run or a site (FOLDER) and compare, byte by byte and value by value.

    Without `--inputs` a run is judged again from the answers that it holds, and the pages of a site
    are made again from its data. With them everything is worked out from the submissions, so that
    even a site whose list of digests was changed with it is found out. Further paths after the
    first belong to `--inputs`. What a folder says of itself is taken for granted where nobody says
    otherwise: name the standard and the settings that should have been used.

    Ends with 0 where nothing differs, with 1 where something does, with 2 where nothing could be
    verified.

    \b
    Example:
        dabiao verify run-2026
        dabiao verify site --inputs forms/ --register register.csv
    """
    if more and not inputs:
        fail(f"{more[0]}: a second folder; name the submissions with --inputs")
    given = Inputs((*inputs, *more), register) if inputs else None
    say = words(language)
    try:
        with progress(say["verify_working"]) as advance:
            known = Known(
                program_of(standard).digest if standard else None,
                settings.load(settings_file) if settings_file else None,
                earlier,
            )
            verdict = _verdict(folder, given, known, advance, say["verify_neither"])
    except (RunError, SiteError) as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(verdict.plain(), ensure_ascii=False, indent=1))
    else:
        _show(verdict, language)
    if verdict.is_empty:
        return FAILED
    return DONE if verdict.is_equal else UNMET


def _verdict(
    folder: Path,
    inputs: Inputs | None,
    known: Known,
    advance: Progress,
    neither: str,
) -> Verdict:
    """What verifying the folder gives, whichever of the two it is."""
    if is_site(folder):
        return verify_site(folder, inputs, known, advance)
    if not (folder / RECORD).is_file():
        fail(neither.format(folder=folder))
    return verify_run(folder, inputs, known, advance)


def _show(verdict: Verdict, language: Language) -> None:
    """What was looked at, and what differs."""
    say = words(language)
    for check in verdict.checks:
        first = check.name.split()[0]
        name = say["verify_nothing_else" if first == "extra" else f"verify_{first}"]
        label = f"{name} {check.name.partition(' ')[2]}".strip()
        told = say[f"verify_{check.state}"]
        more = f" ({check.count})" if check.count and check.state != "not_checked" else ""
        click.echo(f"{told}{say['colon']}{label}{more}")
    for one in verdict.differences[:_SHOWN]:
        click.echo(f"  {_line(one, language)}")
    left = len(verdict.differences) - _SHOWN
    if left > 0:
        click.echo(f"  {say.count('verify_more', left)}")


def _line(one: Difference, language: Language) -> str:
    say = words(language)
    place = " ".join(clean(part) for part in (one.applicant, one.item) if part)
    told = f"{one.file}{say['colon']}{say[f'verify_{one.kind}']}"
    if place:
        told += f"{say['clause']}{place}"
    if one.published or one.recomputed:
        values = {"published": _side(one.published, say), "recomputed": _side(one.recomputed, say)}
        told += say["clause"] + say.say("verify_values", **values)
    return told


def _side(value: str, say: Words) -> str:
    """One of two values; that there is a row or a column at all is said in words."""
    known = {A_ROW: "verify_a_row", A_COLUMN: "verify_a_column"}
    return say[known[value]] if value in known else clean(value)
