"""A rubric of 400 criteria and more than a thousand questions goes the whole way."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from engine.compile import compile_named
from tests.calling import Call, caller

RULES = (
    "yes_no",
    "{checklist: {count: {7: 2.5, 4: 1}, items: {a: 甲, b: 乙, c: 丙, d: 丁, e: 戊, f: 己, g: 庚}}}",
    "{bands: {'>= 98': 2.5, '>= 90': 1.5}}",
    "{deduct: {x: {when: 缺, points: 1}, y: {each: 处, points: 0.5, up_to: 2}}}",
)
HEAD = """
standard: large
edition: "1"
title: {zh: 大表, en: A large rubric}
assessed: {zh: 社区, en: community}
status: reference
points: 1000
sources:
  s: {title: {zh: 表, en: The table}, mark: reference}
grades:
- {id: passed, name: {zh: 达标, en: Passed}, when: score >= 600 and every_part >= 40%}
parts:
"""


def text() -> str:
    lines = [HEAD.lstrip()]
    for part in range(1, 11):
        lines.append(f'- id: "{part}"\n  title: 第{part}部分\n  points: 100\n  criteria:\n')
        for place in range(1, 41):
            rule = RULES[place % 4]
            ask = "ask: {type: rate}, " if "bands" in rule else ""
            lines.append(
                f'  - {{id: "{part}.{place}", title: 指标{part}.{place}, points: 2.5, {ask}'
                f"rule: {rule}, check: [site], advice: 改。, source: s}}\n"
            )
    return "".join(lines)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys)


def test_it_is_scored_reported_and_made_a_form(call: Call, tmp_path: Path) -> None:
    standard, table, run = tmp_path / "large.yaml", tmp_path / "a.csv", tmp_path / "run"
    standard.write_text(text(), encoding="utf-8")
    assert len(compile_named(str(standard)).standard.asked) > 1_000
    assert call("standards", "check", standard).code == 0
    assert call("simulate", standard, "-n", "12", "-o", table).code == 0
    assert call("score", table, "-s", standard, "-o", run).code in (0, 1)
    results = pl.read_parquet(run / "results.parquet")
    assert results.height == 12
    parts = results.select(pl.sum_horizontal(f"part:{n}" for n in range(1, 11)))
    assert parts.to_series().to_list() == pytest.approx(results["score"].cast(float).to_list())
    assert call("verify", run, "--inputs", table).code == 0
    assert call("report", run, "-o", tmp_path / "reports").code == 0
    assert len(list((tmp_path / "reports").rglob("*.html"))) > 12
    for form in ("form.xlsx", "form.html"):
        assert call("form", standard, "-o", tmp_path / form).code == 0
