"""Formats: golden files, the same figures in all of them, and the contract of the JSON."""

from __future__ import annotations

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from reports.findings.finding import Finding
from reports.formats import html, json_, report_format, suffixes, terminal
from reports.points import in_table, of_criterion
from tests.reports import demo

GOLDEN = Path(__file__).parent / "golden"
MIXED: dict[str, Any] = {
    "1.1": True,
    "ev:1.1": False,
    "1.2.bags": False,
    "1.3": "fair",
    "1.3.award": 2.5,
    "1.4.corner": 3,
    "1.5": None,
    "1.7": 26.5,
    "content": 84,
    "2.2": 37.5,
    "2.3.passed": 4,
    "2.4": None,
    "na:2.4": True,
    "B1": True,
    "P1": True,
}
"""A bit of every state."""


def mixed(language: Any = "zh") -> Finding:
    """An applicant with a bit of every state, and a problem."""
    frames = demo.invalid("1.5", "约九十")
    people = demo.applicants(
        {"name": "阳光花园", "district": "城西区", "category": "住宅小区", "digest": "sha256:ab"}
    )
    return demo.found(
        MIXED, language, claims=demo.said("2.4", "无食堂"), applicants=people, **frames
    )


def window(finding: Finding, width: int, **options: Any) -> str:
    """What the terminal shows."""
    stream = StringIO()
    terminal.show(finding, Console(file=stream, width=width, highlight=False, **options))
    return stream.getvalue()


MADE = {
    "report-zh.html": lambda: html.render(mixed(), font="beside"),
    "report-en.html": lambda: html.render(mixed("en"), font="beside"),
    "report-zh.json": lambda: json_.render(mixed()),
    "report-en.json": lambda: json_.render(mixed("en")),
    "report-zh.txt": lambda: window(mixed(), 120),
    "report-en-narrow.txt": lambda: window(mixed("en"), 60),
}


@pytest.mark.parametrize("name", MADE)
def test_the_report_is_as_reviewed(name: str) -> None:
    """Written anew where WRITE_GOLDEN is set, and reviewed as a difference."""
    file, made = GOLDEN / name, MADE[name]()
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MADE)
def test_equal_findings_give_equal_bytes(name: str) -> None:
    assert MADE[name]() == MADE[name]()


def test_the_json_has_the_keys_of_the_contract() -> None:
    found = json.loads(json_.render(mixed()))
    assert list(found) == [
        *("standard", "edition", "standard_digest", "submission_digest", "as_of", "applicant"),
        *("score", "exact", "of", "coverage", "grade", "outcome", "reasons", "parts", "criteria"),
        *("figures", "problems", "checks", "certainty", "comparison"),
    ]
    assert set(found["applicant"]) == {"code", "name", "district", "category"}
    assert set(found["parts"][0]) == {"id", "title", "score", "exact", "of"}
    assert {"id", "points", "exact", "of", "state", "steps", "gain", "advice"} <= set(
        found["criteria"][0]
    )
    assert {"label", "points", "times"} <= set(found["criteria"][0]["steps"][0])
    assert set(found["problems"][0]) == {"where", "field", "found", "allowed"}


def test_the_json_has_no_binary_fraction() -> None:
    def fail(text: str) -> float:
        raise AssertionError(text)

    json.loads(json_.render(mixed()), parse_float=fail)


def test_several_findings_are_a_list_and_one_is_an_object() -> None:
    assert isinstance(json.loads(json_.render_all([mixed()])), dict)
    assert isinstance(json.loads(json_.render_all([mixed(), mixed()])), list)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_formats_show_the_same_figures(language: Any) -> None:
    finding = mixed(language)
    page, wide = html.render(finding, font="system"), window(finding, 200)
    found = json.loads(json_.render(finding))
    assert found["exact"] == finding.exact
    shown = in_table(finding.published or 0, 1)
    assert f"<b>{shown}</b>" in page
    assert shown in wide
    for part, line in zip(finding.parts, found["parts"], strict=True):
        assert line["exact"] == part.exact
        assert in_table(part.exact or 0, 1) in wide
    for gap in finding.gaps:
        line = next(c for c in found["criteria"] if c["id"] == gap.line.id)
        points, of = of_criterion(gap, 1), in_table(gap.line.of, 1)
        assert line["exact"] == gap.points
        assert f"<b>{points}</b> / {of}" in page
        assert f"{points} / {of}" in wide
    for reason in found["reasons"]:
        assert "".join(reason.split()) in "".join(wide.split())


def test_a_format_is_found_by_its_suffix_and_no_other_is() -> None:
    assert report_format(".html") is html
    assert report_format(".json") is json_
    assert report_format(".docm") is None
    assert {".html", ".json"} <= set(suffixes())
    assert ".csv" not in suffixes()
    assert ".terminal" not in suffixes()
