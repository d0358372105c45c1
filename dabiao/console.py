"""What all commands share: language, exit codes, and how faults are told."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from dabiao.spoken import default_language, heard, language, spoken

if TYPE_CHECKING:
    from engine.program import Program
    from standards.faults import StandardError
    from standards.load import Loaded
    from standards.text import Language

DONE, UNMET, FAILED = 0, 1, 2
"""Exit codes: done (for `check`: the aimed grade is reached); done but something is unmet or could
not be judged; nothing could be judged, or wrong usage."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def language_option(command: _Command) -> _Command:
    """`--lang zh|en`, passed as `language`."""
    option = click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default=default_language,
        help="Language of what people read (default: from the locale, else zh).",
    )
    return option(command)


def bilingual_option(command: _Command) -> _Command:
    """`--bilingual`, passed as `bilingual`."""
    text = "Write documents in both languages: that of --lang first, then the other."
    return click.option("--bilingual", is_flag=True, help=text)(command)


def languages_of(language: Language, *, bilingual: bool) -> tuple[Language, ...]:
    """The languages of a document, the first one first."""
    if not bilingual:
        return (language,)
    return ("zh", "en") if language == "zh" else ("en", "zh")


def earlier_option(command: _Command) -> _Command:
    """`--earlier RUN`, passed as `earlier`."""
    option = click.option(
        "--earlier",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="An earlier RUN, such as last year's, that every applicant is compared with.",
    )
    return option(command)


def as_of_option(command: _Command) -> _Command:
    """`--as-of DATE`, passed as `as_of`; today where it is not given."""
    option = click.option(
        "--as-of",
        "as_of",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        callback=_day,
        help="Day of judgement, such as 2026-11-23 (default: today).",
    )
    return option(command)


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else date.today()  # noqa: DTZ011 - the day on the user's calendar


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Say a sentence on standard error, in the language of the call, and end."""
    click.echo(spoken(message), err=True)
    raise SystemExit(code)


def program_of(name: str) -> Program:
    """The compiled standard of a bundled id or a path; its faults end the command."""
    from engine.compile import compile_named
    from standards.faults import StandardError

    try:
        return compile_named(name)
    except StandardError as error:
        fail_with(error)


def loaded_of(name: str) -> Loaded:
    """The standard of a bundled id or a path; its faults end the command."""
    from standards.faults import StandardError
    from standards.load import load

    try:
        return load(name)
    except StandardError as error:
        fail_with(error)


def fail_with(error: StandardError) -> NoReturn:
    """Say the faults of a standard on standard error, and what to do about them, and end."""
    from dabiao.telling import told

    click.echo("\n".join(told(error.faults, language())), err=True)
    raise SystemExit(FAILED)


def run(group: click.Group) -> int:
    """Run a command group; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that knows no Chinese
    with heard(sys.argv[1:]):
        return _run(group)


def _run(group: click.Group) -> int:
    try:
        code = group.main(prog_name="dabiao", standalone_mode=False)
    except click.exceptions.Abort:
        return _say("interrupted")
    except click.ClickException as error:
        return _misused(error)
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}")
    return code if isinstance(code, int) else DONE


def _misused(error: click.ClickException) -> int:
    """Say how a command is used, and what was wrong."""
    if language() == "en":
        error.show()
        return FAILED
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"用法说明：{context.command_path} --help\n", err=True)
    return _say(error.format_message())


def _say(message: str) -> int:
    click.echo(spoken(message), err=True)
    return FAILED
