"""The tasks of responsible departments: for every gap who, what, the points to gain, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports.clean import short
from reports.findings.finding import Finding
from reports.findings.wording import Wording
from reports.safe_names import safe_names
from reports.sheets import Column, Sheet, Value, day, workbook
from reports.signs import SIGNS
from reports.words import words
from standards.text import Language

_NAME = 120


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to put right; points in ten-thousandths, texts in the language of the finding.

    `key` names the department in the standard's own first language, so that the same one is known
    in every language; both are empty where the standard names none. `deadline` is None where no
    day is known. `lifts` is the grade that it alone would bring, empty where none.
    """

    key: str
    department: str
    applicant: str
    name: str
    district: str
    criterion: str
    title: str
    state: str
    points: int
    of: int
    gain: int
    lifts: str
    found: str
    advice: str
    deadline: date | None
    wording: Wording


def tasks_of(finding: Finding) -> Iterator[Task]:
    """The tasks of one applicant: its gaps and what lacks evidence, the greatest gain first."""
    standard = finding.wording.program.standard
    by_id = {criterion.id: criterion for criterion in standard.criteria}
    who, until = finding.applicant, deadline_of(finding)
    for c in (*finding.gaps, *finding.unproven):
        department = standard.department_of(by_id[c.line.id])
        yield Task(
            key=department.zh if department else "",
            department=c.line.department,
            applicant=who.code,
            name=short(who.title, _NAME),
            district=short(who.district, _NAME),
            criterion=c.line.id,
            title=c.line.title,
            state=c.state,
            points=c.points,
            of=c.line.of,
            gain=c.gain,
            lifts=c.lifts,
            found=c.found,
            advice=c.advice,
            deadline=until,
            wording=finding.wording,
        )


def deadline_of(finding: Finding) -> date | None:
    """The last day for correction; else the end of the stage of the procedure that is running."""
    if finding.deadline is not None:
        return finding.deadline
    ends = (day for _, day in finding.wording.stages if day >= finding.as_of)
    return min(ends, default=None)


def by_department(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """The tasks of each department by its key, in the order of the standard."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.key, []).append(task)
    return {key: found[key] for key in sorted(found, key=lambda key: (key == "", key))}


def write(folder: Path, tasks: Mapping[Language, Sequence[Task]]) -> list[Path]:
    """A workbook for each department, in every language given; returns the files."""
    folder.mkdir()
    grouped = {language: by_department(some) for language, some in tasks.items()}
    keys = list(dict.fromkeys(key for some in grouped.values() for key in some))
    first = next(iter(grouped))
    titles = [_department(grouped[first][key][0], first) for key in keys]
    files = []
    for key, title, name in zip(keys, titles, safe_names(titles), strict=True):
        sheets = [
            sheet
            for language, some in grouped.items()
            for sheet in task_sheets(some[key], language)
        ]
        file = folder / f"{name}.xlsx"
        file.write_bytes(workbook(sheets, title))
        files.append(file)
    return files


def _department(task: Task, language: Language) -> str:
    return task.department or words(language)["tasks_nobody"]


def task_sheets(tasks: Sequence[Task], language: Language) -> list[Sheet]:
    """The tasks of one department, and how they spread over the criteria."""
    return [_tasks(tasks, language), _count(tasks, language)]


def _tasks(tasks: Sequence[Task], language: Language) -> Sheet:
    say = words(language)
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
        Column(say["deadline_head"], 11),
        Column(say["done_head"], 14),
    ]
    rows: list[list[Value]] = [
        [
            task.district,
            task.name,
            task.applicant,
            task.criterion,
            task.title,
            f"{SIGNS[task.state]} {say[task.state]}",
            task.points,
            task.of,
            task.gain,
            task.lifts,
            task.found,
            task.advice,
            day(task.deadline),
            "",
        ]
        for task in sorted(tasks, key=lambda task: (task.district, task.applicant, -task.gain))
    ]
    return _sheet("sheet_tasks", tasks, columns, rows, language)


def _count(tasks: Sequence[Task], language: Language) -> Sheet:
    """By criterion, the most points to gain first."""
    say = words(language)
    columns = [
        Column(say["number_head"], 7),
        Column(say["criterion"], 40),
        Column(say["losing_head"], 12, "count"),
        Column(say["gain_total_head"], 14, "points"),
        Column(say["lifted_head"], 16, "count"),
    ]
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.criterion, []).append(task)
    rows: list[list[Value]] = [
        [
            id_,
            some[0].title,
            len(some),
            sum(task.gain for task in some),
            sum(bool(task.lifts) for task in some),
        ]
        for id_, some in groups.items()
    ]
    rows.sort(key=lambda row: (-int(row[3] or 0), str(row[0])))
    return _sheet("sheet_task_count", tasks, columns, rows, language)


def _sheet(
    name: str,
    tasks: Sequence[Task],
    columns: list[Column],
    rows: list[list[Value]],
    language: Language,
) -> Sheet:
    say, first = words(language), tasks[0]
    title = say.say("tasks_title", department=_department(first, language))
    edition = say.say("edition", edition=first.wording.edition)
    return Sheet(
        name=say[name],
        title=title,
        notes=[f"{first.wording.title} · {edition}", say.count("tasks_count", len(tasks))],
        columns=columns,
        rows=rows,
        language=language,
        decimals=first.wording.decimals,
        running=edition,
    )
