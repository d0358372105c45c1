"""A folder of task lists: a file a department, an index, and all tasks as a table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from reports.fonts import FOLDER as FONTS
from reports.fonts import WOFF2
from reports.formats import csv_, report_format, suffixes
from reports.report_folder import LISTING, check
from reports.safe_names import safe_names
from reports.task_lists import page, plain
from reports.tasks import TaskList
from reports.whole_folder import whole
from standards.text import Language

PAGE = ".html"
TABLE = "tasks.csv"
INDEX = "index.html"
Renderer = Callable[[TaskList], str | bytes]


def task_suffixes() -> list[str]:
    """The suffixes of files that a task list can be written to."""
    return [suffix for suffix in suffixes() if suffix == PAGE or _renderer(suffix)]


def _renderer(suffix: str) -> Renderer | None:
    """What writes task lists in a format, where it does."""
    made = report_format(suffix)
    return cast("Renderer | None", getattr(made, "render_tasks", None)) if made else None


def write(folder: Path, lists: Sequence[TaskList], suffix: str, language: Language) -> Path:
    """Write the lists into a new folder that takes the old one's place; returns what to open.

    Raises RunError where the folder holds something that is not of here.
    """
    check(folder)
    names = [f"{name}{suffix}" for name in safe_names(_name(tasks) for tasks in lists)]
    with whole(folder) as new:
        for tasks, name in zip(lists, names, strict=True):
            made = _made(tasks, suffix)
            (new / name).write_bytes(made.encode() if isinstance(made, str) else made)
        csv_.write(plain.frame(lists), new / TABLE)
        files = {_name(tasks): name for tasks, name in zip(lists, names, strict=True)}
        if suffix == PAGE:
            text = page.render_index(lists, names, language)
            (new / INDEX).write_text(text, encoding="utf-8", newline="\n")
            fonts = new / "fonts"
            fonts.mkdir()
            for path in (*WOFF2.values(), FONTS / "OFL.txt"):
                shutil.copyfile(path, fonts / path.name)
        _listing(new, lists, {**files, "": TABLE})
    return folder / (INDEX if suffix == PAGE else TABLE)


def _made(tasks: TaskList, suffix: str) -> str | bytes:
    if suffix == PAGE:
        return page.render_one(tasks, "beside")
    render = _renderer(suffix)
    if render is None:
        raise ValueError(f"no task list is written to a file ending with {suffix!r}")
    return render(tasks)


def _name(tasks: TaskList) -> str:
    return tasks.department or tasks.wording.words["tasks_nobody"]


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
