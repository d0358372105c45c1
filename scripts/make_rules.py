"""Writes docs/rules.md from the docstrings of the rule kinds: `make docs`."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

from standards.document import Document
from standards.rules import kinds

SHAPES = Path(__file__).parent.parent / "docs" / "shapes.yaml"
SHAPES_HEAD = """# The shapes of rules met in real standards

Each of them as a rubric that runs; the table below it says what some answers give (a number is the
score). Made from `docs/shapes.yaml`, whose cases a test runs.
"""
TARGET = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = """# Rule kinds

Made from the files in `standards/rules` by `make docs`; do not edit. Every example is run by a
test: `earns` lists answers and the points they earn (`null`: not answered).
"""


def reference() -> str:
    """The whole page."""
    shapes = Document(SHAPES.read_text(encoding="utf-8"), SHAPES.name).value
    listed = [_shape(shape) for shape in shapes]
    return "\n".join([HEAD, *(_section(kind) for kind in kinds()), SHAPES_HEAD, *listed])


def _shape(shape: dict[str, Any]) -> str:
    """One shape: what it is, the YAML, and what it earns."""
    says = shape["says"]
    lines = [
        f"### {shape['shape']}. {says['zh']} · {says['en']}",
        "",
        "```yaml",
        shape["rubric"].rstrip(),
        "```",
        "",
        "| answers | gives |",
        "|---|---|",
        *(
            f"| {_inline(answers)}{_beside(rest)} | {_inline(gives)} |"
            for answers, gives, *rest in shape["cases"]
        ),
    ]
    return "\n".join(lines) + "\n"


def _beside(rest: list[dict[str, Any]]) -> str:
    return "".join(f", {_inline(one)}" for one in rest)


def _inline(value: object) -> str:
    """A value as one line of a table."""
    match value:
        case bool() | None:
            return {True: "yes", False: "no", None: "none"}[value]
        case dict() if not value:
            return "nothing answered"
        case dict():
            return ", ".join(f"{key}: {_inner(inner)}" for key, inner in value.items())
        case list():
            return ", ".join(map(_inline, value)) or "none"
        case _:
            return str(value)


def _inner(value: object) -> str:
    return f"({_inline(value)})" if isinstance(value, dict) else _inline(value)


def _section(kind: str) -> str:
    text = inspect.getdoc(import_module(f"standards.rules.{kind}")) or ""
    lines = [f"## {kind}", ""]
    inside = False
    for line in text.splitlines():
        if line == "Example:":
            lines.append("```yaml")
            inside = True
        elif inside and line and not line.startswith(" "):
            _close(lines)
            lines.append(line)
            inside = False
        else:
            lines.append(line[4:] if inside else line)
        if inside and not line and lines[-1] == "":
            _close(lines)
            inside = False
    if inside:
        _close(lines)
    return "\n".join(lines) + "\n"


def _close(lines: list[str]) -> None:
    """End a block of YAML before the blank line that follows it."""
    while lines[-1] == "":
        lines.pop()
    lines.extend(["```", ""])


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
    print(TARGET.name)
