"""The form as one page: it scores itself, without a network; both languages are in it.

Rules are not written here: the page holds the function that `engine.executors.javascript` makes of
the program, and shows what that gives. Scripts and style are the files beside this module.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.program import Program
from standards.text import Language
from submissions.forms.web.assemble import assemble
from submissions.forms.whole_file import write_whole

SUFFIX = ".html"

Faces = Callable[[str], str]
"""The `@font-face` rules of a page that shows a text."""


def write(program: Program, path: Path, language: Language) -> None:
    """The blank form of a standard, in the fonts of the reader's machine."""
    write_whole(path, page(program, language))


def page(program: Program, language: Language, faces: Faces | None = None) -> str:
    """The page; `language` is shown first. The same program gives the same page."""
    return assemble(program, language, faces)
