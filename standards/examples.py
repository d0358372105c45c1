"""The examples in the docstrings of the rule kinds."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from itertools import pairwise

from standards.faults import Path
from standards.rules import kinds


@cache
def examples(kind: str) -> tuple[str, ...]:
    """Every example of a rule kind as YAML: the points, the rule, and what it earns."""
    text = inspect.getdoc(import_module(f"standards.rules.{kind}")) or ""
    found = []
    for block in text.split("Example:\n")[1:]:
        lines = block.splitlines()
        ends = (i for i, line in enumerate(lines) if line and not line.startswith(" "))
        found.append(inspect.cleandoc("\n".join(lines[: next(ends, len(lines))])))
    return tuple(found)


def written(kind: str) -> str:
    """The first example of a rule kind, as it stands in a criterion."""
    lines = examples(kind)[0].split("earns:", maxsplit=1)[0].rstrip().splitlines()
    return "\n".join(lines)


def kind_at(path: Path) -> str | None:
    """The rule kind inside of which a path leads; None where it leads elsewhere."""
    for one, kind in pairwise(path):
        if one == "rule" and isinstance(kind, str) and kind in kinds():
            return kind
    return None
