"""Task lists in a window."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reports.flowing import Flow
from reports.task_lists.view import TaskRow, TaskView, heading
from reports.tasks import TaskList
from reports.words import words
from standards.text import Language

_WIDE = 110
_LISTED = 100


def show(lists: Sequence[TaskList], console: Console, language: Language) -> None:
    """Print the task list of every department."""
    say = words(language)
    if not lists:
        console.print(Text(say["tasks_none"]))
        return
    console.print(Flow(say["tasks_by_department"], "bold"))
    console.print(Flow(" · ".join(heading(lists)), "dim"))
    for tasks in lists:
        view = TaskView(tasks)
        console.print(Padding(Flow(view.department, "bold"), (1, 0, 0, 0)))
        console.print(Flow("  ".join(view.facts), "dim"))
        rows = list(view.rows(_LISTED))
        if console.width >= _WIDE:
            console.print(_table(view, rows))
        else:
            for row in rows:
                _paragraph(view, row, console)
        more = len(tasks.tasks) - len(rows)
        if more:
            console.print(Text(say.count("tasks_more", more), style="dim"))


def _table(view: TaskView, rows: Sequence[TaskRow]) -> Table:
    say = view.words
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("")
    table.add_column(Text(say["tasks_what"]), ratio=4, overflow="fold")
    table.add_column(Text(say["tasks_applicant"]), ratio=2, overflow="fold")
    table.add_column(Text(say["tasks_points"]), justify="right", no_wrap=True)
    table.add_column(Text(say["tasks_why"]), ratio=4, overflow="fold")
    table.add_column(Text(say["tasks_do"]), ratio=5, overflow="fold")
    if view.staffed:
        table.add_column(Text(say["person"]), ratio=2, overflow="fold")
    if view.dated:
        table.add_column(Text(say["until"]), no_wrap=True, min_width=10)
    for row in rows:
        cells: list[RenderableType] = [Flow(f"{row.id} {row.title}"), Flow(row.applicant)]
        cells.append(Text(row.gain))
        cells += [Flow(row.why or row.found), Flow(row.advice)]
        if view.staffed:
            cells.append(Flow(" ".join(part for part in (row.person, row.contact) if part)))
        if view.dated:
            due = Text(row.deadline)
            due.append(f"\n{row.left}" if row.left else "", style="red" if row.overdue else "dim")
            cells.append(due)
        table.add_row(Text(row.sign), *cells)
    return table


def _paragraph(view: TaskView, row: TaskRow, console: Console) -> None:
    say = view.words
    console.print(Flow(f"{row.sign} {row.id} {row.title} · {row.applicant}", "bold"))
    due = f"{row.deadline} {row.left}".strip()
    who = " ".join(part for part in (row.person, row.contact) if part)
    told = (
        ("tasks_points", row.gain),
        ("tasks_why", row.why or row.found),
        ("tasks_do", row.advice),
        ("person", who),
        ("until", due),
    )
    for key, text in told:
        if text:
            console.print(Padding(Flow(f"{say[key]}{say['colon']}{text}"), (0, 0, 0, 2)))
