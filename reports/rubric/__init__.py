"""The rubric of a standard as an assessor would print it: terminal, HTML, Excel, Word."""

from __future__ import annotations

from importlib import import_module

from reports.rubric.terminal import listing, terminal
from reports.rubric.view import view_of
from standards.model import Standard
from standards.text import Language

FORMATS = ("html", "xlsx", "docx")

__all__ = ["FORMATS", "document", "listing", "terminal"]


def document(standard: Standard, format: str, language: Language, *, both: bool = False) -> bytes:
    """The rubric as the bytes of a file; `both`: texts and rules in both languages."""
    render = import_module(f"{__name__}.{format}_").render
    made: bytes = render(view_of(standard, language, both=both))
    return made
