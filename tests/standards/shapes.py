"""The shapes of docs/shapes.yaml, each as a whole standard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.compile import compile
from engine.program import Program
from standards.document import Document
from standards.load import Loaded
from tests.standards import small

SHAPES = Path(__file__).parents[2] / "docs" / "shapes.yaml"
HEAD = """
standard: small
edition: "1"
title: {zh: 试验标准, en: A small standard}
assessed: {zh: 社区, en: community}
status: reference
coverage_needed: 0%
decimals: 4
"""
GRADES = "grades:\n- {id: passed, name: 达标, when: score >= 1}\n"


def shapes() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Document(SHAPES.read_text(encoding="utf-8"), SHAPES.name).value
    return found


def loaded(shape: dict[str, Any]) -> Loaded:
    """The standard around a rubric: one part, where it has none, and one grade."""
    rubric: str = shape["rubric"]
    inner = Document(rubric, "rubric").value
    text = HEAD + rubric
    if "criteria" in inner:
        points = sum(criterion["points"] for criterion in inner["criteria"])
        before, after = rubric.split("criteria:\n", maxsplit=1)
        items: list[str] = []
        further: list[str] = []
        for line in after.splitlines():
            (further if further or (line and line[0] not in " -") else items).append(line)
        part = f'parts:\n- id: "p"\n  title: 部分\n  points: {points}\n  criteria:\n'
        text = HEAD + f"points: {points}\n" + before + part
        text += "\n".join([*(f"  {line}" for line in items), *further]) + "\n"
    if "grades" not in inner:
        text += GRADES
    # Where a criterion comes from is not what is shown here.
    lines = text.replace('{id: "', '{source: reference, id: "').splitlines()
    whole = []
    for line in lines:
        whole.append(line)
        if line.lstrip().startswith('- id: "') and 'id: "p"' not in line:
            whole.append(" " * (line.index("-") + 2) + "source: reference")
    return small.loaded("\n".join(whole))


def program(shape: dict[str, Any]) -> Program:
    return compile(loaded(shape))
