"""Task lists: what every department has to mend, drawn from the findings of some applicants.

A format of `reports/formats` that writes task lists has a function `render_tasks`, from a
`TaskList` to text or bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reports.findings.finding import Applicant, CriterionFinding, Finding
from reports.findings.lines import CriterionLine
from reports.findings.wording import Wording


@dataclass(frozen=True, slots=True)
class Task:
    """One criterion of one applicant that loses points or wants evidence.

    Points are ten-thousandths: `points` are earned, `gain` is by how much the score would rise;
    `state` is one of `engine.states.STATES`. `why` and `advice` are in words. `person`, `contact`
    and `deadline` are empty (None) where nobody said them; `days_left` counts from the day of
    judgement to the deadline, negative where it is past.
    """

    applicant: Applicant
    line: CriterionLine
    state: str
    points: int
    gain: int
    found: str
    why: str
    advice: str
    person: str
    contact: str
    deadline: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of one department, the earliest deadline first, then the greatest gain.

    `department` is empty where a criterion names none. Texts are in the language of `wording`.
    """

    wording: Wording
    as_of: date
    department: str
    tasks: tuple[Task, ...]

    @property
    def gain(self) -> int:
        """The points to gain, of all applicants together, in ten-thousandths."""
        return sum(task.gain for task in self.tasks)

    @property
    def applicants(self) -> int:
        """How many applicants there is something to do for."""
        return len({task.applicant.code for task in self.tasks})

    @property
    def overdue(self) -> int:
        """How many tasks are past their deadline."""
        return sum(task.days_left is not None and task.days_left < 0 for task in self.tasks)

    @property
    def next_deadline(self) -> date | None:
        """The earliest deadline that is not past; None where there is none."""
        due = [t.deadline for t in self.tasks if t.deadline and t.deadline >= self.as_of]
        return min(due, default=None)


def task_lists(findings: Iterable[Finding]) -> tuple[TaskList, ...]:
    """The task list of every department that has one, in the order of the rubric.

    The findings are of one standard, one language and one day of judgement.
    """
    found: dict[str, list[Task]] = {}
    first: Finding | None = None
    for finding in findings:
        first = first or finding
        for task in _tasks(finding):
            found.setdefault(task.line.department, []).append(task)
    if first is None:
        return ()
    wording, as_of = first.wording, first.as_of
    order = {line.id: place for place, line in enumerate(wording.criteria)}
    names = list(dict.fromkeys(line.department for line in wording.criteria))
    return tuple(
        TaskList(wording, as_of, name, tuple(sorted(found[name], key=lambda t: _key(t, order))))
        for name in sorted((name for name in names if name in found), key=lambda name: name == "")
    )


def _key(task: Task, order: dict[str, int]) -> tuple[bool, date, int, int, str]:
    deadline = task.deadline or date.max
    return task.deadline is None, deadline, -task.gain, order[task.line.id], task.applicant.code


def _tasks(finding: Finding) -> Iterator[Task]:
    for criterion in (*finding.gaps, *finding.unproven):
        yield _task(finding, criterion)


def _task(finding: Finding, criterion: CriterionFinding) -> Task:
    line = criterion.line
    return Task(
        applicant=finding.applicant,
        line=line,
        state=criterion.state,
        points=criterion.points,
        gain=criterion.gain,
        found=criterion.found,
        why=criterion.why,
        advice=criterion.advice,
        person=line.person,
        contact=line.contact,
        deadline=line.deadline,
        days_left=None if line.deadline is None else (line.deadline - finding.as_of).days,
    )
