"""Task lists as pages: one for all departments, or one a department beside an index."""

from __future__ import annotations

from collections.abc import Sequence

from reports.embed import Font, faces
from reports.pages import environment, template_text
from reports.task_lists.view import TaskView, heading
from reports.tasks import TaskList
from reports.words import words
from standards.text import Language

_SOURCES = {"embedded": "data:", "beside": "'self' file:", "system": "'none'"}
MOST_LISTED = 1_000
"""Tasks of one department that a page lists; a page of more is slow on a phone."""


def render(lists: Sequence[TaskList], language: Language, font: Font = "embedded") -> str:
    """All departments on one page."""
    say = words(language)
    return _made("tasks_page.html", font, language, title=say["tasks_by_department"], lists=lists)


def render_one(tasks: TaskList, font: Font = "embedded") -> str:
    """The page of one department."""
    language = tasks.wording.language
    title = f"{TaskView(tasks).department} · {words(language)['tasks']}"
    return _made("tasks_page.html", font, language, title=title, lists=[tasks])


def render_index(lists: Sequence[TaskList], files: Sequence[str], language: Language) -> str:
    """The page that leads to those of the departments."""
    say = words(language)
    title = say["tasks_by_department"]
    return _made("tasks_index.html", "beside", language, title=title, lists=lists, files=files)


def _made(
    template: str, font: Font, language: Language, *, lists: Sequence[TaskList], **given: object
) -> str:
    made = environment().get_template(template)
    values = {
        "say": words(language),
        "style": f"{template_text('overview_style.css')}\n{template_text('tasks_style.css')}",
        "font_sources": _SOURCES[font],
        "views": [TaskView(tasks) for tasks in lists],
        "head": heading(lists) if lists else [],
        "most": MOST_LISTED,
        **given,
    }
    shown = "".join(sorted(set(made.render(fonts="", **values)))) if font == "embedded" else ""
    return made.render(fonts=faces(font, shown), **values)
