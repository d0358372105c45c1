"""The page as a file: one piece, strict, with nothing of a rule in its own scripts."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from dabiao.cli import dabiao
from engine.compile import compile, compile_named
from engine.live import live
from engine.program import Program
from engine.score import parameters
from reports.embed import faces
from reports.signs import OUTCOME_SIGNS, SIGNS
from reports.words import words
from standards.load import bundled, loads
from submissions.forms import Page, forms
from submissions.forms.web import page
from submissions.forms.web.assemble import scripts
from submissions.forms.web.days import FIRST, LAST, runs
from tests.web.harness import page_of

every_standard = pytest.mark.parametrize("name", bundled())
FOLDER = Path(__file__).parents[2] / "submissions" / "forms" / "web"
SCRIPTS = sorted((FOLDER / "scripts").glob("*.js"))


@every_standard
def test_only_what_the_policy_names_may_run(name: str) -> None:
    text = page_of(name)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in unescape(policy[1]).split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": " ".join(map(hashed, re.findall(r"<script>(.*?)</script>", text, re.DOTALL))),
        "style-src": " ".join(map(hashed, re.findall(r"<style>(.*?)</style>", text, re.DOTALL))),
        "font-src": "data:",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@every_standard
def test_nothing_is_fetched_and_nothing_is_read_as_markup(name: str) -> None:
    text = page_of(name)
    elements = re.sub(r"<(script|style)[ >].*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", elements)
    assert re.findall(r'(?:src|href)="([^"]*)"', elements) == ["data:,"]
    own = scripts()
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
                "fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import("):  # fmt: skip
        assert way not in own
    assert "url(" not in re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]  # type: ignore[index]  # there is one


@every_standard
def test_the_same_program_gives_the_same_page(name: str) -> None:
    program = compile_named(name)
    assert page(program, "zh") == page_of(name)
    assert program.digest in page_of(name)


def test_no_script_names_a_criterion_a_field_or_a_figure_of_a_standard() -> None:
    """Points and conditions come with the generated function and the data alone."""
    own = scripts()
    for name in bundled():
        standard = compile_named(name).standard
        named = [
            *standard.asked,
            *(c.id for c in standard.criteria),
            *(g.id for g in standard.gates),
        ]
        for id_ in named:
            # "1" may be a number of rows as well, and "open" an attribute of HTML
            if len(id_) > 2 and not id_.isalpha():
                assert f'"{id_}"' not in own, id_


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_are_small_and_can_stand_in_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert text.startswith("// ")
    assert "</" not in text.replace("</$", "")
    assert "<!--" not in text
    assert "\r" not in text


def test_the_words_are_those_of_the_report() -> None:
    held = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    differ = {"overview", "written", "evidence", "responsible", "gaps_note", "gaps_note_one"}
    for language in ("zh", "en"):
        reported = words(language)
        for key in set(held) - differ:
            try:
                said = reported[key]
            except KeyError:
                continue
            assert held[key][language] == said, key


def test_the_signs_are_those_of_the_report() -> None:
    own = scripts("criteria", "overview")
    for name, sign in {**SIGNS, **OUTCOME_SIGNS}.items():
        assert f'{name}: "{sign}"' in own


def test_every_word_that_a_script_asks_for_is_there_and_used() -> None:
    held = set(yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8")))
    own = scripts()
    asked = set(re.findall(r'(?:word|counted)\("(\w+)"', own))
    assert asked <= held
    made = re.findall(r"`(\w+_)\$\{", own)
    used = {
        key
        for key in held
        if f'"{key}"' in own or key.startswith(tuple(made)) or key.removesuffix("_one") in asked
    }
    states = {"met", "partly", "unmet", "unanswered", "invalid", "not_applicable", "unproven"}
    assert held - used - states - {"no_script"} == set()


@every_standard
def test_parameters_of_any_day_are_those_of_the_engine(name: str) -> None:
    program = compile_named(name)
    check_runs(program, every=997)


def test_parameters_of_a_standard_with_every_kind_of_window() -> None:
    text = """\
standard: windows
edition: "1"
title: 窗口
assessed: 社区
status: reference
points: 4
sources: {p: {title: 方案, mark: plan}}
fields: {day: {ask: 日期, type: date}}
gates:
- {id: a, title: 一, require: "within(day, years=3) or within(day, months=1) or within(day, days=40)", otherwise: refused, source: p}
parts:
- {id: "1", title: 一, points: 4, criteria: [{id: "1.1", title: 一, points: 4, rule: yes_no}]}
grades: [{id: g, name: 达标, when: score >= 4}]
"""
    program = compile(loads(text.encode(), "windows.yaml"))
    assert len(runs(program)) >= 3
    check_runs(program, every=37)


def check_runs(program: Program, every: int) -> None:
    table = runs(program)
    for number in range(0, (LAST - FIRST).days + 1, every):
        day = FIRST + timedelta(days=number)
        since = (day - date(1970, 1, 1)).days
        found = {}
        for id_, listed in table.items():
            first, base, slope = max(run for run in listed if run[0] <= since)
            found[id_] = base + slope * (since - first)
        assert found == parameters(program, day), day


# -- the command


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_writes_the_page_with_its_fonts(language: str, tmp_path: Path) -> None:
    path = tmp_path / "form.HTML"
    ran = CliRunner().invoke(
        dabiao,
        ["form", "green-community", "-o", str(path), "--lang", language],
        standalone_mode=False,
    )
    assert ran.exception is None
    text = path.read_text(encoding="utf-8")
    assert text.count("@font-face") == 2
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in text
    program = compile_named("green-community")
    assert text == page(
        program, "zh" if language == "zh" else "en", lambda shown: faces("embedded", shown)
    )
    assert [made.name for made in tmp_path.iterdir()] == ["form.HTML"]


def test_the_form_is_found_by_its_suffix() -> None:
    assert isinstance(forms()[".html"], Page)
    assert not isinstance(forms()[".xlsx"], Page)


@every_standard
def test_a_form_without_fonts_is_written_too(name: str, tmp_path: Path) -> None:
    forms()[".html"].write(compile_named(name), tmp_path / "form.html", "zh")
    assert (tmp_path / "form.html").read_text(encoding="utf-8") == page_of(name)


@every_standard
def test_every_shown_definition_is_in_the_page(name: str) -> None:
    program = live(compile_named(name)).program
    text = page_of(name)
    assert all(
        f"d[{json.dumps(key)}] = ".replace("<", "\\u003c") in text for key in program.definitions
    )
