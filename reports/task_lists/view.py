"""A task list in words, as pages and windows show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.clean import short
from reports.left import left
from reports.points import in_table
from reports.signs import SIGNS
from reports.tasks import Task, TaskList

_NAME = 80


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in words."""

    id: str
    title: str
    applicant: str
    code: str
    district: str
    sign: str
    state: str
    gain: str
    found: str
    why: str
    advice: str
    person: str
    contact: str
    deadline: str
    left: str
    overdue: bool


class TaskView:
    """A task list in words."""

    def __init__(self, tasks: TaskList) -> None:
        self.tasks = tasks
        self.words = tasks.wording.words

    @property
    def department(self) -> str:
        """The department; a sentence where none is named."""
        return self.tasks.department or self.words["tasks_nobody"]

    @property
    def facts(self) -> list[str]:
        """How many tasks, for how many applicants, what they bring, and what is due."""
        say, tasks = self.words, self.tasks
        told = [
            say.count("tasks_count", len(tasks.tasks)),
            say.count("tasks_of", tasks.applicants),
            say.say("tasks_gain", points=say.points(tasks.gain)),
        ]
        if tasks.overdue:
            told.append(say.say("tasks_overdue", n=tasks.overdue))
        if tasks.next_deadline:
            told.append(say.say("tasks_next", day=tasks.next_deadline.isoformat()))
        return told

    @cached_property
    def dated(self) -> bool:
        """Whether any task has a deadline."""
        return any(task.deadline for task in self.tasks.tasks)

    @cached_property
    def staffed(self) -> bool:
        """Whether any task has a person or a way to reach one."""
        return any(task.person or task.contact for task in self.tasks.tasks)

    def rows(self, most: int | None = None) -> Iterator[TaskRow]:
        """The tasks, or the first of them."""
        return map(self.row, self.tasks.tasks[:most])

    def row(self, task: Task) -> TaskRow:
        """One task in words."""
        say, decimals = self.words, self.tasks.wording.decimals
        return TaskRow(
            id=task.line.id,
            title=task.line.title,
            applicant=short(task.applicant.title, _NAME),
            code=short(task.applicant.code, _NAME),
            district=short(task.applicant.district, _NAME),
            sign=SIGNS[task.state],
            state=say[task.state],
            gain=in_table(task.gain, decimals),
            found=task.found,
            why=task.why,
            advice=task.advice,
            person=task.person,
            contact=task.contact,
            deadline=task.deadline.isoformat() if task.deadline else "",
            left="" if task.days_left is None else left(task.days_left, say),
            overdue=task.days_left is not None and task.days_left < 0,
        )


def heading(lists: Sequence[TaskList]) -> list[str]:
    """The standard, its edition, the campaign and the day."""
    wording = lists[0].wording
    say = wording.words
    told = [
        wording.title,
        say.say("edition", edition=wording.edition),
        wording.campaign,
        say.say("ranking_day", day=lists[0].as_of.isoformat()),
    ]
    return [text for text in told if text]
