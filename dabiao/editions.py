"""What `dabiao standards` does with several editions of one standard: diff and carry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabiao.console import DONE, UNMET, fail, language_option, program_of
from standards.text import Language

if TYPE_CHECKING:
    from datetime import date

    from engine.program import Program
    from reports.changes import Comparison
    from reports.effect import Effect
    from standards.id_map import IdMap
    from standards.replaces import Replaces
    from submissions.former import Former

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_SUFFIXES = (".html", ".csv", ".json")
old_option = click.option(
    "--old",
    "old",
    help="The edition that submissions name and -s replaces, where it is not found by itself.",
)
map_option = click.option(
    "--map", "map_", type=_FILE, help="An id map in a file of its own, instead of `replaces`."
)


def replaces_of(new: Program, map_: Path | None, old: Program | None) -> Replaces | None:
    """The id map of an edition; its faults end the command."""
    from standards.faults import StandardError
    from standards.id_map import load_map
    from standards.map_check import map_faults

    if map_ is None:
        return new.standard.replaces
    try:
        replaces, document = load_map(map_)
    except StandardError as error:
        fail(str(error))
    known = old.standard if old else None
    found = [
        document.fault(path, said, note=note)
        for path, said, note in map_faults(replaces, new.standard, known)
    ]
    faults = sorted({fault for fault in found if fault.weight == "error"})
    if faults:
        fail("\n".join(map(str, faults)))
    return replaces


def former_of(new: Program, old: str | None, map_: Path | None) -> Former | None:
    """The edition before, where the standard replaces one and it is at hand."""
    from engine.compile import compile
    from standards.editions import find_edition
    from standards.faults import StandardError
    from standards.id_map import id_map
    from submissions.former import Former

    given = program_of(old) if old else None
    replaces = replaces_of(new, map_, given)
    if given is None and replaces is not None:
        file = Path(new.loaded.document.name)
        beside = file.parent if file.is_file() else None
        found = find_edition(new.standard.standard, replaces.edition, beside)
        try:
            given = compile(found) if found else None
        except StandardError as error:
            fail(str(error))
    if given is None:
        return None
    _same_standard(given, new)
    if replaces is not None and replaces.edition != given.standard.edition:
        fail(
            f"--old {old}: found edition {given.standard.edition}; "
            f"the id map is of edition {replaces.edition}"
        )
    return Former(given, id_map(given.standard, new.standard, replaces))


def _same_standard(old: Program, new: Program) -> None:
    if old.standard.standard != new.standard.standard:
        fail(
            f"{old.standard.standard} and {new.standard.standard} are two standards; "
            "only editions of one standard are compared"
        )


def tell_term(program: Program, as_of: date, language: Language) -> None:
    """Say where the day of judgement is outside the term of the edition."""
    from standards.editions import not_in_force

    told = not_in_force(program.standard, as_of)
    if told is not None:
        click.echo(f"{program.standard.standard}: {told.in_(language)}", err=True)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--run",
    "run",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A run by OLD: who gains and who loses by NEW.",
)
@map_option
@click.option("--json", "as_json", is_flag=True, help="One object instead of a text.")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page (.html), a table (.csv) or an object (.json) instead of printing.",
)
@language_option
def diff(
    old: str,
    new: str,
    run: Path | None,
    map_: Path | None,
    as_json: bool,
    file: Path | None,
    language: Language,
) -> int:
    """Tell what changed from OLD to NEW: points, rules and wording apart.

    OLD and NEW are ids, `id@edition`, or files. Ids are matched by the id map under `replaces` in
    NEW, or in a file of its own. With --run every applicant of a run by OLD is scored by NEW, and
    new questions are told apart from real losses. Ends with 0 where nothing differs, else with 1.

    \b
    Example:
        dabiao standards diff green-community my-2027.yaml
        dabiao standards diff green-community my-2027.yaml --run run-2026 -o effect.html
    """
    from reports.changes import comparison
    from reports.words import words
    from standards.changes import changes
    from standards.id_map import id_map

    say = words(language)
    if file and file.suffix.lower() not in _SUFFIXES:
        values = {"file": file, "suffix": file.suffix, "allowed": ", ".join(_SUFFIXES)}
        fail(say.say("changes_no_format", **values))
    before, after = program_of(old), program_of(new)
    _same_standard(before, after)
    replaces = replaces_of(after, map_, before)
    if replaces is not None and replaces.edition != before.standard.edition:
        if map_ is not None:
            fail(f"{map_}: the map is of edition {replaces.edition}, OLD is {_named(before)}")
        replaces = None
    ids = id_map(before.standard, after.standard, replaces)
    named = str(map_) if map_ else say["changes_map_own" if replaces else "changes_map_none"]
    found = changes(before.loaded, after.loaded, ids)
    told = comparison(before.loaded, after.loaded, found, named, language)
    effect = _effect(run, before, after, replaces, language) if run else None
    _put_out(told, effect, file, as_json=as_json)
    return UNMET if told.count else DONE


def _named(program: Program) -> str:
    return f"{program.standard.standard} {program.standard.edition}"


def _effect(
    run: Path, old: Program, new: Program, replaces: Replaces | None, language: Language
) -> Effect:
    """The effect on a run; worked out from the text of the standard in the run."""
    from reports.effect import effect
    from reports.run import RunError
    from reports.run import read as run_read
    from reports.words import words
    from standards.id_map import id_map

    try:
        found = run_read.read(run)
        judged = found.scores.program
        if judged.standard.edition == old.standard.edition and judged.digest != old.digest:
            values = {"run": run, "edition": old.standard.edition}
            click.echo(words(language).say("changes_other_text", **values), err=True)
            old = judged
        ids: IdMap = id_map(old.standard, new.standard, replaces)
        return effect(found, new, ids)
    except RunError as error:
        fail(str(error))


def _put_out(told: Comparison, effect: Effect | None, file: Path | None, *, as_json: bool) -> None:
    from reports.changes import page, plain
    from reports.effect import plain as effect_plain
    from reports.effect.view import EffectView
    from reports.formats import csv_

    view = EffectView(effect, told.language) if effect else None
    document = plain.document(told)
    if effect:
        document["effect"] = effect_plain.document(effect)
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if file is not None:
        match file.suffix.lower():
            case ".html":
                file.write_text(page.render(told, view), encoding="utf-8", newline="\n")
            case ".csv":
                csv_.write(effect_plain.frame(effect) if effect else plain.frame(told), file)
            case _:
                file.write_text(text, encoding="utf-8", newline="\n")
        click.echo(told.words.say("changes_written", file=file), err=True)
    if as_json:
        click.echo(text, nl=False)
    elif file is None:
        _show(told, view)


def _show(told: Comparison, view: object) -> None:
    from rich.console import Console

    from reports.changes import terminal
    from reports.effect import terminal as effect_terminal
    from reports.effect.view import EffectView

    console = Console(highlight=False)
    terminal.show(told, console)
    if isinstance(view, EffectView):
        effect_terminal.show(view, console)


@click.command()
@click.argument("submissions", nargs=-1, required=True)
@click.option("--to", "new", required=True, help="The new edition: an id, or a file.")
@old_option
@map_option
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(path_type=Path),
    help="A .json, .csv or .parquet file; any other name is a folder with a form each.",
)
@language_option
def carry(
    submissions: tuple[str, ...],
    new: str,
    old: str | None,
    map_: Path | None,
    file: Path,
    language: Language,
) -> int:
    """Write the answers to an old edition as answers to the new one.

    What was carried, what has no place any more and what is new is told on standard error. Ends
    with 1 where an answer has no place or does not fit.

    \b
    Example:
        dabiao standards carry forms-2026/ --to my-2027.yaml -o forms-2027.csv
    """
    from reports.findings import problem
    from reports.findings.problem_words import problem_in_words
    from reports.words import words
    from submissions.carry import carried
    from submissions.read import read
    from submissions.write import write

    say, after = words(language), program_of(new)
    former = former_of(after, old, map_)
    if former is None:
        fail(f"{new}: the edition that it replaces is not at hand; name it by --old")
    answers = read(submissions, former.program)
    moved = carried(answers, former.program, after, former.ids)
    told = [problem(line, language) for line in moved.problems.iter_rows(named=True)]
    for line in told:
        click.echo(problem_in_words(line, say), err=True)
    if not moved.count:
        fail(say["check_nobody"])
    write(moved, after, file)
    click.echo(say.say("changes_written", file=file), err=True)
    return (
        UNMET if any(line.effect in ("ignored", "invalid", "not_read") for line in told) else DONE
    )
