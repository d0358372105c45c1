"""The suites, one a file: a module with `TITLE`, `ABOUT` and `run(scale)` -> rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from benchmarks.measure import Row, Scale


@dataclass(frozen=True)
class Suite:
    """Some comparisons that belong together, and what they gave; `about` is Markdown."""

    name: str
    title: str
    about: str
    run: Callable[[Scale], Iterator[Row]]
    rows: list[Row] = field(default_factory=list)


def names() -> list[str]:
    """The suites there are."""
    return sorted(module.name for module in iter_modules(__path__))


def suite(name: str) -> Suite:
    """A suite by its name."""
    module = import_module(f"{__name__}.{name}")
    return Suite(name, module.TITLE, module.ABOUT, module.run)
