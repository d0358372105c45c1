"""A folder of task lists: a file a department, an index, and all tasks as a table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from reports.fonts import FOLDER as FONTS
from reports.fonts import WOFF2
from reports.formats import csv_
from reports.report_folder import LISTING, check
from reports.safe_names import safe_names
from reports.task_lists import page, plain
from reports.task_lists.book import BOOK, book
from reports.task_lists.view import TaskView
from reports.tasks import TaskList
from reports.whole_folder import whole
from standards.text import Language

PAGE = ".html"
SUFFIXES = (PAGE, BOOK)
"""Suffixes of files that hold the task list of one department."""
TABLE = "tasks.csv"
INDEX = "index.html"


def write(folder: Path, lists: Sequence[TaskList], suffix: str, language: Language) -> Path:
    """Write the lists, each in a file ending with one of SUFFIXES, into a new folder.

    It takes the old one's place; returns what to open.
    Raises RunError where the folder holds something that is not of here.
    """
    check(folder)
    departments = [TaskView(tasks).department for tasks in lists]
    names = [f"{name}{suffix}" for name in safe_names(departments)]
    with whole(folder) as new:
        for tasks, name in zip(lists, names, strict=True):
            is_page = suffix == PAGE
            made = page.render_one(tasks, "beside").encode() if is_page else book([tasks])
            (new / name).write_bytes(made)
        csv_.write(plain.frame(lists), new / TABLE)
        files = dict(zip(departments, names, strict=True))
        if suffix == PAGE:
            text = page.render_index(lists, names, language)
            (new / INDEX).write_text(text, encoding="utf-8", newline="\n")
            fonts = new / "fonts"
            fonts.mkdir()
            for path in (*WOFF2.values(), FONTS / "OFL.txt"):
                shutil.copyfile(path, fonts / path.name)
        _listing(new, lists, {**files, "": TABLE})
    return folder / (INDEX if suffix == PAGE else TABLE)


def _listing(folder: Path, lists: Sequence[TaskList], files: dict[str, str]) -> None:
    value: dict[str, object] = {"reports": 1, "by": "department", "files": files}
    if lists:
        wording = lists[0].wording
        value |= {"standard": wording.standard, "edition": wording.edition}
        value |= {"standard_digest": wording.digest, "as_of": lists[0].as_of.isoformat()}
    text = json.dumps(value, ensure_ascii=False, indent=1)
    (folder / LISTING).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def write_one(file: Path, lists: Sequence[TaskList], language: Language) -> None:
    """All departments in one file: a page, a table, or JSON. Raises OSError."""
    match file.suffix.lower():
        case ".csv":
            csv_.write(plain.frame(lists), file)
        case ".json":
            text = json.dumps(plain.document(lists), ensure_ascii=False, indent=2)
            file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        case _:
            file.write_text(page.render(lists, language), encoding="utf-8", newline="\n")


WHOLE = (".html", ".csv", ".json")
"""Suffixes of a file that holds the lists of all departments."""
