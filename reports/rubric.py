"""The rubric of a standard, and the list of standards, as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from standards.load import Loaded
from standards.lowering import setting_of
from standards.model import Criterion, Part, Standard
from standards.numbers import plain
from standards.text import Language

_HEADS = {
    "zh": ("编号", "考评内容", "分值", "评分标准", "考评方式", "责任单位", "来源"),
    "en": ("No.", "Criterion", "Points", "Rule", "Checked by", "Responsible", "Source"),
}
_LIST_HEADS = {
    "zh": ("标准", "名称", "版本", "状态", "分值", "指标"),
    "en": ("Standard", "Title", "Edition", "Status", "Points", "Criteria"),
}
_MARKS = {
    "plan": {"zh": "方案", "en": "plan"},
    "official": {"zh": "官方", "en": "official"},
    "partial": {"zh": "部分官方", "en": "partial"},
    "reference": {"zh": "参考", "en": "reference"},
}


def listing(loaded: Iterable[Loaded], language: Language) -> None:
    """Print the standards, one a line."""
    table = _table(_LIST_HEADS[language], right=(4, 5))
    for one in loaded:
        standard = one.standard
        table.add_row(
            standard.standard,
            standard.title.in_(language),
            standard.edition,
            _MARKS[standard.status][language],
            plain(standard.points),
            str(len(standard.criteria)),
        )
    Console(highlight=False).print(table)


def rubric(standard: Standard, language: Language) -> None:
    """Print every part and criterion with its points, rule, ways of checking and source."""
    console = Console(highlight=False)
    status = _MARKS[standard.status][language]
    head = f"{standard.title.in_(language)}  {standard.standard} {standard.edition} ({status})"
    console.print(Text(head, style="bold"))
    table = _table(_HEADS[language], right=(2,))
    for part in standard.parts:
        _part(table, standard, part, language)
    for block in (standard.bonus, standard.penalty):
        for criterion in block.criteria if block else ():
            _criterion(table, standard, criterion, language)
    console.print(table)


def _table(heads: tuple[str, ...], right: tuple[int, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for place, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if place in right else "left", overflow="fold")
    return table


def _part(table: Table, standard: Standard, part: Part, language: Language) -> None:
    title = Text(part.title.in_(language), style="bold")
    table.add_row(Text(part.id, style="bold"), title, Text(plain(part.points), style="bold"))
    for inner in part.parts:
        _part(table, standard, inner, language)
    for criterion in part.criteria:
        _criterion(table, standard, criterion, language)


def _criterion(table: Table, standard: Standard, criterion: Criterion, language: Language) -> None:
    words = criterion.rule.words(setting_of(standard, criterion))
    department = standard.department_of(criterion)
    demand, points = standard.marks_of(criterion)
    marks = [_MARKS[mark][language] for mark in dict.fromkeys((demand, points))]
    table.add_row(
        Text(criterion.id),
        Text(criterion.title.in_(language)),
        Text(plain(criterion.points)),
        Text(words.in_(language)),
        Text(
            ("、" if language == "zh" else ", ").join(
                m.in_(language) for m in standard.method_names(criterion)
            )
        ),
        Text(department.in_(language) if department else ""),
        Text("/".join(marks)),
    )
