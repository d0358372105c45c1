"""The documents are complete and current: what exists is written there, what is written runs."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import click
import pytest

from dabiao import commands
from dabiao.cli import dabiao
from engine.program import OUTCOMES
from engine.states import STATES
from scripts.make_rules import TARGET, reference
from standards.field import FieldType
from standards.load import bundled
from standards.model import METHODS
from standards.rules import kinds

ROOT = Path(__file__).parent.parent
FORMAT = (ROOT / "docs" / "standard-format.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
COMMANDS = sorted(module.name.replace("_", "-") for module in iter_modules(commands.__path__))


def test_the_rule_reference_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == reference(), "run `make docs`"


@pytest.mark.parametrize("name", [*kinds(), *METHODS, *get_args(FieldType)])
def test_the_format_page_names_every_kind_type_and_way_of_checking(name: str) -> None:
    assert f"`{name}`" in FORMAT or f"rule: {{{name}:" in FORMAT or f"rule: {name}" in FORMAT


@pytest.mark.parametrize("readme", [README, CHINESE], ids=["English", "Chinese"])
@pytest.mark.parametrize("name", [*(f"dabiao {name}" for name in COMMANDS), *bundled()])
def test_both_readmes_name_every_command_and_standard(readme: str, name: str) -> None:
    assert name in readme


@pytest.mark.parametrize("readme", [README, CHINESE], ids=["English", "Chinese"])
@pytest.mark.parametrize("word", [*OUTCOMES, *STATES])
def test_both_readmes_name_every_outcome_and_state(readme: str, word: str) -> None:
    assert f"`{word}`" in readme


def test_both_readmes_give_the_same_commands() -> None:
    def shown(text: str) -> list[str]:
        return re.findall(r"^    ((?:make|dabiao) .+?)(?:  +#.*)?$", text, re.MULTILINE)

    assert shown(README)
    assert shown(README) == shown(CHINESE)


def test_the_chinese_handbook_speaks_of_what_there_is() -> None:
    text = (ROOT / "docs" / "handbook.zh.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"dabiao {name} " not in text] == ["simulate"]
    calls = re.findall(r"dabiao (.+?)(?:  +#.*|`.*)?$", text, re.MULTILINE)
    context = click.Context(dabiao)
    for call in calls:
        words = call.split()
        command = dabiao.get_command(context, words[0])
        if isinstance(command, click.Group):
            command = command.get_command(context, words[1])
        if command is None:  # `dabiao 命令 --help`
            assert words[0] == "命令"
            continue
        options = {name for option in command.params for name in option.opts} | {"--help"}
        assert {word for word in words if word.startswith("-")} <= options, call
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / "docs" / link).is_file(), link


def test_the_page_of_reports_names_every_format_option_and_document() -> None:
    from dabiao.commands.check import command as check
    from dabiao.commands.report import command as report
    from reports.documents import NAMES
    from reports.formats import suffixes

    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    own = {"--earlier", "--bilingual", "--no-documents", "--format", "--applicant"}
    options = {
        name for one in (check, report) for p in one.params for name in (*p.opts, *p.secondary_opts)
    }
    assert own <= options
    for word in (*own, *suffixes(), *NAMES):
        assert word in page
