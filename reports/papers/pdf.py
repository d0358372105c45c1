"""Papers as PDF, by typst: vector charts, real text, our own font; equal papers give equal bytes.

The data go in as JSON: nothing in them is ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import local
from typing import Any

import typst

from reports.fonts import FOLDER
from reports.papers import Paper, Radar
from reports.papers.typst_data import Shown, paper_data

_TEMPLATES = Path(__file__).parent.parent / "templates"
"""Nothing outside of this folder can be read by a template."""
_KEPT = local()
_PPI = 220
"""Dots per inch of a picture: as sharp as an office printer prints."""


def pdf(papers: Sequence[Paper]) -> bytes:
    """One PDF of some papers, each beginning on a new page."""
    data = {"papers": [paper_data(paper) for paper in papers]}
    made = _compiler("paper.typ").compile(
        sys_inputs=_given(data), format="pdf", timestamp=0, pdf_tags=False
    )
    return _whole(made)


def picture(chart: Radar) -> bytes:
    """A chart of a paper as PNG, 167 mm wide at 220 dots per inch."""
    made = _compiler("paper_chart.typ").compile(
        sys_inputs=_given(Shown().block(chart)), format="png", ppi=_PPI
    )
    return _whole(made)


def _whole(made: bytes | list[bytes] | None) -> bytes:
    """The one file that was made."""
    if not isinstance(made, bytes):
        raise TypeError("typst made no single file")
    return made


def _given(data: object) -> dict[str, Any]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _compiler(template: str) -> typst.Compiler:
    """The compiler of a template and of this thread: none is shared between threads."""
    kept: dict[str, typst.Compiler] = _KEPT.__dict__.setdefault("compilers", {})
    if template not in kept:
        kept[template] = typst.Compiler(
            _TEMPLATES / template, root=_TEMPLATES, font_paths=[FOLDER], ignore_system_fonts=True
        )
    return kept[template]
