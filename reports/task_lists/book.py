"""Task lists as workbooks: the tasks of a department, and how they spread over the criteria."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports.safe_names import safe_names
from reports.sheets import Column, Sheet, Value, day, workbook
from reports.task_lists.view import TaskView
from reports.tasks import Task, TaskList

BOOK = ".xlsx"


def book(lists: Sequence[TaskList]) -> bytes:
    """The workbook of one department, in one language or in several one after the other."""
    views = [TaskView(tasks) for tasks in lists]
    sheets = [sheet for view in views for sheet in (_tasks(view), _count(view))]
    return workbook(sheets, views[0].department)


def write_books(folder: Path, languages: Sequence[Sequence[TaskList]]) -> None:
    """Write a workbook a department into a new folder, from the lists of one language or several.

    The first language names the files. What a department is called elsewhere is told by a criterion
    that it answers for.
    """
    folder.mkdir()
    first, *others = languages
    elsewhere = [{task.line.id: one for one in some for task in one.tasks} for some in others]
    names = safe_names(TaskView(tasks).department for tasks in first)
    for tasks, name in zip(first, names, strict=True):
        same = [lists[tasks.tasks[0].line.id] for lists in elsewhere]
        (folder / f"{name}{BOOK}").write_bytes(book([tasks, *same]))


def _tasks(view: TaskView) -> Sheet:
    """Every task, applicant by applicant: a list to work off."""
    say = view.words
    columns = [
        Column(say["district"], 12),
        Column(say["applicant_head"], 22),
        Column(say["code"], 16),
        Column(say["number_head"], 7),
        Column(say["criterion"], 24),
        Column(say["state_head"], 10),
        Column(say["points_head"], 9, "points"),
        Column(say["full_points"], 9, "points"),
        Column(say["gain_head"], 9, "points"),
        Column(say["lifts_head"], 11),
        Column(say["found_head"], 24),
        Column(say["to_do"], 32),
        *([Column(say["person"], 14)] if view.staffed else []),
        Column(say["deadline_head"], 11),
        Column(say["done_head"], 14),
    ]
    tasks = sorted(view.tasks.tasks, key=_by_applicant)
    return _sheet(view, "sheet_tasks", columns, [_row(view, task) for task in tasks])


def _by_applicant(task: Task) -> tuple[str, str, int]:
    return task.applicant.district, task.applicant.code, -task.gain


def _row(view: TaskView, task: Task) -> list[Value]:
    row = view.row(task)
    who = [" ".join(part for part in (row.person, row.contact) if part)] if view.staffed else []
    return [
        row.district,
        row.applicant,
        row.code,
        row.id,
        row.title,
        f"{row.sign} {row.state}",
        task.points,
        task.line.of,
        task.gain,
        task.lifts,
        row.found,
        row.advice,
        *who,
        day(task.deadline),
        "",
    ]


def _count(view: TaskView) -> Sheet:
    """By criterion, the most points to gain first."""
    say = view.words
    columns = [
        Column(say["number_head"], 7),
        Column(say["criterion"], 40),
        Column(say["losing_head"], 12, "count"),
        Column(say["gain_total_head"], 14, "points"),
        Column(say["lifted_head"], 16, "count"),
    ]
    groups: dict[str, list[Task]] = {}
    for task in view.tasks.tasks:
        groups.setdefault(task.line.id, []).append(task)
    rows: list[list[Value]] = [
        [
            id_,
            some[0].line.title,
            len(some),
            sum(task.gain for task in some),
            sum(bool(task.lifts) for task in some),
        ]
        for id_, some in groups.items()
    ]
    rows.sort(key=lambda row: (-int(row[3] or 0), str(row[0])))
    return _sheet(view, "sheet_task_count", columns, rows)


def _sheet(view: TaskView, name: str, columns: list[Column], rows: list[list[Value]]) -> Sheet:
    say, wording = view.words, view.tasks.wording
    edition = say.say("edition", edition=wording.edition)
    standing = " · ".join(part for part in (wording.title, edition, wording.campaign) if part)
    return Sheet(
        name=say[name],
        title=say.say("tasks_title", department=view.department),
        notes=[standing, *view.facts],
        columns=columns,
        rows=rows,
        language=wording.language,
        decimals=wording.decimals,
        running=edition,
    )
