"""Task lists: what every department has to mend, drawn from the findings of some applicants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.findings.finding import Applicant, CriterionFinding, Finding
from reports.findings.lines import CriterionLine
from reports.findings.wording import Wording


@dataclass(frozen=True, slots=True)
class Task:
    """One criterion of one applicant that loses points or wants evidence.

    Points are ten-thousandths: `points` are earned, `gain` is by how much the score would rise;
    `state` is one of `engine.states.STATES`; `lifts` is the grade that it alone would bring, empty
    where none. `why` and `advice` are in words. `person` and `contact` are empty where nobody said
    them. `deadline` is that of the responsibility, else the last day for correction, else the end
    of the stage of the procedure that is running; None where none is known. `days_left` counts
    from the day of judgement to the deadline, negative where it is past.
    """

    applicant: Applicant
    line: CriterionLine
    state: str
    points: int
    gain: int
    lifts: str
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
    gathered = Gathering()
    for finding in findings:
        gathered.add(finding)
    return gathered.lists()


class Gathering:
    """Task lists in the making: findings are added one by one, and need not be kept."""

    def __init__(self) -> None:
        self._tasks: dict[str, list[Task]] = {}
        self._first: tuple[Wording, date] | None = None

    def add(self, finding: Finding) -> None:
        """Take up what there is to do for one applicant."""
        self._first = self._first or (finding.wording, finding.as_of)
        for criterion in (*finding.gaps, *finding.unproven):
            tasks = self._tasks.setdefault(criterion.line.department, [])
            tasks.append(_task(finding, criterion))

    def lists(self) -> tuple[TaskList, ...]:
        """The lists of all departments, in the order of the rubric; those without one come last."""
        if self._first is None:
            return ()
        wording, as_of = self._first
        order = {line.id: place for place, line in enumerate(wording.criteria)}
        names = dict.fromkeys(line.department for line in wording.criteria)
        return tuple(
            TaskList(
                wording, as_of, name, tuple(sorted(self._tasks[name], key=lambda t: _key(t, order)))
            )
            for name in sorted(names, key=lambda name: name == "")
            if name in self._tasks
        )


def _key(task: Task, order: dict[str, int]) -> tuple[bool, date, int, int, str]:
    deadline = task.deadline or date.max
    return task.deadline is None, deadline, -task.gain, order[task.line.id], task.applicant.code


def _task(finding: Finding, criterion: CriterionFinding) -> Task:
    line = criterion.line
    deadline = line.deadline or finding.deadline or _stage_end(finding)
    return Task(
        applicant=finding.applicant,
        line=line,
        state=criterion.state,
        points=criterion.points,
        gain=criterion.gain,
        lifts=criterion.lifts,
        found=criterion.found,
        why=criterion.why,
        advice=criterion.advice,
        person=line.person,
        contact=line.contact,
        deadline=deadline,
        days_left=None if deadline is None else (deadline - finding.as_of).days,
    )


def _stage_end(finding: Finding) -> date | None:
    """The end of the stage of the procedure that is running."""
    ends = (day for _, day in finding.wording.stages if day >= finding.as_of)
    return min(ends, default=None)
