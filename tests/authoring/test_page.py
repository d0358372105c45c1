"""The page about writing standards is current: its tables, commands and options exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dabiao.commands.standards import command
from reports.rubric import FORMATS
from scripts.make_authoring import TARGET, page

TEXT = TARGET.read_text(encoding="utf-8")
ROOT = Path(__file__).parent.parent.parent


def test_its_tables_are_current() -> None:
    assert page(TEXT) == TEXT, "run `make docs`"
    assert TEXT.count("| `") > 40


@pytest.mark.parametrize("name", ["new", "check", "show", "export", "import"])
def test_it_names_every_command_and_every_option(name: str) -> None:
    found = command.commands[name]
    assert f"dabiao standards {name}" in TEXT
    options = [o for p in found.params if isinstance(p, click.Option) for o in p.opts]
    missing = [o for o in options if o.startswith("--") and o != "--output" and o not in TEXT]
    assert not missing


def test_what_it_shows_can_be_called() -> None:
    shown = re.findall(r"^    dabiao standards (\w+)(.*?)(?:  +#.*)?$", TEXT, re.MULTILINE)
    assert len(shown) > 10
    for name, rest in shown:
        known = {o for p in command.commands[name].params for o in p.opts}
        assert set(re.findall(r"(?<!\S)--?[a-z]+", rest)) <= known, (name, rest)


def test_it_names_every_format_of_the_printed_rubric() -> None:
    assert all(f"rubric.{format}" in TEXT for format in FORMATS)


def test_the_problem_matcher_reads_the_lines_of_check() -> None:
    (pattern,) = re.findall(r'"regexp": "(.+?)"', TEXT)
    line = "my-town.yaml:110:9: 3 items of 5 make 15, not the 14 points"
    match = re.fullmatch(pattern.replace("\\\\", "\\"), line)
    assert match is not None
    assert match[2] == "110"
