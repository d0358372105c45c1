"""The rubric of a standard, and the list of standards, as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.flowing import Flow
from reports.rubric.sections import Section
from reports.rubric.view import Row, View, view_of
from reports.words import words
from standards.load import Loaded
from standards.model import Standard
from standards.numbers import plain
from standards.text import Language

_LIST_HEADS = {
    "zh": ("标准", "名称", "版本", "状态", "分值", "指标"),
    "en": ("Standard", "Title", "Edition", "Status", "Points", "Criteria"),
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
            words(language)[f"rubric_status_{standard.status}"],
            plain(standard.points),
            str(len(standard.criteria)),
        )
    Console(highlight=False).print(table)


def terminal(standard: Standard, language: Language, *, both: bool = False) -> None:
    """Print the rubric: the table of criteria, then gates, vetoes, grades and the rest."""
    view = view_of(standard, language, both=both)
    console = Console(highlight=False)
    console.print(Flow("\n".join(view.title), "bold"))
    console.print(Flow(view.subtitle))
    for text in view.note:
        console.print(Flow(text))
    console.print(_rubric(view))
    for section in view.sections:
        console.print(Text(section.title, style="bold"))
        console.print(_section(section))


def _rubric(view: View) -> Table:
    heads = [head for place, head in enumerate(view.heads) if place != 6]
    table = _table(tuple(heads), right=(2,), ratios=(0, 5, 0, 6, 2, 2, 2))
    for row in view.rows:
        if row.kind == "criterion":
            cells = _texts(row)
            table.add_row(*map(Flow, cells[:2]), Text(cells[2]), *map(Flow, cells[3:]))
        else:
            title = "\n".join((*row.title, *row.small))
            points = Text(row.points, style="bold")
            table.add_row(Flow(row.id, "bold"), Flow(title, "bold"), points)
    return table


def _texts(row: Row) -> tuple[str, ...]:
    return (
        row.id,
        "\n".join(row.title),
        row.points,
        "\n".join(row.rule),
        row.check,
        row.department,
        row.source,
    )


def _section(section: Section) -> Table:
    table = _table(section.heads, right=(), ratios=section.widths)
    for row in section.rows:
        table.add_row(*map(Flow, row))
    return table


def _table(heads: tuple[str, ...], right: tuple[int, ...], ratios: tuple[int, ...] = ()) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for place, head in enumerate(heads):
        side = "right" if place in right else "left"
        ratio = ratios[place] or None if ratios else None
        table.add_column(Text(head), justify=side, overflow="fold", ratio=ratio)  # type: ignore[arg-type] # a conditional of words
    return table
