"""`dabiao`: the command line. The commands are found by looking into `dabiao/commands`."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import click

from dabiao import commands
from dabiao.help import Formatter

click.Context.formatter_class = Formatter


class Commands(click.Group):
    """A group whose commands are imported only when they are called or their help is asked."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(module.name.replace("_", "-") for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        module = import_module(f"dabiao.commands.{name.replace('-', '_')}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101 - a promise of the folder
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """With the commands in the folder as what may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            name, known = error.command_name, self.list_commands(ctx)
            raise click.NoSuchCommand(name, possibilities=known, ctx=ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, read from the first line of its file: nothing heavy is imported."""
        rows = [(name, _summary(name)) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def _summary(name: str) -> str:
    """The first sentence of a command's file."""
    from importlib.util import find_spec

    spec = find_spec(f"dabiao.commands.{name.replace('-', '_')}")
    if spec is None or spec.origin is None:
        return ""
    with open(spec.origin, encoding="utf-8") as file:  # noqa: PTH123 - start-up time
        first = file.readline().strip().strip('"')
    return first.partition(": ")[2] or first


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dabiao", prog_name="dabiao")
def dabiao() -> None:
    """达标: scores applicants against creation standards, and says what to mend first.

    \b
    Example:
        dabiao check my-form.xlsx -o report.html
    """


def main() -> None:
    """Run the command line; what a user can cause ends in a sentence, never in a traceback."""
    from dabiao.console import run

    sys.exit(run(dabiao))
