"""The help of commands in Chinese, laid out by the width of its characters.

The code has the help in English; `locale/help.yaml` has it in Chinese. Where English is spoken,
click's own layout stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import click

from dabiao.spoken import language

_BETWEEN, _FIRST = 2, 30
"""Columns between the two columns of a list, and the most of its first."""
_EXAMPLE = "\b\nExample:"


class Formatter(click.HelpFormatter):
    """Click's formatter, which puts everything into Chinese where that is the language."""

    path = ""
    """The command whose help it is, without the program's name."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        self.path = prog.partition(" ")[2]
        if language() == "zh":
            for word in ("[OPTIONS]", "[COMMAND] [ARGS]...", "COMMAND [ARGS]..."):
                args = args.replace(word, words(word))
            prefix = words("Usage:")
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """The head of a section."""
        if language() == "en":
            super().write_heading(heading)
        else:
            self.write(f"{words(heading)}：\n")

    def write_text(self, text: str) -> None:
        """What a command does; its examples stay as they are."""
        entry = texts()["commands"].get(self.path)
        if language() == "en" or entry is None:
            super().write_text(text)
            return
        _, head, examples = text.partition(_EXAMPLE)
        for number, paragraph in enumerate(entry["about"].strip().split("\n\n")):
            if number:
                self.write_paragraph()
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{'':{self.current_indent}}{line}\n")
        if head:
            self.write(f"\n  {words('Example:')}")
            self.write("".join(f"\n  {line}" for line in examples.strip("\n").split("\n")) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST, col_spacing: int = _BETWEEN
    ) -> None:
        """Options or commands with what they mean."""
        if language() == "en":
            super().write_dl(rows, col_max, col_spacing)
            return
        rows = list(rows)
        first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            self.write(f"{'':{self.current_indent}}{name}")
            lines = wrapped(self._meaning(name, text), self.width - first - self.current_indent)
            if len(name) > first - col_spacing:
                self.write("\n")
                fill = first + self.current_indent
            else:
                fill = first - len(name)
            for line in lines:
                self.write(f"{'':{fill}}{line}\n")
                fill = first + self.current_indent

    def _meaning(self, name: str, text: str) -> str:
        """Of an option by its help, of a command by its path."""
        entry = texts()["commands"].get(f"{self.path} {name}".strip())
        if entry is not None:
            return str(entry["line"])
        said, _, more = text.partition("  [")
        if text.startswith("["):
            said, more = "", text[1:]
        known = texts()["options"].get(said) or words(said)
        more = more.replace("default: ", "默认 ").replace("required", "必填").removesuffix("]")
        return f"{known}［{more}］" if more else known


def words(text: str) -> str:
    """What every help has, in Chinese."""
    return str(texts()["words"].get(text, text))


def wrapped(text: str, width: int) -> list[str]:
    """On lines of so many columns."""
    from reports.wrapping import wrapped as flowing

    return list(flowing(text, width))


@cache
def texts() -> dict[str, Any]:
    """The file of the help in Chinese."""
    from importlib import resources

    import yaml

    text = (resources.files("dabiao") / "locale" / "help.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where there is libyaml
    found: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - safe, either way
    return found
