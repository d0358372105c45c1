"""The report in a window of any width, with or without colours."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from reports.findings.finding import Finding
from tests.reports import demo
from tests.reports.test_formats import mixed, window


def plain(finding: Finding, width: int) -> list[str]:
    return window(finding, width).splitlines()


@pytest.mark.parametrize("width", [20, 40, 60, 79, 80, 109, 110, 140, 200, 400])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_window(width: int, language: Any) -> None:
    lines = plain(mixed(language), width)
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [1, 5, 10])
def test_a_window_too_narrow_to_read_does_not_crash(width: int) -> None:
    assert plain(mixed(), width)


def test_the_answer_comes_first_then_why_then_parts_then_gaps() -> None:
    text = "\n".join(plain(mixed(), 120))
    order = ["阳光花园", "未达标", "为什么", "各部分得分", "差距与改进", "没有失分的指标"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_full_rows_are_counted_and_not_listed() -> None:
    text = "\n".join(plain(mixed(), 120))
    assert f"没有失分的指标（{len(mixed().settled)} 项）" in text
    assert "特色" not in text


def test_without_colours_there_is_no_control_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in window(mixed(), 100, force_terminal=True)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[3" in window(mixed(), 100, force_terminal=True)


def test_markup_in_names_and_answers_is_text() -> None:
    finding = demo.found(
        {"na:2.4": True, "2.4": None},
        applicants=demo.applicants({"name": "[bold red]小区[/] \x1b[31m", "applicant": "[a]"}),
        claims=demo.said("2.4", "[/] [link=x]"),
    )
    text = window(finding, 120)
    assert "[bold red]小区[/] [31m" in text
    assert "\x1b" not in text


def test_numbers_stand_at_the_right_of_their_column() -> None:
    lines = [line for line in plain(mixed(), 120) if "/ 40.0" in line or "/ 60.0" in line]
    assert len({cell_len(line.split(" / ")[0]) for line in lines}) == 1


def test_an_applicant_without_gaps_is_told_so() -> None:
    finding = demo.found({"B1": True})
    assert finding.gaps == []
    text = window(finding, 80)
    assert "没有失分项。" in text
    assert "各项条件均已满足。" in text
    assert "已达到最高等级" in text
