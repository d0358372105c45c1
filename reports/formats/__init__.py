"""What findings and tables are written as: one format a file, found by its name.

`html.py` writes `.html`, `json_.py` writes `.json`. A module that writes the report of an applicant
has a function `render`, from one finding, or one in each language, to text or bytes.
"""

from __future__ import annotations

from importlib import import_module, resources
from pkgutil import iter_modules
from typing import Protocol, cast

from reports.findings.finding import Finding


class ReportFormat(Protocol):
    """A way of writing the report of one applicant."""

    def render(self, *findings: Finding) -> str | bytes:
        """The whole file; several findings are of the same applicant, one in each language."""


def report_format(suffix: str) -> ReportFormat | None:
    """The format that a file's suffix names (`.html`); None where there is none."""
    for name in (suffix.removeprefix("."), f"{suffix.removeprefix('.')}_"):
        if name in _names():
            module = import_module(f"{__name__}.{name}")
            return cast("ReportFormat", module) if hasattr(module, "render") else None
    return None


def suffixes() -> list[str]:
    """The suffixes of files that the report of an applicant can be written to."""
    found = [name for name in _names() if "\ndef render(" in _source(name)]
    return [f".{name.removesuffix('_')}" for name in found]


def _source(name: str) -> str:
    """A format's text: what it needs is loaded only when it is used."""
    return (resources.files(__name__) / f"{name}.py").read_text(encoding="utf-8")


def _names() -> list[str]:
    return sorted(module.name for module in iter_modules(__path__))
