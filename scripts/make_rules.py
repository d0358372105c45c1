"""Writes docs/rules.md from the docstrings of the rule kinds: `make docs`."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

from standards.rules import kinds

TARGET = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = """# Rule kinds

Made from the files in `standards/rules` by `make docs`; do not edit. Every example is run by a
test: `earns` lists answers and the points they earn (`null`: not answered).
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(kind) for kind in kinds())])


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
